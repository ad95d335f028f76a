"""Whether documents, tables and the catalogue fit a framework. No database."""

from dataclasses import replace

import pytest

from assessments.framework_store import all_frameworks, framework_of_year
from assessments.frameworks import Provenance
from assessments.year_opening import LACKING, LOOK, READY, Point
from measures.catalogue.loading import own_catalogue
from reports.checks import checks_of
from reports.layouts import LAYOUTS, Layout, LayoutColumn
from reports.year_opening_checks import (
    FIELD_OF_COMPONENT,
    catalogue_cover,
    catalogue_point,
    checked,
    document_points,
    has_room,
    layout_points,
)

CORRECT = "ตรวจส่วนที่ยังไม่ยืนยันกับคู่มือทางการ แล้วให้ผู้ดูแลเครื่องแม่ข่ายแก้ไฟล์และเริ่มระบบใหม่"
FRAMEWORK = framework_of_year(2569)


def with_document(kind, **changes):
    documents = (replace(each, **changes) if each.kind == kind else each for each in FRAMEWORK.documents)
    return replace(FRAMEWORK, documents=tuple(documents))


def components(kind, **changes):
    return tuple(replace(each, **changes) for each in FRAMEWORK.document(kind).components)


def test_documents_of_a_year_without_a_framework_go_by_the_year_before():
    assert document_points(FRAMEWORK, 2570) == (
        Point(
            "แบบเอกสารมาตรการ",
            LOOK,
            "ข้อ o25 ปี 2569 ต้องมี 10 องค์ประกอบ ยืนยันกับเอกสารทางการแล้ว 0 ใช้ของปี 2569 ไปก่อนจนกว่าจะมีกรอบการประเมินปี 2570",
        ),
        Point(
            "แบบเอกสารรายงานผล",
            LOOK,
            "ข้อ o26 ปี 2569 ต้องมี 6 องค์ประกอบ ยืนยันกับเอกสารทางการแล้ว 0 ใช้ของปี 2569 ไปก่อนจนกว่าจะมีกรอบการประเมินปี 2570",
        ),
    )


def test_document_whose_components_are_verified_and_checked_is_ready():
    seen = with_document("progress", components=components("progress", provenance=Provenance("คู่มือ", True)))

    assert document_points(seen, 2569)[1] == Point(
        "แบบเอกสารรายงานผล", READY, "ข้อ o26 ปี 2569 ต้องมี 6 องค์ประกอบ ยืนยันกับเอกสารทางการแล้ว 6"
    )


def test_document_without_components_is_lacking():
    assert document_points(with_document("measures", components=()), 2569)[0] == Point(
        "แบบเอกสารมาตรการ", LACKING, "ข้อ o25 ในไฟล์ ita-2569 ไม่มีองค์ประกอบ", CORRECT
    )


def test_component_that_no_check_knows_is_named():
    known = components("measures", provenance=Provenance("คู่มือ", True))
    added = (*known, replace(known[0], code="new", text="แผนผังการกำกับ"))

    assert document_points(with_document("measures", components=added), 2569)[0] == Point(
        "แบบเอกสารมาตรการ",
        LOOK,
        "ข้อ o25 ปี 2569 ต้องมี 11 องค์ประกอบ ยืนยันกับเอกสารทางการแล้ว 11 ระบบยังไม่มีการตรวจของ: แผนผังการกำกับ",
    )


@pytest.mark.parametrize("framework", all_frameworks(), ids=lambda framework: framework.code)
def test_every_component_of_the_project_has_a_check(framework):
    asked = {each.code for kind in ("measures", "progress") for each in framework.document(kind).components}

    assert asked - checked("measures") - checked("progress") == set()
    assert checked("measures") == {code for check in checks_of("measures") for code in check.components}


def test_layouts_of_the_project_are_ready():
    assert layout_points(FRAMEWORK) == (
        Point(
            "รูปแบบตารางของมาตรการ",
            READY,
            "ใช้ได้ทั้ง 5 แบบ องค์ประกอบที่ไม่มีคอลัมน์พิมพ์ไว้ใต้แถว จึงไม่มีข้อความใดหาย",
        ),
        Point("รูปแบบตารางของรายงานผล", READY, "ใช้ได้ทั้ง 2 แบบ มีคอลัมน์ครบตามองค์ประกอบ"),
    )


def test_fields_that_components_ask_of_a_row_are_columns_of_some_layout():
    shown = {field for layout in LAYOUTS.values() for field in layout.fields}

    assert set(FIELD_OF_COMPONENT.values()) - shown == set()


def test_layout_has_room_when_its_least_widths_fit_beside_each_other():
    columns = (LayoutColumn("ก", ("title",), 50, least=60), LayoutColumn("ข", ("steps",), 50, least=40))
    layout = Layout("x", "แบบ", "measures", "", "landscape", columns)

    assert has_room(layout)
    assert not has_room(replace(layout, columns=(*columns, LayoutColumn("ค", ("period",), 10, least=1))))
    assert all(map(has_room, LAYOUTS.values()))


def test_catalogue_has_ways_for_every_item_of_the_latest_framework():
    assert catalogue_point(own_catalogue(), FRAMEWORK) == Point(
        "คลังแนวทางสำหรับข้อของปี 2569", READY, "มีแนวทางของข้อนั้นเอง 50 จาก 50 ข้อ มีเฉพาะของตัวชี้วัด 0 ไม่มี 0"
    )


def test_framework_that_the_catalogue_does_not_know_gets_the_ways_of_indicators():
    assert catalogue_point(own_catalogue(), replace(FRAMEWORK, code="ita-2570", fiscal_year=2570)) == Point(
        "คลังแนวทางสำหรับข้อของปี 2570",
        LOOK,
        "มีแนวทางของข้อนั้นเอง 0 จาก 50 ข้อ มีเฉพาะของตัวชี้วัด 50 ไม่มี 0",
        "ใช้แนวทางของตัวชี้วัดไปก่อน: i1 i2 i3 i4 i5 i6 i7 i8 i9 i10 i11 i12 และอีก 38 ข้อ แนวทางรายข้อมากับระบบรุ่นใหม่",
    )


def test_item_without_any_way_is_lacking():
    """Ways for hospitals alone leave the other agencies without any."""
    topic = next(topic for topic in own_catalogue().topics if "i1" in topic.items.get("ita-2569", ()))
    few = replace(own_catalogue(), topics=(topic, replace(topic, items={"ita-2569": ("i2",)}, kinds=("hospital",))))
    small = replace(FRAMEWORK, items=FRAMEWORK.items[:3])

    assert catalogue_cover(few, small).own == ("i1",)
    assert catalogue_point(few, small) == Point(
        "คลังแนวทางสำหรับข้อของปี 2569",
        LACKING,
        "มีแนวทางของข้อนั้นเอง 1 จาก 3 ข้อ มีเฉพาะของตัวชี้วัด 0 ไม่มี 2",
        "ข้อที่ไม่มี: i2 i3 เจ้าหน้าที่ต้องเขียนมาตรการเอง จนกว่าคลังของระบบรุ่นใหม่จะมี",
    )
