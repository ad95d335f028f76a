"""What stands where in an agency-year's workbook: sheets, their columns, and how a value is written in a cell.

The workbook is the exchange file in another dress: every column names the key of the JSON value that it holds, so that
both are read, checked and imported by the same rules.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from assessments.fiscal_year import BUDDHIST_OFFSET, LAST_KNOWN
from assessments.frameworks.kinds import KINDS
from assessments.models import Agency, Urgency
from assessments.thai import arabic_digits
from assessments.thai_forms import ThaiDateField

EMPTY = "\\e"  # an empty text that is not nothing
ESCAPED = re.compile("[\\\\\r\ufffe\uffff]|_(?=x)")
BLANKS = re.compile(r"\s")
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|([\\ne]))")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
EXCEL_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T00:00:00)?")


@dataclass(frozen=True)
class Text:
    """One text; a line break in it stays one."""

    allowed = ""

    def cell(self, value):
        return escaped(value or "")

    def value(self, text):
        return unescaped(text) or None


@dataclass(frozen=True)
class Wording(Text):
    """A text that is there, be it empty."""

    def value(self, text):
        return unescaped(text)


@dataclass(frozen=True)
class Lines:
    """A list of texts, one a line of the cell; a line break inside a text is written as the two signs \\n."""

    allowed = ""

    def cell(self, value):
        return "\n".join(escaped(text).replace("\n", "\\n") or EMPTY for text in value or ())

    def value(self, text):
        return [unescaped(line) for line in text.split("\n")] if text else []


@dataclass(frozen=True)
class Number:
    """A number; what is none goes on as text, and the reading of the value says what is wrong with it."""

    allowed = ""

    def cell(self, value):
        return "" if value is None else Decimal(str(value))

    def value(self, text):
        typed = arabic_digits(text).replace(",", "").strip()
        if not NUMBER.fullmatch(typed):
            return text.strip() or None
        return Decimal(typed) if "." in typed else int(typed)


@dataclass(frozen=True)
class Day:
    """A day of the Buddhist calendar, as people write it."""

    allowed = "วันที่แบบ พ.ศ. เช่น 1/10/2566 หรือ 1 ตุลาคม 2566 (อยู่ในปีงบประมาณของแผน และไม่สิ้นสุดก่อนเริ่ม)"

    def cell(self, value):
        return ThaiDateField().prepare_value(date.fromisoformat(value)) if value else ""

    def value(self, text):
        found = EXCEL_DATE.fullmatch(text.strip())
        if found:
            return excel_day(*map(int, found.groups())) or text
        try:
            day = ThaiDateField(required=False).clean(text)
        except ValidationError:
            return text
        return day and day.isoformat()


def excel_day(year, month, day):
    """The ISO date of a cell that became a date; Excel takes the year that was typed for the Common Era's."""
    try:
        return date(year - BUDDHIST_OFFSET if year > LAST_KNOWN - BUDDHIST_OFFSET else year, month, day).isoformat()
    except ValueError:
        return None


@dataclass(frozen=True)
class Choice:
    """One of some codes, shown by their Thai names."""

    names: tuple[tuple[str, str], ...]

    @property
    def allowed(self):
        return " · ".join(name for _, name in self.names)

    def cell(self, value):
        return dict(self.names).get(value, value or "")

    def value(self, text):
        codes = {name: code for code, name in self.names}
        return codes.get(text.strip(), text.strip()) or None


def escaped(text) -> str:
    """Signs that a workbook would lose or change; a text of blanks alone would be a blank cell."""
    signs = ESCAPED if text.strip() else BLANKS
    return signs.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)


def unescaped(text) -> str:
    plain = {"\\": "\\", "n": "\n", "e": ""}
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else plain[found[2]], text)


TEXT, WORDING, LINES, AMOUNT, DAY = Text(), Wording(), Lines(), Number(), Day()
URGENCY = Choice(tuple(Urgency.choices))
KIND, NUMERALS = Choice(tuple(KINDS.items())), Choice(tuple(Agency.Numerals.choices))
PERIOD = (
    ("เริ่มต้น", "period.start", DAY),
    ("สิ้นสุด", "period.end", DAY),
    ("ระยะเวลา (ข้อความ)", "period.text", TEXT),
)

