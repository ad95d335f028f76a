"""Checks of what the officer wrote about the weak points, against the scores."""

from assessments.analysis import MAINTAIN, URGENT, answering
from reports.checks.check import ANALYSIS, KEEP_IF_MEANT, MEASURES, Check
from reports.checks.passages import finding_label, measure_label
from reports.checks.results import Place, Remark, missing
from reports.checks.wording import named, said

URGENCY_NAMES = {"urgent": "แก้ไขโดยเร่งด่วน", "develop": "พัฒนาให้ดีขึ้น", "maintain": "รักษามาตรฐาน"}


def without_cause(subject):
    """Urgent weak points that nobody explained, and findings that explain nothing."""
    for point in subject.points:
        if point.urgency == URGENT and not is_explained(subject, point):
            says = f"ได้ {said(point.score)} คะแนน ยังไม่ได้วิเคราะห์สาเหตุ"
            place = Place("new-finding", point.indicator or point.code)
            yield missing(named(subject.framework, point.code), says, place)
    for index, finding in enumerate(subject.content.findings):
        if finding.urgency != MAINTAIN and not finding.causes:
            yield missing(finding_label(finding), "ยังไม่ได้ระบุสาเหตุ", Place("finding", str(index), "causes"))


def is_explained(subject, point):
    """A finding speaks of it, or a measure that answers it says the cause. Findings without a cause are told apart."""
    content = subject.content
    measures = (measure for measure in content.measures if measure.causes)
    return any(speaks_of(finding, point) for finding in content.findings) or any(
        answering.answers(subject.framework, measure, point) for measure in measures
    )


def speaks_of(finding, point):
    """By item; a finding without items speaks of its whole indicator or issue."""
    if finding.items or finding.lowest:
        return point.code in (*finding.items, finding.lowest)
    return finding.indicator in (point.indicator, point.code) or finding.issue in point.issues


def against_scores(subject):
    """Findings that the scores do not bear out."""
    for index, finding in enumerate(subject.content.findings):
        place = Place("finding", str(index))
        if finding in subject.content.baseline.analysis.unmatched_findings and (finding.items or finding.indicator):
            yield Remark(finding_label(finding), "ไม่มีจุดอ่อนที่ตรงกับเรื่องนี้ตามคะแนนที่กรอก", place)
        yield from not_the_lowest(subject, finding, index)


def not_the_lowest(subject, finding, index):
    """The item called the lowest of its issue, or of the items named, while another scored less."""
    value = subject.content.baseline.results.value
    scores = {code: value(code) for code in rivals(subject, finding) if value(code) is not None}
    own = scores.get(finding.lowest)
    lower = [code for code, score in scores.items() if own is not None and score < own]
    if lower:
        least = min(lower, key=scores.get)
        says = f"ระบุว่า {finding.lowest} ({said(own)}) ได้คะแนนน้อยที่สุด แต่ {least} ได้ {said(scores[least])}"
        yield Remark(finding_label(finding), says, Place("finding", str(index), "lowest"))


def rivals(subject, finding):
    issue = [item.code for item in subject.framework.items_of_issue(finding.issue)] if finding.issue else []
    return dict.fromkeys((*issue, *finding.items, finding.lowest))


def milder_than_scores(subject):
    """Urgent weak points that a finding or a measure names and files under something milder."""
    content = subject.content
    for index, finding in enumerate(content.findings):
        points = [point for point in subject.points if finding in point.findings]
        yield from milder(points, finding, finding_label(finding), Place("finding", str(index), "urgency"))
    for measure in content.measures if subject.kind != ANALYSIS else ():
        points = [point for point in subject.points if point.code in measure.items]
        yield from milder(points, measure, measure_label(measure), Place("measure", measure.key, "urgency"))


def milder(points, row, where, place):
    below = [f"{point.code} ({said(point.score)})" for point in points if point.urgency == URGENT]
    if below and row.urgency != URGENT:
        says = f"{', '.join(below)} ต่ำกว่าเกณฑ์ผ่าน แต่จัดเป็น “{URGENCY_NAMES[row.urgency]}”"
        yield Remark(where, says, place)


CHECKS = (
    Check(
        "causes",
        "จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วนและเรื่องที่วิเคราะห์ไว้มีสาเหตุ",
        without_cause,
        (ANALYSIS,),
        "ระบุสาเหตุเพื่อให้มาตรการแก้ถูกจุด",
        applies=lambda subject: bool(subject.points or subject.content.findings),
    ),
    Check(
        "findings_fit",
        "ผลการวิเคราะห์ตรงกับคะแนน",
        against_scores,
        (ANALYSIS,),
        f"แก้ข้อที่อ้างถึง หรือแก้คะแนนหากกรอกผิด {KEEP_IF_MEANT}",
        applies=lambda subject: subject.content.has_scores and bool(subject.content.findings),
    ),
    Check(
        "urgency_fits",
        "ความเร่งด่วนตรงกับคะแนน",
        milder_than_scores,
        (ANALYSIS, MEASURES),
        f"จัดเป็น “แก้ไขโดยเร่งด่วน” {KEEP_IF_MEANT}",
        ("analysis_urgent",),
        applies=lambda subject: bool(subject.points),
    ),
)
