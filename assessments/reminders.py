"""When an agency is reminded of a step that is not complete, and in which words."""

from dataclasses import dataclass
from datetime import date

from assessments import thai
from assessments.windows import ENTRY, PLAN, STEP_NAMES, Window

DUE, OVERDUE = "due", "overdue"
DAYS_BEFORE = (1, 7, 30)
WEEKS_AFTER = 4


@dataclass(frozen=True)
class Stage:
    """`number` is 30, 7 or 1 before the last day, and how many whole weeks the step has been overdue after it."""

    kind: str
    number: int


@dataclass(frozen=True)
class Work:
    """What an agency has in a year."""

    has_total: bool
    measure_count: int
    reported: int


def stage(deadline: date, today: date) -> Stage | None:
    """The reminder that is due. Each is sent once, so one that was missed while nothing ran is made up for."""
    left = (deadline - today).days
    if left < 0:
        weeks = (-left - 1) // 7
        return Stage(OVERDUE, weeks) if weeks <= WEEKS_AFTER else None
    days = next((days for days in DAYS_BEFORE if left <= days), None)
    return Stage(DUE, days) if days else None


def missing(step: str, work: Work) -> str:
    """What the step lacks, in words; "" when it is complete."""
    if step == ENTRY:
        return "" if work.has_total else "ยังไม่มีคะแนนรวมของผลการประเมินที่นำมาวิเคราะห์"
    if not work.measure_count:
        return "ยังไม่มีมาตรการ"
    if step == PLAN or work.reported >= work.measure_count:
        return ""
    return f"รายงานผลการดำเนินการแล้ว {work.reported} จาก {work.measure_count} มาตรการ"


def title(window: Window, today: date) -> str:
    left = (window.deadline - today).days
    when = "เลยกำหนดแล้ว" if left < 0 else "ครบกำหนดวันนี้" if left == 0 else f"ครบกำหนดในอีก {left} วัน"
    return f"{STEP_NAMES[window.step]}ปีงบประมาณ พ.ศ. {window.fiscal_year} {when}"


def text(window: Window, agency_name: str, lack: str, today: date) -> str:
    closing = f"ปิดรับเมื่อสิ้นวันที่ {thai.long_date(window.deadline)}"
    action = "โปรดขอผ่อนผันจากผู้ดูแลระดับส่วนกลาง" if window.deadline < today else "โปรดทำให้ครบก่อนปิดรับ"
    return f"{agency_name}: {lack}\n{closing} {action}"
