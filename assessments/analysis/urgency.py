"""The one rule of what is urgent, what is to be developed and what is to be maintained."""

from assessments.scoring.arithmetic import FULL_MARKS

URGENT, DEVELOP, MAINTAIN = "urgent", "develop", "maintain"
ORDER = {URGENT: 0, DEVELOP: 1, MAINTAIN: 2, "": 3}

URGENCY_HELP = (
    "ต้องแก้ไขโดยเร่งด่วน คือ คะแนนต่ำกว่าเกณฑ์ผ่านของกรอบการประเมิน ซึ่งรวมข้อที่ได้ 0 หรือ 50 คะแนน · "
    "ต้องพัฒนาให้ดีขึ้น คือ คะแนนถึงเกณฑ์ผ่านแล้ว แต่ยังไม่ถึงเป้าหมายที่หน่วยงานตั้งไว้ "
    "หรือยังไม่เต็ม 100 เมื่อไม่ได้ตั้งเป้าหมาย · "
    "รักษามาตรฐาน คือ ได้คะแนนถึงเป้าหมายหรือเต็ม 100 แล้ว · "
    "ประเด็นใช้ความเร่งด่วนของข้อที่ได้คะแนนน้อยที่สุดในประเด็นนั้น และสิ่งที่ยังไม่มีคะแนนไม่จัดความเร่งด่วน"
)


def urgency_of(framework, score, target=None):
    """Urgent below the pass mark, develop below the target (full marks where none is set), else maintain.

    "" while there is no score. A target under the pass mark does not lower the pass mark. Questions and items have
    no target of their own, so anything under full marks is to be developed; an item of 0 or 50 is urgent.
    """
    if score is None:
        return ""
    if score < framework.pass_mark:
        return URGENT
    return DEVELOP if score < (FULL_MARKS if target is None else target) else MAINTAIN


def most_pressing(urgencies):
    """ "" where there are none."""
    return min(urgencies, key=lambda urgency: ORDER.get(urgency, ORDER[""]), default="")
