"""The measures document: every text the agency gave is in it, in each layout, and nothing is invented or blank."""

import pytest

from reports.documents import build
from reports.layouts import LAYOUTS
from tests.reports.samples import content, measure, table_named, texts

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
