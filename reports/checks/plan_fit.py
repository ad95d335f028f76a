"""Checks that measures answer what was found weak, under the issue and the name that it belongs to."""

from dataclasses import replace

from assessments.analysis import MAINTAIN
from measures import planning
from reports.checks.check import KEEP_IF_MEANT, MEASURES, Check, has_measures
from reports.checks.codes import are_of_one_line, items_named
from reports.checks.passages import measure_label, shortened
from reports.checks.results import Place, Remark
from reports.checks.wording import said, spoken


def answering_nothing(subject):
    if not subject.points:
        return
    for measure in subject.content.measures:
        reason = planning.why_unanswering(subject.framework, measure, subject.points)
        if reason:
            yield Remark(measure_label(measure), f"ไม่ตอบจุดอ่อนใด: {reason}", Place("measure", measure.key, "items"))


def outside_issue(subject):
    """A measure of one issue that answers another issue's weak point, by the items chosen or by what its text names."""
    for measure in subject.content.measures:
        typed = items_named(subject.framework, measure)
        codes = tuple(dict.fromkeys((*measure.items, *typed)))
        outside = planning.items_outside_issue(subject.framework, replace(measure, items=codes))
        if outside:
            says = f"อยู่ในประเด็นที่ {measure.issue} แต่ตอบ {', '.join(outside)} ซึ่งเป็นของ{issues_of(subject, outside)}"
            place = Place("measure", measure.key, "issue")
            yield Remark(measure_label(measure), f"{says}{weakest_of_issue(subject, measure, codes)}", place)


def issues_of(subject, codes):
    numbers = sorted({number for code in codes for number in subject.framework.entries[code].issues})
    return f"ประเด็นที่ {', '.join(map(str, numbers))}"


def weakest_of_issue(subject, measure, codes):
    """What the issue itself is weakest in, where the measure leaves it aside."""
    baseline = subject.content.baseline
    issues = baseline.analysis.issues if baseline else ()
    lowest = next((issue.lowest_item for issue in issues if issue.number == measure.issue), None)
    if lowest is None or not lowest.urgency or lowest.code in codes or lowest.urgency == MAINTAIN:
        return ""
    return f" ส่วนข้อที่ได้คะแนนน้อยที่สุดของประเด็นที่ {measure.issue} คือ {lowest.code} ({said(lowest.score)})"


def misnamed(subject):
    """The weak point or title is word for word the name of another indicator or item than the one chosen."""
    for measure in subject.content.measures:
        filed = measure.items or ((measure.indicator,) if measure.indicator else ())
        for field in ("weak_point", "title"):
            other = other_entry_named(subject.framework, getattr(measure, field).strip(), filed)
            if other:
                own = ", ".join(spoken(subject.framework, code) for code in filed)
                says = f"จัดไว้ที่{own} แต่ “{shortened(other.name)}” เป็นชื่อของ{spoken(subject.framework, other.code)}"
                yield Remark(measure_label(measure), says, Place("measure", measure.key, field))


def other_entry_named(framework, text, filed):
    """The entry of this name, when it is neither one of `filed` nor above or below one of them."""
    matches = [entry for entry in framework.entries.values() if entry.name and entry.name == text]
    if not filed or any(are_of_one_line(framework, entry.code, code) for entry in matches for code in filed):
        return None
    return matches[0] if matches else None


CHECKS = (
    Check(
        "answers_weak_point",
        "มาตรการตอบจุดอ่อนที่พบ",
        answering_nothing,
        (MEASURES,),
        "เลือกข้อหรือตัวชี้วัดที่มาตรการตอบ หรือจัดเป็น “รักษามาตรฐาน” หากไม่ได้ตอบจุดอ่อน",
        applies=lambda subject: bool(subject.points and subject.content.measures),
    ),
    Check(
        "within_issue",
        "มาตรการตอบจุดอ่อนของประเด็นเดียวกัน",
        outside_issue,
        (MEASURES,),
        f"เลือกประเด็นหรือข้อให้ตรงกัน {KEEP_IF_MEANT}",
        applies=lambda subject: subject.content.plans_by_issue,
    ),
    Check(
        "names_of_topic",
        "ชื่อเรื่องของมาตรการตรงกับตัวชี้วัดหรือข้อที่เลือก",
        misnamed,
        (MEASURES,),
        "แก้ตัวชี้วัดหรือข้อที่เลือก หรือแก้ชื่อให้ตรงกัน",
        applies=has_measures,
    ),
)
