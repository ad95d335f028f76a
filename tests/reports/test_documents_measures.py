"""The measures document: every text the agency gave is in it, in each layout, and nothing is invented or blank."""

from dataclasses import replace
from datetime import date

import pytest

from reports.documents import build
from reports.documents.content import PeriodFacts
from reports.documents.measure_fields import names_code
from reports.layouts import LAYOUTS
from tests.reports.samples import (
    assessed,
    block_texts,
    content,
    finding,
    measure,
    row_texts,
    table_named,
    texts,
)

FULL_MEASURE = measure(
    issue=2,
    title="ปรับปรุงระบบบริการออนไลน์",
    weak_point="ผู้รับบริการยังไม่รู้จักช่องทางออนไลน์",
    items=("o18",),
    improvement=("เพิ่มช่องทางเข้าถึง", "ลดขั้นตอน"),
    assessed_points=("การให้บริการ",),
    causes=("ขาดการประชาสัมพันธ์",),
    approach=("สื่อสารหลายช่องทาง",),
    steps=("สำรวจความต้องการ", "ปรับปรุงระบบ", "ประเมินผล"),
    responsible=("กลุ่มอำนวยการ", "กลุ่มแผนงาน"),
    limitations=("งบประมาณจำกัด",),
    monitoring="รายงานผู้บริหารทุกไตรมาส",
)
TYPED = (
    "ปรับปรุงระบบบริการออนไลน์",
    "ผู้รับบริการยังไม่รู้จักช่องทางออนไลน์",
    "เพิ่มช่องทางเข้าถึง",
    "ลดขั้นตอน",
    "การให้บริการ",
    "ขาดการประชาสัมพันธ์",
    "สื่อสารหลายช่องทาง",
    "สำรวจความต้องการ",
    "ปรับปรุงระบบ",
    "ประเมินผล",
    "กลุ่มอำนวยการ",
    "กลุ่มแผนงาน",
    "งบประมาณจำกัด",
    "รายงานผู้บริหารทุกไตรมาส",
)


@pytest.mark.parametrize("layout", [name for name, layout in LAYOUTS.items() if layout.of == "measures"])
def test_layout_loses_no_text(layout):
    document = build(content(scores={"9": 90}, measures=[FULL_MEASURE]), "measures", layout)

    joined = "\n".join(texts(document))
    assert [text for text in TYPED if text not in joined] == []


def test_text_without_a_column_stands_under_its_row():
    document = build(content(measures=[FULL_MEASURE]), "measures", "issue-wide")

    under = table_named(document, "มาตรการ").rows[0].under
    assert "ขาดการประชาสัมพันธ์" in [block.text for line in under for block in line.blocks]


def test_words_shown_once_in_a_row_are_not_repeated():
    twice = measure(indicator="9", title="การเปิดเผยข้อมูล", weak_point="การเปิดเผยข้อมูล")

    document = build(content(measures=[twice]), "measures", "indicator")

    assert texts(document).count("การเปิดเผยข้อมูล") == 1


def test_thai_numerals_are_for_generated_figures_and_never_for_typed_text():
    typed = measure(issue=1, title="รายงานเดือนละ 1 ครั้ง", items=("o14",))

    document = build(content(scores={"9": 90}, measures=[typed]), "measures", "issue-raise")

    joined = "\n".join(texts(document))
    assert "รายงานเดือนละ 1 ครั้ง" in joined
    assert "o๑๔" in joined
    assert "ตุลาคม ๒๕๖๖ – กันยายน ๒๕๖๗" in joined


def test_arabic_numerals_leave_no_generated_thai_digit():
    document = build(content(numerals="arabic", scores={"9": 90}, measures=[FULL_MEASURE]), "measures")

    assert not set("๐๑๒๓๔๕๖๗๘๙") & set("".join(texts(document)))


def test_period_as_typed_stands_beside_its_months():
    period = FULL_MEASURE.period.__class__(FULL_MEASURE.period.start, FULL_MEASURE.period.end, "ตลอดทั้งปี")

    document = build(content(measures=[measure(issue=1, period=period)]), "measures", "issue-wide")

    assert {"ตลอดทั้งปี", "(ตุลาคม ๒๕๖๖ – กันยายน ๒๕๖๗)"} <= set(texts(document))


