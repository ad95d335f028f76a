"""Checks of the measures: the parts each must have, and that every weak point and issue has one."""

from assessments.analysis import DEVELOP, URGENT, answering
from measures import planning
from measures.catalogue.drafts import unread
from reports.checks.check import ANNOUNCEMENT, MEASURES, Check, has_measures, has_scores
from reports.checks.passages import measure_label
from reports.checks.results import Place, Remark, missing
from reports.checks.wording import named, said

FIELDS = {"period": "period_start", "responsible": "other_responsible"}  # where the form calls the part otherwise


def without_activity(subject):
    """There are measures, and each says what is to be done, by its title, approach or steps."""
    if not has_measures(subject):
        yield missing("มาตรการของปีนี้", "ยังไม่มีมาตรการ", Place("measures"))
    for measure in subject.content.measures:
        place = Place("measure", measure.key, "title")
        if not (measure.title or measure.approach or measure.steps):
            yield missing(measure_label(measure), "ยังไม่บอกว่าจะทำอะไร", place)
        elif not measure.title and subject.kind == ANNOUNCEMENT:
            yield Remark(measure_label(measure), "ไม่มีชื่อมาตรการ ประกาศจะพิมพ์จุดอ่อนแทน", place)


def unread_drafts(subject):
    drafts = unread(subject.content.measures)
    for measure in subject.content.measures:
        if measure.key in drafts:
            says = "เป็นร่างที่ยังไม่มีผู้อ่าน แก้ไขให้ตรงกับหน่วยงานหรือกดรับร่างก่อน"
            yield Remark(measure_label(measure), says, Place("measure", measure.key, "title"))


def without_part(part, says):
    """The check of one of planning's PARTS."""

    def find(subject):
        for measure in subject.content.measures:
            if part in [entry.code for entry in planning.completeness(measure) if not entry.is_present]:
                yield missing(measure_label(measure), says, Place("measure", measure.key, FIELDS.get(part, part)))

    return find


def urgent_unanswered(subject):
    for point in unanswered(subject, URGENT):
        says = f"ได้ {said(point.score)} คะแนน ต้องแก้ไขโดยเร่งด่วน แต่ยังไม่มีมาตรการตอบ"
        yield missing(named(subject.framework, point.code), says, Place("new-measure", point.code))


def develop_unanswered(subject):
    """One remark an indicator: its questions below full marks may be many."""
    if not has_scores(subject):
        says = "ยังไม่มีผลคะแนน จึงบอกไม่ได้ว่าเรื่องใดต้องมีมาตรการ"
        yield Remark("มาตรการของปีนี้", says, Place("scores", "baseline"))
    by_indicator = {}
    for point in unanswered(subject, DEVELOP):
        by_indicator.setdefault(point.indicator or point.code, []).append(point)
    for code, points in by_indicator.items():
        says = f"ยังไม่มีมาตรการตอบ {', '.join(map(scored, points))}"
        yield Remark(named(subject.framework, code), says, Place("new-measure", points[0].code))


def scored(point):
    """o10 (50.00); an indicator that speaks for itself is "ตัวชี้วัดนี้"."""
    name = "ตัวชี้วัดนี้" if point.code == point.indicator else point.code
    return f"{name} ({said(point.score)})"


def unanswered(subject, urgency):
    points = answering.uncovered(subject.framework, subject.points, subject.content.measures)
    return [point for point in points if point.urgency == urgency]


def is_by_issue(subject):
    return subject.content.plans_by_issue and planning.prevailing_grouping(subject.content.measures) == "issue"


def is_by_indicator(subject):
    return planning.prevailing_grouping(subject.content.measures) == "indicator"


def uncovered_issues(subject):
    """An issue with full marks gets its row of keeping the standard from the portal."""
    planned = {measure.issue for measure in subject.content.measures}
    analysed = subject.content.baseline.analysis.issues if subject.content.baseline else ()
    full = {issue.number for issue in analysed if issue.is_full}
    for issue in subject.framework.issues:
        if issue.number not in planned | full:
            where = f"ประเด็นที่ {issue.number} {issue.name}"
            yield missing(where, "ยังไม่มีมาตรการ", Place("new-measure-of-issue", str(issue.number)))


