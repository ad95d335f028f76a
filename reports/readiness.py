"""What each document of an agency-year still lacks, in words, before it is drawn."""

from dataclasses import dataclass

from django.db.models import Count, Q


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
    """One Readiness for each kind, from three counts."""
    counts = agency_year.measures.aggregate(
        measures=Count("pk", distinct=True),
        reported=Count("pk", filter=Q(progress_entries__isnull=False), distinct=True),
    )
    entries = agency_year.progress_entries.count()
    scored = agency_year.baseline is not None and bool(agency_year.baseline.scores.all() or agency_year.baseline.total)
    lacks = lacking(scored, counts["measures"], counts["measures"] - counts["reported"], entries)
    drawable = {"analysis": scored, "measures": counts["measures"], "progress": entries}
    drawable |= {"full": any(drawable.values()), "announcement": counts["measures"]}
    return [Readiness(kind, title, about, lacks[kind], bool(drawable[kind])) for kind, (title, about) in TITLES.items()]


def lacking(scored, measures, unreported, entries):
    scores = () if scored else (("ยังไม่ได้กรอกผลคะแนนของปีที่ประเมิน", "assessments:scores"),)
    plan = () if measures else (("ยังไม่มีมาตรการ", "measures:list"),)
    report = () if entries else (("ยังไม่มีผลการดำเนินการ", "measures:progress"),)
    if measures and entries and unreported:
        report = ((f"ยังไม่ได้รายงานผลอีก {unreported} มาตรการ", "measures:progress"),)
    return {
        "analysis": scores,
        "measures": scores + plan,
        "progress": plan + report,
        "full": scores + plan + report,
        "announcement": plan,
    }