def test_issue_with_full_marks_keeps_its_standard():
    scores = {"o15": 100, "o16": 100, "o17": 100, "o18": 100, "o30": 100, "o4": 0}

    document = build(content(scores=scores, measures=[measure(issue=1, title="ปรับปรุงงาน")]), "measures", "issue-wide")

    assert "รักษามาตรฐานการดำเนินงานที่ได้คะแนนเต็ม" in texts(document)


def test_urgent_measures_come_before_those_to_develop():
    measures = [measure("m1", "develop", title="พัฒนา"), measure("m2", "urgent", title="เร่งแก้")]

    document = build(content(measures=measures), "measures", "urgency")

    assert [table.name for table in document.tables] == [
        "มาตรการ ประเด็นที่ต้องแก้ไขโดยเร่งด่วน",
        "มาตรการ ประเด็นที่ต้องพัฒนาให้ดีขึ้น",
    ]


def test_plan_without_measures_says_so_and_has_no_table():
    document = build(content(), "measures")

    assert "หน่วยงานยังไม่ได้กำหนดมาตรการของปีงบประมาณนี้" in texts(document)
    assert document.tables == ()


def test_introduction_of_the_agency_stands_in_place_of_the_draft():
    own = {"introduction": ("หน่วยงานเขียนเอง",)}

    document = build(content(measures=[FULL_MEASURE], narrative=own), "measures")

    assert "หน่วยงานเขียนเอง" in texts(document)
    assert not any("หน่วยงานจึงกำหนดมาตรการรวม" in text for text in texts(document))


def test_draft_counts_the_measures_and_names_the_result():
    scores = {str(code): 100 for code in range(1, 9)} | {"9": 95, "10": 93.75}

    document = build(content(scores=scores, measures=[FULL_MEASURE]), "measures")

    joined = "\n".join(texts(document))
    assert "หน่วยงานจึงกำหนดมาตรการรวม ๑ มาตรการ" in joined
    assert "ได้คะแนนรวม ๙๗.๗๕ คะแนน อยู่ในระดับ AA (Excellence) ซึ่งผ่านเกณฑ์การประเมิน" in joined


@pytest.mark.parametrize("narrative", [{}, {"introduction": ("บทนำของหน่วยงาน",)}])
def test_urgent_weak_points_with_score_and_cause_stand_in_front_of_the_plan(narrative):
    found = finding(indicator="9", lowest="o29", causes=("รายงานไม่ครบองค์ประกอบ",), approaches=("จัดทำแบบฟอร์ม",))
    given = content(scores={"9": 95, "o29": 0}, findings=[found], measures=[measure(title="ก")], narrative=narrative)

    document = build(given, "measures")

    front, plan = document.tables[:2]
    assert row_texts(front.rows[0])[1:] == ["๐.๐๐", "รายงานไม่ครบองค์ประกอบ"]
    assert row_texts(front.rows[0])[0].startswith("ข้อ o๒๙")
    assert plan.name.startswith("มาตรการ")
    assert sum("เรื่องที่ต้องแก้ไขโดยเร่งด่วน มี ๑ เรื่อง" in text for text in texts(document)) == 1


def test_full_report_tells_urgent_weak_points_in_its_analysis_alone():
    found = finding(indicator="9", lowest="o29", causes=("รายงานไม่ครบองค์ประกอบ",))

    document = build(content(scores={"9": 95, "o29": 0}, findings=[found], measures=[measure(title="ก")]), "full")

    assert texts(document).count("รายงานไม่ครบองค์ประกอบ") == 1


def test_items_assessed_are_those_of_the_assessed_instruments_and_those_that_measures_name():
    year = assessed({"o29": 0}, kind="provincial_education")
    given = replace(content(measures=[measure(issue=7, items=("e15",))]), baseline=year)

    document = build(given, "measures", "issue-raise")

    (codes,) = (block.text.split() for block in document.blocks if getattr(block, "label", "") == "ข้อที่ใช้ประเมิน")
    assert [code for code in codes if not code.startswith("o")] == ["e๑๕"]
    assert "o๒๙" in codes


def test_item_that_the_weak_point_names_is_not_named_again():
    named = measure(issue=1, weak_point="O๑๔ คู่มือการปฏิบัติงาน", items=("o14", "o1"))

    document = build(content(scores={"9": 90}, measures=[named]), "measures", "issue-raise")

    cell = table_named(document, "มาตรการ").rows[0].cells[0]
    assert [text for block in cell.blocks for text in block_texts(block)] == ["O๑๔ คู่มือการปฏิบัติงาน", "ข้อ o๑ โครงสร้าง"]


