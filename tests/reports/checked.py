"""Small agency-years to run the checks on, without a database: the plan of 2567 that answers the results of 2566."""

from dataclasses import replace

from assessments.framework_store import all_frameworks, get_framework
from reports import checks
from reports.documents.content import AgencyFacts, PeriodFacts
from tests.reports import samples

NARRATIVE_NAMES = {"preface": "คำนำ", "summary": "บทสรุป", "strength_factors.IIT": "ปัจจัยความสำเร็จ IIT"}
AREA = AgencyFacts(
    "สำนักงานเขตพื้นที่การศึกษาประถมศึกษานราธิวาส เขต ๒",
    "สพป.นราธิวาส เขต ๒",
    kind="education_area",
    parents=("กระทรวงศึกษาธิการ", "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน"),
    province="นราธิวาส",
)
SUBDISTRICT = AgencyFacts("องค์การบริหารส่วนตำบลกุดหิน", "อบต.กุดหิน", kind="local_government", province="ยโสธร")


def subject(kind="full", *, agency=AREA, other_names=(), last_year=None, **values):
    """`baseline` and `result` are assessments as samples.assessed makes them; other values are samples.content's."""
    given = {name: values.pop(name) for name in ("baseline", "result") if name in values}
    return checks.Subject(
        kind=kind,
        content=replace(samples.content(**values), agency=agency, **given),
        framework=get_framework("ita-2566"),
        frameworks=all_frameworks(),
        other_names=tuple(other_names),
        last_year=last_year,
        narrative_names=NARRATIVE_NAMES,
    )


def written(*paragraphs, part="preface", **values):
    """A year in which only these paragraphs were written."""
    return subject(narrative={part: paragraphs}, **values)


def planned(*steps, **values):
    """A year with one measure of these steps."""
    return subject(measures=[samples.measure(title="มาตรการทดสอบ", steps=steps)], **values)


def found(code, checked):
    """What one check says: (where, what) of each remark; None when it does not apply."""
    result = next((result for result in checks.run(checked).results if result.code == code), None)
    return result and [(remark.where, remark.says) for remark in result.remarks]


def said(code, checked):
    """The sentences of one check alone."""
    return [says for _, says in found(code, checked)]


def state(code, checked):
    return next(result.state for result in checks.run(checked).results if result.code == code)


def places(code, checked):
    results = {result.code: result for result in checks.run(checked).results}
    return [(remark.place.page, remark.place.key, remark.place.field) for remark in results[code].remarks]


NO_PERIOD = PeriodFacts()
