"""The progress report: what was done, what it changed, and that a blank is shown as a blank."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from reports.documents import build
from reports.documents.content import PhotoFacts
from reports.documents.model import Photos
from tests.reports.samples import assessed, column_texts, content, measure, progress, table_named, texts


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

    block = next(block for block in document.blocks if isinstance(block, Photos))
    assert (block.pictures[0].caption, block.pictures[0].date_text) == ("กิจกรรมประกาศเจตนารมณ์", "๒๖ มิถุนายน ๒๕๖๗")


def test_report_without_entries_has_no_table():
    assert build(content(), "progress").tables == ()
