"""The check of the progress report against the plan that was published: its words count until a new version does."""

from reports.checks.check import PROGRESS, Check
from reports.checks.passages import FORM_FIELDS, MEASURE_FIELDS, measure_label
from reports.checks.results import Place, Remark

WORDS = {name: word for name, word, _ in MEASURE_FIELDS} | {
    "period": "ระยะเวลา",
    "urgency": "ความเร่งด่วน",
    "issue": "ประเด็น",
    "indicator": "ตัวชี้วัด",
    "items": "ข้อที่เกี่ยวข้อง",
}
BOXES = FORM_FIELDS | {"period": "period_start"}  # where the form calls it otherwise


def changed_since(subject):
    """Measures edited, added, removed or moved after the plan was published."""
    now = {measure.key: measure for measure in subject.content.measures}
    then = {measure.key: measure for measure in subject.content.published_plan}
    for key, measure in now.items():
        yield from edited(then[key], measure) if key in then else added(measure)
    for key in (key for key in then if key not in now):
        says = "อยู่ในแผนที่เผยแพร่ แต่ถูกลบแล้ว รายงานยังแสดงมาตรการนี้"
        yield Remark(measure_label(then[key]), says, Place("measures"))
    if [key for key in then if key in now] != [key for key in now if key in then]:
        yield Remark("ลำดับมาตรการ", "ต่างจากแผนที่เผยแพร่ รายงานเรียงตามแผนที่เผยแพร่", Place("measures"))


def edited(then, now):
    names = [name for name in WORDS if getattr(then, name) != getattr(now, name)]
    if names:
        says = f"แก้ไขหลังเผยแพร่แผน ({', '.join(WORDS[name] for name in names)}) รายงานยังใช้ถ้อยคำของแผนที่เผยแพร่"
        yield Remark(measure_label(now), says, Place("measure", now.key, BOXES.get(names[0], names[0])))


def added(measure):
    says = "เพิ่มหลังเผยแพร่แผน จึงไม่นับเป็นมาตรการของแผนในรายงาน"
    yield Remark(measure_label(measure), says, Place("measure", measure.key, "title"))


CHECKS = (
    Check(
        "plan_words",
        "มาตรการตรงกับแผนที่เผยแพร่",
        changed_since,
        (PROGRESS,),
        "รายงานผลใช้ถ้อยคำของแผนฉบับที่เผยแพร่ล่าสุด หากต้องการให้การแก้ไขมีผล ให้เผยแพร่มาตรการฉบับใหม่ก่อน",
        applies=lambda subject: bool(subject.content.published_plan),
    ),
)