CHECKS = (
    Check(
        "unread_drafts",
        "ไม่มีร่างมาตรการที่ยังไม่ได้อ่าน",
        unread_drafts,
        (MEASURES, ANNOUNCEMENT),
        "เปิดมาตรการ อ่าน แก้ไข แล้วบันทึก",
        applies=has_measures,
    ),
    Check(
        "urgent_answered",
        "จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วนทุกจุดมีมาตรการ",
        urgent_unanswered,
        (MEASURES,),
        "เพิ่มมาตรการที่ระบุข้อนั้น หรือเลือกข้อนั้นในมาตรการที่มีอยู่",
        ("measure_activity", "covers_issues"),
        applies=has_scores,
    ),
    Check(
        "develop_answered",
        "เรื่องที่ต้องพัฒนาให้ดีขึ้นมีมาตรการ",
        develop_unanswered,
        (MEASURES,),
        "เพิ่มมาตรการของเรื่องนั้น หากตัดสินใจไม่ทำในปีนี้ให้คงไว้ได้",
        ("measure_activity",),
        applies=lambda subject: not is_by_indicator(subject),
    ),
    Check(
        "indicators_covered",
        "แผนตามตัวชี้วัดมีมาตรการครบทุกตัวชี้วัดที่ต้องพัฒนา",
        develop_unanswered,
        (MEASURES,),
        "เพิ่มมาตรการของตัวชี้วัดนั้น หากตัดสินใจไม่ทำในปีนี้ให้คงไว้ได้",
        ("measure_activity", "covers_issues"),
        applies=is_by_indicator,
    ),
    Check(
        "issues_covered",
        "แผนตามประเด็นมีมาตรการครบทุกประเด็น",
        uncovered_issues,
        (MEASURES,),
        "เพิ่มมาตรการของประเด็นที่ยังไม่มี",
        ("covers_issues",),
        applies=is_by_issue,
    ),
    Check(
        "activities",
        "ทุกมาตรการบอกว่าจะทำอะไร",
        without_activity,
        (MEASURES, ANNOUNCEMENT),
        "กรอกชื่อมาตรการ แนวทาง หรือขั้นตอน",
        ("measure_activity",),
    ),
    Check(
        "steps",
        "ทุกมาตรการมีขั้นตอนหรือวิธีการปฏิบัติ",
        without_part("steps", "ยังไม่มีขั้นตอนหรือวิธีการปฏิบัติ"),
        (MEASURES,),
        "กรอกขั้นตอนหรือวิธีการปฏิบัติ",
        ("measure_steps",),
        applies=has_measures,
    ),
    Check(
        "responsible",
        "ทุกมาตรการมีผู้รับผิดชอบ",
        without_part("responsible", "ยังไม่มีผู้รับผิดชอบ"),
        (MEASURES,),
        "เลือกกลุ่มงานที่รับผิดชอบ",
        ("measure_responsible",),
        applies=has_measures,
    ),
    Check(
        "periods",
        "ทุกมาตรการมีระยะเวลา",
        without_part("period", "ยังไม่มีระยะเวลา"),
        (MEASURES,),
        "กรอกวันเริ่มต้นและวันสิ้นสุด หรือระยะเวลาเป็นข้อความ",
        ("measure_period",),
        applies=has_measures,
    ),
    Check(
        "monitoring",
        "ทุกมาตรการมีการกำกับติดตามและรายงานผล",
        without_part("monitoring", "ยังไม่มีวิธีกำกับติดตามและรายงานผล"),
        (MEASURES,),
        "กรอกว่าใครติดตาม เมื่อใด และรายงานต่อใคร",
        ("measure_monitoring",),
        applies=has_measures,
    ),
)
