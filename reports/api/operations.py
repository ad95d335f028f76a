"""What can be asked of the API: address, parameters, form of the answer. Views read and answer by these."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.frameworks.kinds import KINDS
from reports.api import parameters as asked
from reports.api.problems import BAD_REQUEST, GONE, NOT_ALLOWED, NOT_FOUND, NOT_READY, Kind
from reports.models import DocumentKind
from reports.open_data import columns
from reports.open_data.columns import Column, example_row, row_schema
from reports.open_data.publications import ADDRESS, AGENCY_COLUMNS, PUBLICATION_COLUMNS
from reports.open_data.results import CODE, RESULT_COLUMNS
from reports.versions import OFFERED

ROOT = "/api/v1"
FILE_COLUMNS = (
    Column("format", "ชนิดไฟล์", columns.TEXT, "pdf", allowed={str(each): each.label for each in OFFERED}),
    Column(
        "url", "ที่อยู่ของไฟล์ ว่างเมื่อถูกถอน", columns.ADDRESS, "https://ita.example.go.th/v/K7QX2MRT/pdf/", may_be_empty=True
    ),
    Column(
        "sha256", "SHA-256 ของไฟล์", columns.HASH, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    ),
    Column("size", "ขนาด", columns.WHOLE, 482113, unit="ไบต์"),
)
OTHER_NAMES = ("address", "url", "version", "status", "published_at")
VERSION_COLUMNS = tuple(column for column in PUBLICATION_COLUMNS if column.name in OTHER_NAMES)
DATA_URL = Column(
    "data_url",
    "ที่อยู่ของข้อมูลใน API ว่างเมื่อถูกถอน",
    columns.ADDRESS,
    "https://ita.example.go.th/api/v1/publications/K7QX2MRT/data",
    may_be_empty=True,
)


@dataclass(frozen=True)
class Part:
    """A list inside an answer."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Answer:
    """The form of an answer: an object of columns and lists. `is_open`: what else it holds is not described here."""

    name: str
    columns: tuple[Column, ...] = ()
    parts: tuple[Part, ...] = ()
    is_open: bool = False

    @property
    def schema(self) -> dict:
        schema = row_schema(self.columns)
        for part in self.parts:
            schema["properties"][part.name] = {
                "type": "array",
                "description": part.meaning,
                "items": row_schema(part.columns),
            }
            schema["required"].append(part.name)
        return {**schema, "additionalProperties": self.is_open}

    @property
    def example(self) -> dict:
        return example_row(self.columns) | {part.name: [example_row(part.columns)] for part in self.parts}


@dataclass(frozen=True)
class Operation:
    """`name` is that of the address in urls.py without its prefix; `path` has the place's parameters in braces."""

    name: str
    path: str
    summary: str
    about: str
    answer: Answer
    parameters: tuple[asked.Parameter, ...] = ()
    place: tuple[asked.Parameter, ...] = ()
    more_problems: tuple[Kind, ...] = ()

    @property
    def problems(self) -> tuple[Kind, ...]:
        return (BAD_REQUEST, *((NOT_FOUND,) if self.place else ()), NOT_ALLOWED, *self.more_problems)


NEXT = Column(
    "next",
    "ที่อยู่ของหน้าถัดไป ว่างเมื่อเป็นหน้าสุดท้าย",
    columns.ADDRESS,
    "https://ita.example.go.th/api/v1/agencies?cursor=120",
    may_be_empty=True,
)


def page_of(name, meaning, item_columns) -> Answer:
    return Answer(name, (NEXT,), (Part("items", meaning, item_columns),))


def code_parameter(**more):
    return asked.Text(name="agency", meaning="รหัสหน่วยงาน", example=CODE.example, most=50, **more)


AGENCY_CODE = asked.Text(
    name="code", meaning="รหัสหน่วยงาน", example=CODE.example, most=50, place="path", is_required=True
)
VERSION_ADDRESS = asked.Text(
    name="address", meaning=ADDRESS.meaning, example=ADDRESS.example, most=50, place="path", is_required=True
)
KIND: Mapping = {"name": "kind", "meaning": "ประเภทหน่วยงาน", "example": "subdistrict_administration", "allowed": KINDS}
DOCUMENTS = dict(DocumentKind.choices)

