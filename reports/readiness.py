"""What each document of an agency-year still lacks, in words, before it is drawn."""

from dataclasses import dataclass

from assessments.analysis import MAINTAIN
from measures.planning import missing_parts
from measures.services.plan import entries_of, measure_facts, measures_of
from reports.drawable import drawable_kinds


@dataclass(frozen=True)
class Readiness:
    """`missing` pairs a sentence with the page where it is mended; without `can_draw` there is nothing to draw."""

    kind: str
    title: str
    about: str
    missing: tuple[tuple[str, str], ...]
    can_draw: bool


TITLES = {
    "analysis": (
        "การวิเคราะห์ผลการประเมิน",
        "คะแนนทุกระดับ จุดแข็ง จุดอ่อน สาเหตุ แนวทาง และแผนภูมิ ของปีที่ประเมิน",
    ),
    "measures": (
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "มาตรการทั้งหมดพร้อมขั้นตอน ระยะเวลา ผู้รับผิดชอบ และการกำกับติดตาม",
    ),
    "progress": (
        "รายงานผลการดำเนินการตามมาตรการ",
        "สิ่งที่ดำเนินการ ผลลัพธ์ งบประมาณ ปัญหาอุปสรรค และภาพกิจกรรม",
    ),
    "full": (
        "รายงานฉบับสมบูรณ์",
        "การวิเคราะห์ มาตรการ และผลการดำเนินการ รวมเป็นเล่มเดียวพร้อมสารบัญ",
    ),
    "announcement": (
        "ประกาศ",
        "ประกาศมาตรการของหน่วยงาน มีตราสัญลักษณ์ ชื่อเรื่อง รายการมาตรการ วันที่ และผู้ลงนาม",
    ),
}


def readiness(agency_year):
    """One Readiness for each kind, in five queries."""
    measures, entries = measures_of(agency_year), entries_of(agency_year)
    reported = {entry.measure_id for entry in entries}
    scored = agency_year.baseline is not None and bool(agency_year.baseline.scores.all() or agency_year.baseline.total)
    state = State(
        scored=scored,
        findings_without_cause=agency_year.findings.exclude(lines__kind="cause").exclude(urgency=MAINTAIN).count(),
        measures=len(measures),
        incomplete=sum(bool(missing_parts(measure_facts(measure))) for measure in measures),
        unreported=sum(measure.pk not in reported for measure in measures),
        entries=len(entries),
    )
    drawable = drawable_kinds(has_scores=scored, has_measures=bool(measures), has_progress=bool(entries))
    lacks = lacking(state)
    return [Readiness(kind, title, about, lacks[kind], kind in drawable) for kind, (title, about) in TITLES.items()]


@dataclass(frozen=True)
class State:
    scored: bool
    findings_without_cause: int
    measures: int
    incomplete: int
    unreported: int
    entries: int


def lacking(state):
    """By kind of document, what it lacks and where that is mended."""
    scores = [] if state.scored else [("ยังไม่ได้กรอกผลคะแนนของปีที่ประเมิน", "assessments:scores")]
    causes = [(f"ยังไม่ได้ระบุสาเหตุ {state.findings_without_cause} เรื่อง", "assessments:analysis")]
    plan = [("ยังไม่มีมาตรการ", "measures:list")] if not state.measures else []
    if state.incomplete:
        lacks = "ขั้นตอน ระยะเวลา ผู้รับผิดชอบ หรือการกำกับติดตามไม่ครบ"
        plan = [(f"มี {state.incomplete} มาตรการที่{lacks}", "measures:list")]
    report = [("ยังไม่มีผลการดำเนินการ", "measures:progress")] if not state.entries else []
    if state.entries and state.unreported:
        report = [(f"ยังไม่ได้รายงานผลอีก {state.unreported} มาตรการ", "measures:progress")]
    analysis = scores + (causes if state.findings_without_cause else [])
    return {
        "analysis": tuple(analysis),
        "measures": tuple(scores + plan),
        "progress": tuple((plan if not state.measures else []) + report),
        "full": tuple(analysis + plan + report),
        "announcement": tuple(plan),
    }
