"""When a step of a fiscal year may be worked on: which rows belong to which step, and whether it is open on a day."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied

from assessments import thai

ENTRY, PLAN, PROGRESS = "entry", "plan", "progress"
STEP_NAMES = {ENTRY: "ผลคะแนนและวิเคราะห์", PLAN: "มาตรการ", PROGRESS: "ผลการดำเนินการ"}

# The later apps' rows by name: this app does not know their models. What is not named here has no window: an
# agency's own facts, its catalogue, and how its documents are made up.
STEP_OF_MODEL = {
    "assessments.agencyyear": ENTRY,  # earlier years' results are recorded on the year
    "assessments.assessment": ENTRY,
    "assessments.finding": ENTRY,
    "assessments.target": ENTRY,
    "measures.measure": PLAN,
    "measures.carrydecision": PLAN,
    "measures.limitation": PLAN,
    "measures.progressentry": PROGRESS,
    "measures.photo": PROGRESS,
}
STEP_OF_ROLE = {"baseline": ENTRY, "result": PROGRESS}  # results after the measures show what these achieved

WHO_CAN_HELP = "หากจำเป็นต้องแก้ไข โปรดขอผ่อนผันจากผู้ดูแลระดับส่วนกลาง"


@dataclass(frozen=True)
class Window:
    """The days of a step, both included; `until` is the last day of this agency's exception, if it has one."""

    fiscal_year: int
    step: str
    opens_on: date
    closes_on: date
    until: date | None = None

    @property
    def step_name(self):
        return STEP_NAMES[self.step]

    @property
    def name(self):
        return f"{self.step_name}ของปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @property
    def deadline(self):
        """The last day for this agency: the exception's when it goes beyond the window."""
        return max(self.closes_on, self.until) if self.until else self.closes_on

    def is_open(self, today: date) -> bool:
        is_excepted = self.until is not None and today <= self.until
        return is_excepted or self.opens_on <= today <= self.closes_on

    def state(self, today: date) -> str:
        """In words, for this agency."""
        if self.is_open(today):
            return f"เปิดรับถึงวันที่ {thai.long_date(self.until if self.is_extended(today) else self.closes_on)}"
        if today < self.opens_on:
            return f"จะเปิดรับวันที่ {thai.long_date(self.opens_on)}"
        return f"ปิดรับแล้วเมื่อสิ้นวันที่ {thai.long_date(self.deadline)}"

    def is_extended(self, today: date) -> bool:
        """Closed for the others, open for this agency."""
        return self.is_open(today) and not self.opens_on <= today <= self.closes_on


class YearLocked(PermissionDenied):
    """The step is not open for this agency; the message is Thai: since when, and who can make an exception.

    A page that does not expect it answers as to somebody without the right: 403.
    """

    def __init__(self, fact):
        super().__init__(f"{fact} {WHO_CAN_HELP}")
        self.fact = fact


def step_of_row(model: str, role: str = "") -> str | None:
    """The step of a row by its model ("app.model") and, for results, their role; None for what has no window."""
    return STEP_OF_ROLE[role] if role and model == "assessments.assessment" else STEP_OF_MODEL.get(model)


def lock(window: Window | None, today: date) -> YearLocked | None:
    """Why nobody of the agency may write; None where people may. Without a window a step is always open."""
    if window is None or window.is_open(today):
        return None
    if today < window.opens_on:
        return YearLocked(f"ยังไม่เปิดรับ{window.name} จะเปิดในวันที่ {thai.long_date(window.opens_on)}")
    return YearLocked(f"ปิดรับ{window.name} แล้วเมื่อสิ้นวันที่ {thai.long_date(window.deadline)}")


def extension(window: Window | None, today: date) -> str:
    """What a page says of an exception that holds today; "" without one."""
    if window is None or not window.is_extended(today):
        return ""
    return f"{window.name}: หน่วยงานนี้ได้รับการผ่อนผันถึงวันที่ {thai.long_date(window.until)}"
