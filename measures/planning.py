"""How a plan answers the weak points: what is uncovered, what answers nothing, what a measure still lacks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessments import fiscal_year as years
from assessments import thai
from assessments.analysis import MAINTAIN, WeakPoint
from assessments.analysis.answering import answers
from assessments.frameworks import Framework

PARTS = {
    "steps": "ขั้นตอน",
    "period": "ระยะเวลา",
    "responsible": "ผู้รับผิดชอบ",
    "monitoring": "กำกับติดตาม",
}


@dataclass(frozen=True)
class MeasureFacts:
    """What planning asks of a measure; whatever has these attributes serves. `indicator` may be a sub-indicator."""

    key: str
    issue: int | None
    indicator: str
    items: tuple[str, ...]
    urgency: str
    steps: tuple[str, ...]
    period: str
    responsible: tuple[str, ...]
    monitoring: str


@dataclass(frozen=True)
class Completeness:
    """One part of a measure that the document must contain, and whether it is there."""

    code: str
    name: str
    is_present: bool


def why_unanswering(framework: Framework, measure: MeasureFacts, points: Sequence[WeakPoint]) -> str:
    """Why this measure answers no weak point, in words; "" when it answers one or keeps up a standard."""
    if measure.urgency == MAINTAIN or any(answers(framework, measure, point) for point in points):
        return ""
    if measure.items:
        return f"ข้อที่ระบุ ({', '.join(measure.items)}) ไม่ใช่จุดอ่อนตามผลการประเมิน"
    if measure.indicator:
        return f"ตัวชี้วัดที่ {measure.indicator} ไม่มีจุดอ่อนตามผลการประเมิน"
    if measure.issue:
        return f"ประเด็นที่ {measure.issue} ไม่มีจุดอ่อนตามผลการประเมิน"
    return "ยังไม่ได้ระบุข้อ ตัวชี้วัด หรือประเด็นที่มาตรการนี้ตอบ"


def items_outside_issue(framework: Framework, measure: MeasureFacts) -> tuple[str, ...]:
    """Items that belong to other issues than the measure's own; an item without an issue is never outside."""
    if measure.issue is None:
        return ()
    issues = {code: getattr(framework.entries.get(code), "issues", ()) for code in measure.items}
    return tuple(code for code, numbers in issues.items() if numbers and measure.issue not in numbers)


def completeness(measure: MeasureFacts) -> tuple[Completeness, ...]:
    return tuple(Completeness(code, name, bool(getattr(measure, code))) for code, name in PARTS.items())


def missing_parts(measure: MeasureFacts) -> tuple[str, ...]:
    """Thai names of what the measure lacks."""
    return tuple(part.name for part in completeness(measure) if not part.is_present)


def prevailing_grouping(measures: Sequence[MeasureFacts]) -> str:
    """Whether more measures of the plan name an issue or an indicator."""
    by_issue = sum(measure.issue is not None for measure in measures)
    by_indicator = sum(bool(measure.indicator) for measure in measures)
    return "indicator" if by_indicator > by_issue else "issue"


def period_faults(fiscal_year: int, start: date | None, end: date | None) -> dict[str, str]:
    """What is wrong with a period, by field; a plan's period lies inside its fiscal year."""
    if (start is None) != (end is None):
        empty = "period_start" if start is None else "period_end"
        return {empty: "ระบุทั้งวันเริ่มต้นและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง"}
    faults = {
        name: f"{thai.long_date(day)} {outside_year(fiscal_year)}"
        for name, day in (("period_start", start), ("period_end", end))
        if day and not years.contains(fiscal_year, day)
    }
    if not faults and start and end < start:
        faults["period_end"] = f"วันสิ้นสุด {thai.long_date(end)} อยู่ก่อนวันเริ่มต้น {thai.long_date(start)}"
    return faults


def outside_year(fiscal_year):
    first, last = thai.long_date(years.first_day(fiscal_year)), thai.long_date(years.last_day(fiscal_year))
    return f"อยู่นอกปีงบประมาณ พ.ศ. {fiscal_year}: ใช้ได้ตั้งแต่ {first} ถึง {last}"


def next_key(prefix: str, taken: Sequence[str]) -> str:
    """The key after the highest one: m1, m2 …; keys of other shapes (from files) do not count."""
    numbers = [int(key[len(prefix) :]) for key in taken if key.startswith(prefix) and key[len(prefix) :].isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1}"
