"""Published versions, standing, replaced and withdrawn, and the agencies behind them, as rows of the open data."""

from collections.abc import Iterator

from django.db.models import Count, Exists, Max, Min, OuterRef

from assessments.frameworks.kinds import KINDS
from assessments.models import Agency
from assessments.thai import long_date
from reports.models import DocumentKind, Publication
from reports.open_data import columns
from reports.open_data.columns import Column
from reports.open_data.places import agency_url, file_url, version_url
from reports.open_data.results import CODE, moment
from reports.versions import OFFERED

AT_A_TIME = 500
OWN_FIELDS = (
    *("address", "agency_year", "agency_name", "kind", "title", "fiscal_year", "number", "comment"),
    *("published_at", "requested_at"),
)
STANDING, REPLACED, WITHDRAWN = "standing", "replaced", "withdrawn"
STATUSES = {STANDING: "ฉบับที่ใช้อยู่", REPLACED: "มีฉบับใหม่กว่า", WITHDRAWN: "ถูกถอน"}
ADDRESS = Column("address", "ที่อยู่สั้นของฉบับ 8 ตัว", columns.TEXT, "K7QX2MRT")
PUBLICATION_COLUMNS = (
    ADDRESS,
    Column("url", "หน้าเว็บของฉบับ", columns.ADDRESS, "https://ita.example.go.th/v/K7QX2MRT/"),
    CODE,
    Column("agency_name", "ชื่อหน่วยงานตามเอกสารที่เผยแพร่", columns.TEXT, "องค์การบริหารส่วนตำบลตัวอย่าง"),
    Column("document", "รหัสชนิดเอกสาร", columns.TEXT, "measures", allowed=dict(DocumentKind.choices)),
    Column("title", "ชื่อเอกสาร", columns.TEXT, "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"),
    Column("fiscal_year_be", "ปีงบประมาณของเอกสาร", columns.YEAR, 2569, unit=columns.BUDDHIST),
    Column("version", "ฉบับที่", columns.WHOLE, 1),
    Column("change", "สิ่งที่เปลี่ยนแปลงจากฉบับก่อน ตามที่หน่วยงานบอก ว่างเมื่อไม่ได้บอก", columns.TEXT, ""),
    Column("status", "สถานะของฉบับ", columns.TEXT, STANDING, allowed=STATUSES),
    Column("published_at", "เผยแพร่เมื่อ", columns.MOMENT, "2025-11-03T09:15:00+07:00"),
    Column("published_on_thai", "วันที่เผยแพร่ตามที่พิมพ์ในเอกสาร แบบไทย", columns.TEXT, "3 พฤศจิกายน 2568"),
    Column("withdrawn_at", "ถอนเมื่อ ว่างเมื่อไม่ได้ถอน", columns.MOMENT, None, may_be_empty=True),
    Column("withdrawn_reason", "เหตุผลที่ถอน ว่างเมื่อไม่ได้ถอน", columns.TEXT, ""),
)
FILE_COLUMNS = tuple(
    column
    for file_format in OFFERED
    for column in (
        Column(
            f"{file_format}_url",
            f"ที่อยู่ของไฟล์ {file_format.label} ว่างเมื่อถูกถอนหรือไม่มีไฟล์",
            columns.ADDRESS,
            f"https://ita.example.go.th/v/K7QX2MRT/{file_format}/",
            may_be_empty=True,
        ),
        Column(
            f"{file_format}_sha256",
            f"SHA-256 ของไฟล์ {file_format.label} ว่างเมื่อไม่มีไฟล์",
            columns.HASH,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            may_be_empty=True,
        ),
    )
)
AGENCY_COLUMNS = (
    Column("code", "รหัสหน่วยงานในระบบ ใช้เชื่อมกับไฟล์อื่น", columns.TEXT, "demo-sao"),
    Column("name", "ชื่อหน่วยงานปัจจุบัน", columns.TEXT, "องค์การบริหารส่วนตำบลตัวอย่าง"),
    Column("kind", "รหัสประเภทหน่วยงาน", columns.TEXT, "subdistrict_administration", allowed=KINDS),
    Column("kind_name", "ประเภทหน่วยงาน", columns.TEXT, "องค์การบริหารส่วนตำบล"),
    Column("province", "จังหวัดที่ตั้ง ว่างเมื่อไม่ได้ระบุ", columns.TEXT, "เชียงใหม่"),
    Column("versions", "จำนวนฉบับที่เคยเผยแพร่ รวมที่ถูกถอน", columns.WHOLE, 6),
    Column("first_fiscal_year_be", "ปีงบประมาณแรกที่มีเอกสาร", columns.YEAR, 2568, unit=columns.BUDDHIST),
    Column("last_fiscal_year_be", "ปีงบประมาณล่าสุดที่มีเอกสาร", columns.YEAR, 2569, unit=columns.BUDDHIST),
    Column("last_published_at", "เผยแพร่ครั้งล่าสุดเมื่อ", columns.MOMENT, "2025-11-03T09:15:00+07:00"),
    Column("url", "หน้าเว็บเอกสารของหน่วยงาน", columns.ADDRESS, "https://ita.example.go.th/public/agencies/demo-sao/"),
)


