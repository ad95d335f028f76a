"""How a document says numbers, dates, codes and names of what is assessed, in the agency's choice of digits.

Only generated words pass through here. What people typed is printed as they typed it.
"""

from dataclasses import dataclass

from assessments import thai
from assessments.frameworks import Framework

ITA = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (Integrity and Transparency Assessment: ITA)"
LONGEST_NAME = 75
NOT_STATED = "ยังไม่ได้ระบุ"
NO_BUDGET = "ไม่ใช้งบประมาณ"
URGENCY_NAMES = {
    "urgent": "ประเด็นที่ต้องแก้ไขโดยเร่งด่วน",
    "develop": "ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
    "maintain": "ประเด็นที่รักษามาตรฐาน",
}
URGENCY_WORDS = {"urgent": "ต้องแก้ไขโดยเร่งด่วน", "develop": "ต้องพัฒนาให้ดีขึ้น", "maintain": "รักษามาตรฐาน"}
DEPTH_NAMES = {"indicator": "ตัวชี้วัดที่", "sub_indicator": "ตัวชี้วัดย่อยที่", "item": "ข้อ"}


@dataclass(frozen=True)
class Wording:
    numerals: str
    framework: Framework | None = None

    def number(self, value):
        """Any generated text, its digits in the document's script."""
        return thai.thai_digits(value) if self.numerals == "thai" else str(value)

    def score(self, value):
        return self.number(thai.score(value))

    def signed(self, value):
        return self.number(thai.signed(value))

    def baht(self, amount):
        return self.number(thai.baht(amount))

    def date(self, day):
        return self.number(thai.long_date(day)) if day else ""

    def year(self, fiscal_year):
        return self.number(f"ปีงบประมาณ พ.ศ. {fiscal_year}")

    def dates(self, period):
        """ตุลาคม ๒๕๖๖ – กันยายน ๒๕๖๗; empty without dates."""
        return self.number(thai.period(period.start, period.end))

    def code(self, code):
        return self.number(code)

    def name(self, code):
        """The official name of a code; empty for a code this framework does not have."""
        entry = self.framework.entries.get(code) if self.framework else None
        return self.number(entry.name) if entry else ""

    def place(self, code):
        """ตัวชี้วัดที่ ๙, ข้อ o๒๙, IIT"""
        depth = self.framework.depth_of(code) if self.framework else "indicator"
        words = DEPTH_NAMES.get(depth, "")
        return f"{words} {self.code(code)}".strip()

    def full_name(self, code):
        """ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"""
        return f"{self.place(code)} {self.name(code)}".strip()

    def short_name(self, code):
        """As full_name, but the code alone for a question whose wording would drown its surroundings."""
        full = self.full_name(code)
        return full if len(full) <= LONGEST_NAME else self.place(code)

    def issue(self, number):
        """ประเด็นที่ ๒ การให้บริการและระบบ E-Service"""
        return f"ประเด็นที่ {self.number(number)} {self.issue_name(number)}".strip()

    def issue_name(self, number):
        return self.number(self.framework.issue(number).name) if self.framework else ""

    def topic(self, issue, indicator):
        """What an entry of the plan is about: its issue, else its indicator; empty when it has neither."""
        if issue:
            return self.issue(issue)
        return self.full_name(indicator) if indicator else ""

    def subject(self, issue, indicator):
        """Both the issue and the indicator, where an entry names both."""
        names = (self.issue(issue) if issue else "", self.full_name(indicator) if indicator else "")
        return " · ".join(name for name in names if name)


def wording_of(content):
    return Wording(content.agency.numerals, content.framework)


def joined(names):
    """ก ข และค as Thai writes a list; a figure or a Latin word keeps its distance from และ."""
    *before, last = [name for name in names if name] or [""]
    if not before:
        return last
    gap = "" if "ก" <= last[0] <= "ไ" else " "
    return f"{' '.join(before)} และ{gap}{last}"