def test_weak_point_in_the_very_words_of_its_item_is_printed_once():
    named = measure(indicator="9", title="ก", weak_point="โครงสร้าง", items=("o1",))

    document = build(content(scores={"9": 90}, measures=[named]), "measures", "urgency")

    cell = table_named(document, "มาตรการ").rows[0].cells[0]
    assert [text for block in cell.blocks for text in block_texts(block)][:3] == [
        "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล",
        "ข้อ o๑ โครงสร้าง",
        "องค์ประกอบด้านข้อมูล",
    ]


def test_measure_is_labelled_where_its_column_is_named_after_something_else():
    table = build(content(measures=[FULL_MEASURE]), "measures", "issue-weak-points").tables[-1]

    blocks = table.rows[0].cells[1].blocks
    assert [(block.label, block.text) for block in blocks if getattr(block, "label", "")] == [
        ("มาตรการ:", "ปรับปรุงระบบบริการออนไลน์")
    ]


def test_typed_period_under_a_row_is_one_text_with_its_months():
    period = replace(FULL_MEASURE.period, text="ตลอดทั้งปี")

    table = build(content(measures=[replace(FULL_MEASURE, period=period)]), "measures", "issue-weak-points").tables[-1]

    under = {line.blocks[0].label: line.blocks[0].text for line in table.rows[0].under}
    assert under["ระยะเวลาดำเนินการ"] == "ตลอดทั้งปี (ตุลาคม ๒๕๖๖ – กันยายน ๒๕๖๗)"


def test_items_whose_wording_is_long_or_unknown_share_one_line():
    named = measure(issue=1, title="ก", items=("o1", "i1", "i2"))

    document = build(content(scores={"9": 90}, measures=[named]), "measures", "issue-raise")

    cell = table_named(document, "มาตรการ").rows[0].cells[0]
    assert [text for block in cell.blocks for text in block_texts(block)] == ["ข้อ o๑ โครงสร้าง", "ข้อ i๑ i๒"]


@pytest.mark.parametrize(("text", "is_named"), [("o๑๑ แผน", True), ("O11", True), ("o๑๑๒", False), ("io11", False)])
def test_code_is_found_in_either_script_and_never_inside_another(text, is_named):
    assert names_code(text, "o11") is is_named


@pytest.mark.parametrize("layout", [name for name, layout in LAYOUTS.items() if layout.of == "measures"])
def test_measure_shows_its_issue_its_indicator_and_its_urgency_in_each_layout(layout):
    both = measure(issue=2, indicator="9", title="ปรับปรุงระบบ", urgency="urgent")

    document = build(content(scores={"9": 90}, measures=[both]), "measures", layout)

    joined = "\n".join(texts(document))
    assert "ประเด็นที่ ๒ การให้บริการและระบบ E-Service" in joined
    assert "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล" in joined
    assert "ต้องแก้ไขโดยเร่งด่วน" in joined


def test_measure_without_any_text_says_that_nothing_is_stated():
    document = build(content(measures=[measure(issue=1)]), "measures", "issue-wide")

    assert "ยังไม่ได้ระบุ" in row_texts(table_named(document, "มาตรการ").rows[0])


def test_column_that_no_measure_fills_gives_its_width_to_the_others():
    given = content(measures=[measure(issue=1, title="ก", steps=("ข",))])

    table = build(given, "measures", "issue-weak-points").tables[-1]

    titles = [column.title for column in table.columns]
    assert titles == ["ประเด็นที่จะพัฒนาให้ดีขึ้น", "ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการปฏิบัติ"]
    assert sum(column.width for column in table.columns) == 100


def test_period_with_one_end_says_which():
    period = PeriodFacts(date(2023, 10, 1), None)

    document = build(content(measures=[measure(issue=1, title="ก", period=period)]), "measures")

    assert "ตั้งแต่ ตุลาคม ๒๕๖๖" in texts(document)


@pytest.mark.parametrize("kind", ["analysis", "measures", "full"])
def test_nothing_is_claimed_of_results_and_plans_that_do_not_exist(kind):
    joined = "\n".join(texts(build(content(), kind)))

    assert "ได้วิเคราะห์ผล" not in joined
    assert "นำมากำหนด" not in joined