def publication_row(publication, standing) -> dict:
    """`standing`: the keys of those that stand."""
    withdrawal = getattr(publication, "withdrawal", None)
    return {
        "address": publication.address,
        "url": version_url(publication.address),
        "agency_code": publication.agency_year.agency.code,
        "agency_name": publication.agency_name,
        "document": publication.kind,
        "title": publication.title,
        "fiscal_year_be": publication.fiscal_year,
        "version": publication.number,
        "change": publication.comment,
        "status": WITHDRAWN if withdrawal else STANDING if publication.pk in standing else REPLACED,
        "published_at": moment(publication.published_at),
        "published_on_thai": long_date(publication.day),
        "withdrawn_at": moment(withdrawal.at) if withdrawal else None,
        "withdrawn_reason": withdrawal.reason if withdrawal else "",
    }


def file_values(publication) -> dict:
    """What is withdrawn keeps its hashes, so that a kept copy can be recognised, and has no addresses."""
    files = {file.format: file for file in publication.files.all()}
    is_withdrawn, values = hasattr(publication, "withdrawal"), {}
    for each in OFFERED:
        file = files.get(each)
        values[f"{each}_url"] = file_url(publication.address, each) if file and not is_withdrawn else None
        values[f"{each}_sha256"] = file.sha256 if file else None
    return values


def publication_rows(fiscal_years, standing) -> Iterator[dict]:
    """With their files; in the order in which they were asked for, year by year."""
    for year in fiscal_years:
        rows = with_agency(Publication.objects.published().filter(fiscal_year=year)).prefetch_related("files")
        for publication in in_chunks(rows):
            yield publication_row(publication, standing) | file_values(publication)


def with_agency(rows):
    """Only what `publication_row` reads."""
    related = ("agency_year__agency__code", "withdrawal__at", "withdrawal__reason")
    return rows.select_related("withdrawal", "agency_year__agency").only(*OWN_FIELDS, *related)


def in_chunks(rows):
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
        yield from chunk
        last = chunk[-1].pk


def agencies_with_publications():
    own = Publication.objects.published().filter(agency_year__agency=OuterRef("pk"))
    return Agency.objects.filter(Exists(own))


def agency_rows(agencies) -> Iterator[dict]:
    """Of these agencies, some hundreds at most, in two queries."""
    published = publishing_of([agency.pk for agency in agencies])
    return (agency_row(agency, published[agency.pk]) for agency in agencies if agency.pk in published)


def all_agency_rows() -> Iterator[dict]:
    rows, last = agencies_with_publications().order_by("code"), ""
    while chunk := list(rows.filter(code__gt=last)[:AT_A_TIME]):
        yield from agency_rows(chunk)
        last = chunk[-1].code


def publishing_of(pks) -> dict[int, dict]:
    rows = Publication.objects.published().filter(agency_year__agency__in=pks).order_by()
    found = rows.values("agency_year__agency").annotate(
        versions=Count("pk"),
        first_fiscal_year_be=Min("fiscal_year"),
        last_fiscal_year_be=Max("fiscal_year"),
        last_published_at=Max("published_at"),
    )
    return {row.pop("agency_year__agency"): row for row in found}


def agency_row(agency, published) -> dict:
    return {
        "code": agency.code,
        "name": agency.name,
        "kind": agency.kind,
        "kind_name": KINDS.get(agency.kind, ""),
        "province": agency.province,
        **published,
        "last_published_at": moment(published["last_published_at"]),
        "url": agency_url(agency.code),
    }
