"""Whether a new year's documents, tables and catalogue fit its framework. Pure."""

from dataclasses import dataclass

from assessments.analysis.answering import lineage
from assessments.frameworks import Framework
from assessments.year_opening import CORRECT_FRAMEWORK, LACKING, LOOK, READY, Point
from measures.catalogue import Catalogue
from reports.checks import checks_of
from reports.layouts import layouts_of

DOCUMENT_NAMES = {"measures": "มาตรการ", "progress": "รายงานผล"}
# What each row of a table must say, by the framework's component that asks for it.
FIELD_OF_COMPONENT = {
    "measure_activity": "title",
    "measure_steps": "steps",
    "measure_period": "period",
    "measure_responsible": "responsible",
    "measure_monitoring": "monitoring",
    "result_per_measure": "performed",
    "outcomes": "outcomes",
}
WHOLE = 100  # percent of a table's width
MOST_NAMED = 12


def document_points(framework: Framework, fiscal_year: int) -> tuple[Point, ...]:
    """One a kind of document, by the framework of the year or, until there is one, that which stands in for it."""
    return tuple(_document_point(framework, kind, fiscal_year) for kind in DOCUMENT_NAMES)


def _document_point(framework, kind, fiscal_year):
    what, document = f"แบบเอกสาร{DOCUMENT_NAMES[kind]}", framework.document(kind)
    if not document.components:
        return Point(what, LACKING, f"ข้อ {document.item} ในไฟล์ {framework.code} ไม่มีองค์ประกอบ", CORRECT_FRAMEWORK)
    verified, total = sum(each.provenance.verified for each in document.components), len(document.components)
    says = f"ข้อ {document.item} ปี {framework.fiscal_year} ต้องมี {total} องค์ประกอบ ยืนยันกับเอกสารทางการแล้ว {verified}"
    faults = list(_document_faults(framework, document, fiscal_year))
    is_ready = verified == total and not faults
    return Point(what, READY if is_ready else LOOK, " ".join([says, *faults]))


def _document_faults(framework, document, fiscal_year):
    if framework.fiscal_year != fiscal_year:
        yield f"ใช้ของปี {framework.fiscal_year} ไปก่อนจนกว่าจะมีกรอบการประเมินปี {fiscal_year}"
    unchecked = [component.text for component in document.components if component.code not in checked(document.kind)]
    if unchecked:
        yield f"ระบบยังไม่มีการตรวจของ: {', '.join(unchecked)}"


def checked(kind):
    """Codes of the components that some check of this document answers for."""
    return {code for check in checks_of(kind) for code in check.components}


def layout_points(framework: Framework) -> tuple[Point, ...]:
    """Whether each layout of the tables shows what the components ask of a row, and has room for its words."""
    return tuple(_layout_point(framework, kind) for kind in DOCUMENT_NAMES)


def _layout_point(framework, kind):
    what, layouts = f"รูปแบบตารางของ{DOCUMENT_NAMES[kind]}", layouts_of(kind)
    asked = {FIELD_OF_COMPONENT.get(component.code) for component in framework.document(kind).components} - {None}
    is_whole = all(asked <= layout.fields for layout in layouts)
    how = "มีคอลัมน์ครบตามองค์ประกอบ" if is_whole else "องค์ประกอบที่ไม่มีคอลัมน์พิมพ์ไว้ใต้แถว จึงไม่มีข้อความใดหาย"
    narrow = [layout.label for layout in layouts if not has_room(layout)]
    if narrow:
        return Point(what, LOOK, f"{len(layouts)} แบบ คอลัมน์แคบเกินไป: {', '.join(narrow)}")
    return Point(what, READY, f"ใช้ได้ทั้ง {len(layouts)} แบบ {how}")


def has_room(layout):
    """The least widths, under which a word would not fit, stand beside each other in one table."""
    return sum(column.least for column in layout.columns) <= WHOLE


@dataclass(frozen=True)
class CatalogueCover:
    """Codes of items by what the catalogue has for them."""

    own: tuple[str, ...]  # ways for the very item
    above: tuple[str, ...]  # only for its indicator
    without: tuple[str, ...]


def catalogue_cover(catalogue: Catalogue, framework: Framework) -> CatalogueCover:
    """Topics worded for a few kinds of agency alone do not count: the other kinds would have none."""
    topics = [topic for topic in catalogue.topics if not topic.kinds]
    nearest = {item.code: _nearest(topics, framework, item.code) for item in framework.items}
    own, above, without = (tuple(code for code, near in nearest.items() if near == of) for of in ("own", "above", ""))
    return CatalogueCover(own, above, without)


def _nearest(topics, framework, code):
    for name in lineage(framework, code):
        if any(topic.answers(framework.code, name) for topic in topics):
            return "own" if name == code else "above"
    return ""


def catalogue_point(catalogue: Catalogue, framework: Framework) -> Point:
    what = f"คลังแนวทางสำหรับข้อของปี {framework.fiscal_year}"
    cover, total = catalogue_cover(catalogue, framework), len(framework.items)
    says = (
        f"มีแนวทางของข้อนั้นเอง {len(cover.own)} จาก {total} ข้อ มีเฉพาะของตัวชี้วัด {len(cover.above)} ไม่มี {len(cover.without)}"
    )
    if cover.without:
        advice = f"ข้อที่ไม่มี: {_named(cover.without)} เจ้าหน้าที่ต้องเขียนมาตรการเอง จนกว่าคลังของระบบรุ่นใหม่จะมี"
        return Point(what, LACKING, says, advice)
    if cover.above:
        advice = f"ใช้แนวทางของตัวชี้วัดไปก่อน: {_named(cover.above)} แนวทางรายข้อมากับระบบรุ่นใหม่"
        return Point(what, LOOK, says, advice)
    return Point(what, READY, says)


def _named(codes):
    more = f" และอีก {len(codes) - MOST_NAMED} ข้อ" if len(codes) > MOST_NAMED else ""
    return " ".join(codes[:MOST_NAMED]) + more
