"""The five steps of a year as a task list: state, what is there, what is missing, and which one is next."""

from dataclasses import dataclass, replace

from assessments.scoring import explain_level
from assessments.windows import ENTRY, PLAN, PROGRESS

NOT_STARTED, STARTED, COMPLETE = "not-started", "started", "complete"
STEPS = (ENTRY, ENTRY, PLAN, PROGRESS, None)  # whose window closes each task; the documents have none
STATE_LABELS = {NOT_STARTED: "ยังไม่เริ่ม", STARTED: "กำลังทำ", COMPLETE: "ครบแล้ว"}


@dataclass(frozen=True)
class PlanCounts:
    """How many there are in this year, and how many of them have what they need."""

    finding_count: int
    with_causes: int
    measure_count: int
    with_steps: int
    with_responsible: int
    with_monitoring: int
    reported: int
    unanswered: int = 0  # urgent weak points that no measure answers


@dataclass(frozen=True)
class Task:
    number: int
    title: str
    view_name: str
    state: str
    text: str
    action: str
    is_next: bool = False
    closed: str = ""  # since when, or until when, nobody may work on it
    state_name: str = ""  # where the state's usual name would promise too much

    @property
    def state_label(self):
        return self.state_name or STATE_LABELS[self.state]


def year_tasks(framework, results, counts):
    """`framework` and `results` are None until results of a year are chosen."""
    return (
        _scores(framework, results),
        _analysis(counts),
        _measures(counts),
        _progress(counts),
        _documents(counts),
    )


def close(tasks, closed):
    """`closed` is {step of assessments/windows.py: words}, of the steps that nobody may work on today."""
    return tuple(replace(task, closed=closed.get(step, "")) for task, step in zip(tasks, STEPS, strict=True))


def mark_next(tasks):
    """The first step that is not complete and may be worked on is what to do next."""
    open_tasks = (task.number for task in tasks if task.state != COMPLETE and not task.closed)
    number = next(open_tasks, None)
    return tuple(replace(task, is_next=task.number == number) for task in tasks)


def _scores(framework, results):
    def task(state, text, action="กรอกผลคะแนน"):
        return Task(1, "ผลคะแนน", "assessments:score-home", state, text, action)

    if results is None:
        return task(NOT_STARTED, "เลือกปีของผลการประเมินแล้วกรอกคะแนนที่ประกาศ")
    scored = [figure for figure in results.figures.values() if figure.announced is not None]
    if not scored and results.total.announced is None:
        return task(NOT_STARTED, "กรอกเพียงคะแนนรวม รายตัวชี้วัด หรือครบทุกข้อก็ได้")
    unknown = [entry.code for entry in framework.indicators if _is_missing(entry, results)]
    if results.total.value is None or unknown:
        missing = f"ยังไม่มีคะแนนตัวชี้วัดที่ {', '.join(unknown)}" if unknown else explain_level(framework, results)
        return task(STARTED, missing, "กรอกคะแนนต่อ")
    return task(COMPLETE, explain_level(framework, results), "ดูผลคะแนน")


def _is_missing(indicator, results):
    return indicator.instrument in results.weighted and results.value(indicator.code) is None


def _analysis(counts):
    def task(state, text, action="วิเคราะห์ผล"):
        return Task(2, "วิเคราะห์", "assessments:analysis", state, text, action)

    if not counts.finding_count:
        return task(NOT_STARTED, "ดูจุดแข็งและจุดอ่อนจากคะแนน แล้วบันทึกสาเหตุและแนวทางการยกระดับ")
    without = counts.finding_count - counts.with_causes
    if without:
        return task(STARTED, f"บันทึกแล้ว {counts.finding_count} เรื่อง ยังไม่มีสาเหตุ {without} เรื่อง", "วิเคราะห์ต่อ")
    return task(COMPLETE, f"บันทึกสาเหตุครบ {counts.finding_count} เรื่อง", "ดูการวิเคราะห์")


def _measures(counts):
    def task(state, text, action="กำหนดมาตรการ", **values):
        return Task(3, "มาตรการ", "measures:list", state, text, action, **values)

    if not counts.measure_count:
        return task(NOT_STARTED, "กำหนดมาตรการ ขั้นตอน ผู้รับผิดชอบ และระยะเวลา")
    gaps = {
        "ขั้นตอน": counts.measure_count - counts.with_steps,
        "ผู้รับผิดชอบ": counts.measure_count - counts.with_responsible,
        "การกำกับติดตาม": counts.measure_count - counts.with_monitoring,
    }
    missing = [f"ยังไม่มี{name} {number} มาตรการ" for name, number in gaps.items() if number]
    if counts.unanswered:
        missing.append(f"ยังมีจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วนและไม่มีมาตรการ {counts.unanswered} จุด")
    if missing:
        action = "กำหนดมาตรการต่อ" if counts.unanswered else "กรอกมาตรการต่อ"
        return task(STARTED, f"มี {counts.measure_count} มาตรการ {' '.join(missing)}", action)
    text = f"มี {counts.measure_count} มาตรการครบองค์ประกอบ ตรวจว่าตอบจุดอ่อนครบที่หน้ามาตรการ"
    return task(COMPLETE, text, "ดูมาตรการ", state_name="มีแผนแล้ว")


def _progress(counts):
    def task(state, text, action="รายงานผล"):
        return Task(4, "ผลการดำเนินการ", "measures:progress", state, text, action)

    if not counts.reported:
        return task(NOT_STARTED, "รายงานผลที่ทำได้ของแต่ละมาตรการ")
    if counts.reported < counts.measure_count:
        return task(STARTED, f"รายงานแล้ว {counts.reported} จาก {counts.measure_count} มาตรการ", "รายงานผลต่อ")
    return task(COMPLETE, f"รายงานครบทั้ง {counts.measure_count} มาตรการ", "ดูผลการดำเนินการ")


def _documents(counts):
    state = NOT_STARTED if not counts.measure_count else STARTED
    text = "จัดทำได้เมื่อมีมาตรการแล้ว" if not counts.measure_count else "ตรวจความครบถ้วน ดูตัวอย่าง และดาวน์โหลด"
    return Task(5, "เอกสาร", "reports:documents", state, text, "จัดทำเอกสาร")