# Sheets of one value a row: title, key, kind.
GENERAL_SHEET, RESULTS_SHEET = "ข้อมูลทั่วไป", "ผลการประเมิน"
GENERAL = (
    ("ปีงบประมาณของแผน", "fiscal_year", AMOUNT),
    ("รหัสหน่วยงาน", "agency.code", TEXT),
    ("ชื่อหน่วยงาน", "agency.name", TEXT),
    ("ชื่อย่อ", "agency.short_name", TEXT),
    ("ประเภทหน่วยงาน", "agency.kind", KIND),
    ("ต้นสังกัด", "agency.parents", LINES),
    ("จังหวัด", "agency.province", TEXT),
    ("อำเภอ", "agency.district", TEXT),
    ("ตัวเลขในเอกสาร", "agency.numerals", NUMERALS),
    ("กลุ่มงาน", "agency.units", LINES),
)
RESULTS = (
    ("กรอบการประเมิน", "framework", TEXT),
    ("ปีงบประมาณที่ประเมิน", "fiscal_year", AMOUNT),
    ("คะแนนรวม", "overall", AMOUNT),
    ("ระดับผลการประเมิน", "level", TEXT),
    ("อยู่ในลำดับที่", "rank.position", AMOUNT),
    ("ในกลุ่มหน่วยงาน", "rank.group", TEXT),
    ("กลุ่มเปรียบเทียบ", "peers.label", TEXT),
    ("จำนวนหน่วยงานในกลุ่ม", "peers.count", AMOUNT),
    ("คะแนนเฉลี่ยของกลุ่ม", "peers.average", AMOUNT),
)
BASELINE, RESULT = ("assessment", "ผลที่นำมาวิเคราะห์"), ("progress.result", "ผลหลังดำเนินมาตรการ")

# Sheets of one entry a row: title, key, kind.
ENTRIES = {
    "ผลการวิเคราะห์": (
        "findings",
        (
            ("ประเด็น", "issue", AMOUNT),
            ("ตัวชี้วัด", "indicator", TEXT),
            ("ข้อ", "items", LINES),
            ("ข้อที่ได้คะแนนน้อยที่สุด", "lowest", TEXT),
            ("ความเร่งด่วน", "urgency", URGENCY),
            ("สาเหตุ", "causes", LINES),
            ("แนวทางการยกระดับ", "approach", LINES),
        ),
    ),
    "มาตรการ": (
        "measures",
        (
            ("รหัส", "id", TEXT),
            ("ประเด็น", "issue", AMOUNT),
            ("ตัวชี้วัด", "indicator", TEXT),
            ("ข้อที่เกี่ยวข้อง", "items", LINES),
            ("ความเร่งด่วน", "urgency", URGENCY),
            ("มาตรการ โครงการ หรือกิจกรรม", "title", TEXT),
            ("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อน", "weak_point", TEXT),
            ("ประเด็นที่จะพัฒนาให้ดีขึ้น", "improvement", LINES),
            ("ประเด็นการประเมิน", "assessed_points", LINES),
            ("สาเหตุ", "causes", LINES),
            ("แนวทาง", "approach", LINES),
            ("ขั้นตอนหรือวิธีการปฏิบัติ", "steps", LINES),
            *PERIOD,
            ("ผู้รับผิดชอบ", "responsible", LINES),
            ("แนวทางการกำกับติดตาม", "monitoring", TEXT),
            ("ข้อจำกัด", "constraints", LINES),
        ),
    ),
    "ผลการดำเนินการ": (
        "progress.entries",
        (
            ("รหัส", "id", TEXT),
            ("รหัสมาตรการ", "measure", TEXT),
            ("ตัวชี้วัด", "indicator", TEXT),
            ("กิจกรรม", "activity", TEXT),
            ("ผลการดำเนินการ", "performed", LINES),
            ("ผลลัพธ์หรือความสำเร็จ", "outcomes", LINES),
            *PERIOD,
            ("งบประมาณ (บาท)", "budget.amount", AMOUNT),
            ("แหล่งงบประมาณ", "budget.source", TEXT),
            ("ปัญหาและอุปสรรค", "obstacles", TEXT),
            ("ข้อเสนอแนะ", "suggestions", TEXT),
        ),
    ),
    "ภาพ": (
        "progress.photos",
        (("คำบรรยายภาพ", "caption", WORDING), ("วันที่", "date", DAY), ("ชื่อไฟล์", "file", TEXT)),
    ),
}
SCORES_HEAD = ("รหัส", "ความหมาย", "คะแนน")
SCORES_SHEETS = {"คะแนนที่นำมาวิเคราะห์": "assessment", "คะแนนหลังดำเนินมาตรการ": "progress.result"}
HISTORY_SHEET, HISTORY_HEAD = "ผลการประเมินย้อนหลัง", ("ปีงบประมาณ", "คะแนนรวม")
INDICATOR = "ตัวชี้วัด {}"
LIMITATIONS_SHEET, LIMITATIONS_HEAD = "ข้อจำกัดของหน่วยงาน", ("ข้อจำกัด",)
TEXTS_SHEET, TEXTS_HEAD = "บทบรรยาย", ("ส่วน", "ย่อหน้า")


def found(value, path):
    """The value at a dotted path, None where there is none."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def put(value, path, content):
    *above, last = path.split(".")
    for key in above:
        value = value.setdefault(key, {})
    value[last] = content
