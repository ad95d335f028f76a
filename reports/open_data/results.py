"""The results and scores of agencies as rows of the open data."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.timezone import localtime

from assessments.exchange.exporting import figure_codes
from assessments.framework_store import UnknownFramework, get_framework
from assessments.frameworks.kinds import KINDS
from assessments.thai import long_date
from reports.models import DocumentKind, PublishedResult
from reports.models.overview import FIGURES, INSTRUMENTS
from reports.open_data import columns
from reports.open_data.columns import Column
from reports.open_data.places import version_url

AT_A_TIME = 500
VERSION_FIELDS = ("address", "kind", "fiscal_year", "number", "published_at", "requested_at")
CODE = Column("agency_code", "รหัสหน่วยงานในระบบ ใช้เชื่อมกับไฟล์อื่น", columns.TEXT, "demo-sao")
ASSESSED_YEAR = Column("assessed_year_be", "ปีงบประมาณที่ถูกประเมิน", columns.YEAR, 2568, unit=columns.BUDDHIST)
FRAMEWORK = Column("framework", "รหัสกรอบการประเมินของปีนั้น", columns.TEXT, "ita-2568")
AGENCY = (
    Column("agency_name", "ชื่อหน่วยงานตามเอกสารที่เผยแพร่", columns.TEXT, "องค์การบริหารส่วนตำบลตัวอย่าง"),
    Column("kind", "รหัสประเภทหน่วยงาน", columns.TEXT, "subdistrict_administration", allowed=KINDS),
    Column("kind_name", "ประเภทหน่วยงาน", columns.TEXT, "องค์การบริหารส่วนตำบล"),
    Column("province", "จังหวัดที่ตั้ง ว่างเมื่อไม่ได้ระบุ", columns.TEXT, "เชียงใหม่"),
)
NO_WORDING = "(ยังไม่มีถ้อยคำทางการ)"
NAMES = {
    "IIT": "แบบวัดผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
    "EIT": "แบบวัดผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
    "OIT": "แบบวัดการเปิดเผยข้อมูล (OIT)",
}


def score_column(name, meaning, example):
    return Column(name, meaning, columns.SCORE, example, unit=columns.POINTS, may_be_empty=True)


FIGURE_COLUMNS = (
    score_column("total", "คะแนนรวม", 92.41),
    *(score_column(column, f"คะแนน{NAMES[code]}", 95.5) for code, column in INSTRUMENTS.items()),
    *(score_column(f"indicator_{number}", f"คะแนนตัวชี้วัดที่ {number}", 91.2) for number in range(1, 11)),
)
VERSION = (
    Column("document", "รหัสชนิดเอกสารที่ข้อมูลมาจาก", columns.TEXT, "measures", allowed=dict(DocumentKind.choices)),
    Column("fiscal_year_be", "ปีงบประมาณของเอกสารนั้น", columns.YEAR, 2569, unit=columns.BUDDHIST),
    Column("version", "ฉบับที่", columns.WHOLE, 1),
    Column("published_at", "เผยแพร่เมื่อ", columns.MOMENT, "2025-11-03T09:15:00+07:00"),
    Column("published_on_thai", "วันที่เผยแพร่ตามที่พิมพ์ในเอกสาร แบบไทย", columns.TEXT, "3 พฤศจิกายน 2568"),
    Column("publication", "ที่อยู่สั้นของฉบับ 8 ตัว", columns.TEXT, "K7QX2MRT"),
    Column("publication_url", "หน้าเว็บของฉบับ", columns.ADDRESS, "https://ita.example.go.th/v/K7QX2MRT/"),
)
RESULT_COLUMNS = (
    CODE,
    *AGENCY,
    Column("affiliation", "สังกัดตามเอกสาร จากบนลงล่าง คั่นด้วย › ว่างเมื่อไม่ได้ระบุ", columns.TEXT, "กระทรวงตัวอย่าง › กรมตัวอย่าง"),
    ASSESSED_YEAR,
    FRAMEWORK,
    *FIGURE_COLUMNS[:1],
    Column("level", "ระดับผลการประเมินตามที่ประกาศของปีนั้น ว่างเมื่อไม่มี", columns.TEXT, "ผ่านดี"),
    *FIGURE_COLUMNS[1:],
    Column(
        "computed",
        "รหัสของคะแนนที่ไม่มีการประกาศ และระบบคำนวณจากส่วนย่อยในเอกสารฉบับเดียวกัน คั่นด้วยเว้นวรรค ว่างเมื่อประกาศครบ",
        columns.TEXT,
        "total level",
    ),
    *VERSION,
)
SCORE_COLUMNS = (
    CODE,
    ASSESSED_YEAR,
    FRAMEWORK,
    Column("code", "รหัสแบบวัด ตัวชี้วัด ตัวชี้วัดย่อย หรือข้อ", columns.TEXT, "o29"),
    Column(
        "depth",
        "ระดับชั้นของรหัส",
        columns.TEXT,
        "item",
        allowed={
            "instrument": "แบบวัด",
            "indicator": "ตัวชี้วัด",
            "sub_indicator": "ตัวชี้วัดย่อย",
            "item": "ข้อ",
            "unknown": "รหัสที่ไม่มีในกรอบการประเมินของปีนั้น",
        },
    ),
    Column(
        "name",
        f"ชื่อของสิ่งที่มีคะแนน ข้อที่ยังไม่พบถ้อยคำทางการบอกรหัสและตัวชี้วัด แล้วลงท้ายด้วย {NO_WORDING} ว่างเมื่อรหัสไม่มีในกรอบการประเมินของปีนั้น",
        columns.TEXT,
        "การเปิดโอกาสให้เกิดการมีส่วนร่วม",
    ),
    Column("score", "คะแนนตามที่ประกาศ ไม่รวมคะแนนที่ระบบคำนวณ", columns.SCORE, 100, unit=columns.POINTS),
)


def result_row(result) -> dict:
    publication = result.publication
    return {
        "agency_code": result.agency.code,
        "agency_name": result.agency_name,
        "kind": result.kind,
        "kind_name": KINDS.get(result.kind, ""),
        "province": result.province,
        "affiliation": result.affiliation,
        "assessed_year_be": result.assessed_year,
        "framework": result.framework_code,
        "total": result.total,
        "level": result.level,
        **{column: getattr(result, column) for column in FIGURES.values() if column != "total"},
        "computed": result.computed,
        "document": publication.kind,
        "fiscal_year_be": publication.fiscal_year,
        "version": publication.number,
        "published_at": moment(publication.published_at),
        "published_on_thai": long_date(publication.day),
        "publication": publication.address,
        "publication_url": version_url(publication.address),
    }


def moment(at) -> str:
    """Thai time, to the second."""
    return localtime(at).isoformat(timespec="seconds")


def as_shown(rows):
    """Only what `result_row` reads: a build makes ten thousands of them."""
    own = [field.name for field in PublishedResult._meta.concrete_fields if field.name != "scores"]
    version = [f"publication__{name}" for name in VERSION_FIELDS]
    return rows.select_related("publication", "agency").only(*own, "agency__code", *version)


def result_rows(pks) -> Iterator[dict]:
    """In the order of the keys."""
    return map(result_row, in_order(as_shown(PublishedResult.objects.all()), pks))


def score_rows(pks) -> Iterator[dict]:
    found = PublishedResult.objects.select_related("agency")
    for result in in_order(found.only("agency__code", "assessed_year", "framework_code", "scores"), pks):
        place = {
            "agency_code": result.agency.code,
            "assessed_year_be": result.assessed_year,
            "framework": result.framework_code,
        }
        for code, depth, name in entries_of(result.framework_code, result.scores):
            yield {**place, "code": code, "depth": depth, "name": name, "score": Decimal(str(result.scores[code]))}


def in_order(rows, pks):
    for start in range(0, len(pks), AT_A_TIME):
        found = rows.in_bulk(pks[start : start + AT_A_TIME])
        yield from (found[pk] for pk in pks[start : start + AT_A_TIME] if pk in found)


def entries_of(framework_code, scores):
    """(code, depth, name) of what has a score, in the framework's order."""
    try:
        framework = get_framework(framework_code)
    except UnknownFramework:
        return [(code, "unknown", "") for code in scores]
    known = [code for code in figure_codes(framework) if code in scores]
    own = [(code, framework.depth_of(code), name_of(framework, code)) for code in known]
    return [*own, *((code, "unknown", "") for code in scores if code not in framework.entries)]


def name_of(framework, code) -> str:
    """The official wording, or what is known of an item without it."""
    entry = framework.entries[code]
    if entry.name or framework.depth_of(code) != "item":
        return entry.name
    indicator = framework.entries[entry.indicator]
    return f"ข้อ {code} ของตัวชี้วัดที่ {indicator.code} {indicator.name} {NO_WORDING}"
