"""The progress report: what was done, what it changed, and that a blank is shown as a blank."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.documents import build
from reports.documents.content import PhotoFacts
from reports.documents.model import Photos
from tests.reports.samples import assessed, column_texts, content, measure, progress, row_texts, table_named, texts


def test_before_and_after_stand_side_by_side():
    given = replace(content(scores={"9": 86.28}, numerals="arabic"), result=assessed({"9": 92.5}, fiscal_year=2566))

    table = table_named(build(given, "progress"), "ก่อนและหลัง")

    assert [column_texts(table, place) for place in range(5)] == [
        ["9 การเปิดเผยข้อมูล"],
        ["86.28"],
        ["92.50"],
        ["+6.22"],
        ["เพิ่มขึ้น"],
    ]


def test_no_budget_an_amount_and_a_blank_are_three_different_things():
    entries = (
        progress("p1", activity="ก", budget_amount=Decimal(0)),
        progress("p2", activity="ข", budget_amount=Decimal(10000), budget_source="งบดำเนินงาน"),
        progress("p3", activity="ค"),
    )

    table = table_named(build(content(progress=entries), "progress"), "ปัญหาอุปสรรค")

    assert column_texts(table, 2)[:3] == ["ไม่ใช้งบประมาณ", "๑๐,๐๐๐", "ยังไม่ได้ระบุ"]


def test_none_as_an_answer_is_printed_and_a_blank_is_called_out():
    entries = (progress("p1", activity="ก", obstacles="ไม่มี"), progress("p2", activity="ข", suggestions="ขยายผล"))

    table = table_named(build(content(progress=entries), "progress"), "ปัญหาอุปสรรค")

    assert column_texts(table, 4) == ["ไม่มี", "ยังไม่ได้ระบุ"]
    assert column_texts(table, 5) == ["ยังไม่ได้ระบุ", "ขยายผล"]


def test_budget_nobody_stated_is_one_sentence_and_no_table():
    document = build(content(progress=(progress("p1", activity="ก"), progress("p2", activity="ข"))), "progress")

    assert any("ของการดำเนินการทั้ง ๒ รายการ ยังไม่ได้ระบุ" in text for text in texts(document))
    assert not any("ปัญหาอุปสรรค" in table.name for table in document.tables)


def test_entries_stand_under_their_topic():
    plan = measure(indicator="9", title="ปรับปรุงข้อมูล")
    entries = (
        progress("p1", measure=plan, performed=("จัดประชุม",)),
        progress("p2", activity="กิจกรรมจิตอาสา"),
        progress("p3", measure=plan, performed=("เผยแพร่ข้อมูล",)),
    )

    document = build(content(scores={"9": 90}, measures=[plan], progress=entries), "progress")

    table = next(table for table in document.tables if any(row.kind == "band" for row in table.rows))
    assert [row.kind for row in table.rows] == ["band", "plain", "plain", "band", "plain"]
    assert column_texts(table, 0)[0] == "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"


def test_measure_without_report_is_called_out():
    plan = [measure("m1", title="ทำแล้ว"), measure("m2", title="ยังไม่ทำ")]

    document = build(content(measures=plan, progress=(progress(measure=plan[0], performed=("ก",)),)), "progress")

    assert column_texts(table_named(document, "ภาพรวม"), 3) == ["รายงานแล้ว ๑ รายการ", "ยังไม่ได้รายงาน"]


def test_photo_without_a_file_keeps_caption_and_date():
    photos = (PhotoFacts("กิจกรรมประกาศเจตนารมณ์", date(2024, 6, 26)),)

    document = build(content(photos=photos), "progress")

    assert "กิจกรรมประกาศเจตนารมณ์ (๒๖ มิถุนายน ๒๕๖๗)" in texts(document)


def test_amounts_with_satang_have_two_decimals_and_whole_ones_none():
    entries = (progress("p1", budget_amount=Decimal("12500.5")), progress("p2", budget_amount=Decimal("10000.00")))

    table = table_named(build(content(progress=entries), "progress"), "ปัญหาอุปสรรค")

    assert column_texts(table, 2)[:2] == ["๑๒,๕๐๐.๕๐", "๑๐,๐๐๐"]


def test_unit_of_the_total_is_the_one_in_the_head_of_its_column():
    entries = (progress("p1", budget_amount=Decimal("10000")), progress("p2", budget_amount=Decimal("2500")))

    table = table_named(build(content(progress=entries), "progress"), "ปัญหาอุปสรรค")

    assert table.columns[2].title == "งบประมาณที่ใช้ (บาท)"
    assert row_texts(table.rows[-1]) == ["รวมงบประมาณที่ใช้", "๑๒,๕๐๐"]


@pytest.mark.parametrize(("file", "parts"), [("one.jpg", 1), ("", 0)])
@pytest.mark.parametrize(("kind", "key"), [("progress", "photos"), ("full", "appendix")])
def test_only_photos_that_can_be_seen_have_pages_of_their_own(kind, key, file, parts):
    document = build(content(photos=(PhotoFacts("กิจกรรม", file=file),)), kind)

    assert sum(part.key == key for part in document.parts) == parts


def test_photos_with_and_without_a_file_stand_apart():
    photos = (PhotoFacts("ไม่มีไฟล์"), PhotoFacts("มีไฟล์", file="one.jpg"))

    document = build(content(photos=photos), "progress")

    assert [
        picture.caption for block in document.blocks if isinstance(block, Photos) for picture in block.pictures
    ] == ["มีไฟล์"]
    assert "ไม่มีไฟล์" in texts(document)


def test_computed_figure_is_marked_beside_an_announced_one():
    before = {"6": 80, "7": 90, "8": 100}
    given = replace(content(scores=before), result=assessed({"EIT": 95, **before}, fiscal_year=2567))

    table = table_named(build(given, "progress"), "ก่อนและหลัง")

    assert row_texts(table.rows[0])[1:3] == ["๙๐.๐๐*", "๙๕.๐๐"]
    assert [note.startswith("เครื่องหมาย *") for note in table.notes] == [True]


def test_figures_all_announced_need_no_mark():
    given = replace(content(scores={"9": 86.28}), result=assessed({"9": 92.5}))

    assert table_named(build(given, "progress"), "ก่อนและหลัง").notes == ()


@pytest.mark.parametrize("kind", ["progress", "full"])
def test_what_does_not_add_up_in_the_result_is_shown(kind):
    result = assessed({"EIT": 60, "6": 80, "7": 90, "8": 100}, fiscal_year=2567)

    table = table_named(build(replace(content(scores={"9": 90}), result=result), kind), "ข้อสังเกต")

    assert table.name.endswith("๒๕๖๗")
    assert row_texts(table.rows[0])[1:3] == ["๖๐.๐๐", "๙๐.๐๐"]


def test_overview_names_both_issue_and_indicator():
    plan = measure(issue=2, indicator="9", title="ก")
    given = content(scores={"9": 90}, measures=[plan], progress=(progress(measure=plan),))

    table = table_named(build(given, "progress"), "ภาพรวม")

    assert column_texts(table, 2) == ["ประเด็นที่ ๒ การให้บริการและระบบ E-Service · ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"]


def test_report_without_entries_has_no_table():
    assert build(content(), "progress").tables == ()