AGENCIES = Operation(
    name="api-agencies",
    path=f"{ROOT}/agencies",
    summary="หน่วยงานที่เผยแพร่เอกสาร",
    about="เฉพาะหน่วยงานที่เคยเผยแพร่เอกสารอย่างน้อยหนึ่งฉบับ เรียงตามลำดับที่เพิ่มในระบบ",
    answer=page_of("AgencyPage", "หน่วยงาน", AGENCY_COLUMNS),
    parameters=(
        asked.Text(name="q", meaning="คำในชื่อ ชื่อย่อ รหัส หรือจังหวัด เว้นวรรคหรือไม่ก็ได้ ใช้ตัวย่อ เช่น อบต. ได้", example="อบต."),
        asked.Choice(**KIND),
        asked.Text(name="province", meaning="จังหวัด เขียนตรงตามชื่อ", example="เชียงใหม่", most=100),
        *asked.PAGING,
    ),
)
AGENCY = Operation(
    name="api-agency",
    path=f"{ROOT}/agencies/{{code}}",
    summary="หน่วยงานหนึ่ง และผลการประเมินที่เผยแพร่",
    about="ผลการประเมินทุกปีที่อยู่ในข้อมูลเปิด ตามเอกสารฉบับที่ใช้อยู่",
    answer=Answer("Agency", AGENCY_COLUMNS, (Part("results", "ผลการประเมินรายปี ปีล่าสุดก่อน", RESULT_COLUMNS),)),
    place=(AGENCY_CODE,),
    more_problems=(NOT_READY,),
)
PUBLICATIONS = Operation(
    name="api-publications",
    path=f"{ROOT}/publications",
    summary="ฉบับที่เผยแพร่",
    about="ทุกฉบับที่เผยแพร่แล้ว รวมฉบับก่อนและฉบับที่ถูกถอน (ดู status) เรียงตามเวลาที่เผยแพร่ ฉบับใหม่ก่อน",
    answer=page_of("PublicationPage", "ฉบับที่เผยแพร่", PUBLICATION_COLUMNS),
    parameters=(
        code_parameter(),
        asked.Choice(name="document", meaning="ชนิดเอกสาร", example="measures", allowed=DOCUMENTS),
        asked.year("fiscal_year_be", "ปีงบประมาณของเอกสาร (พ.ศ.)", 2569),
        asked.Day(name="published_since", meaning="เผยแพร่ตั้งแต่วันนี้เป็นต้นมา (เวลาไทย)", example="2026-01-31"),
        asked.MOMENT_CURSOR,
        asked.LIMIT,
    ),
)
PUBLICATION = Operation(
    name="api-publication",
    path=f"{ROOT}/publications/{{address}}",
    summary="ฉบับหนึ่ง พร้อมไฟล์ ค่า SHA-256 และทุกฉบับของเอกสารเดียวกัน",
    about="ฉบับที่ถูกถอนยังตอบ พร้อมวันและเหตุผลที่ถอน แต่ไม่มีที่อยู่ของไฟล์",
    answer=Answer(
        "Publication",
        (*PUBLICATION_COLUMNS, DATA_URL),
        (
            Part("files", "ไฟล์ของฉบับนี้", FILE_COLUMNS),
            Part("versions", "ทุกฉบับของเอกสารนี้ ฉบับใหม่ก่อน", VERSION_COLUMNS),
        ),
    ),
    place=(VERSION_ADDRESS,),
)
DATA = Operation(
    name="api-publication-data",
    path=f"{ROOT}/publications/{{address}}/data",
    summary="ข้อมูลที่ตรึงไว้ในฉบับ",
    about="ไฟล์ JSON ไฟล์เดียวกับที่ดาวน์โหลดได้จากหน้าเว็บของฉบับ ค่า SHA-256 ตรงกันทุกไบต์ ถ้าฉบับถูกถอนตอบ 410",
    answer=Answer(
        "PublicationData",
        (
            Column("format", "ชื่อรูปแบบไฟล์", columns.TEXT, "ita-agency-year"),
            Column("version", "รุ่นของรูปแบบไฟล์", columns.WHOLE, 1),
            Column("fiscal_year", "ปีงบประมาณของเอกสาร (พ.ศ.)", columns.YEAR, 2569, unit=columns.BUDDHIST),
        ),
        is_open=True,
    ),
    place=(VERSION_ADDRESS,),
    more_problems=(GONE,),
)
RESULTS = Operation(
    name="api-results",
    path=f"{ROOT}/results",
    summary="ผลการประเมินของปีหนึ่ง",
    about="แถวเดียวกับไฟล์ผลการประเมินในข้อมูลเปิด ซึ่งปรับภายในสิบนาทีหลังมีการเผยแพร่ ฉบับที่เพิ่งถูกถอนไม่แสดง",
    answer=page_of("ResultPage", "ผลการประเมิน", RESULT_COLUMNS),
    parameters=(
        asked.year("assessed_year_be", "ปีงบประมาณที่ถูกประเมิน (พ.ศ.)", 2568, is_required=True),
        code_parameter(),
        *asked.PAGING,
    ),
    more_problems=(NOT_READY,),
)
OPERATIONS = (AGENCIES, AGENCY, PUBLICATIONS, PUBLICATION, DATA, RESULTS)
