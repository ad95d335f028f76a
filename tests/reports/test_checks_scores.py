"""Checks of the scores: known, adding up, of the year they are said to be of."""

from decimal import Decimal

from assessments.analysis import PastYear
from assessments.framework_store import get_framework
from tests.reports.checked import found, places, said, subject
from tests.reports.samples import assessed, past

# Ten indicators of 2566 whose total is 94.60.
SCORES = {"1": 95, "2": 90, "3": 95, "4": 90, "5": 95, "6": 96, "7": 94, "8": 95, "9": 96, "10": 95}
LAST = {code: Decimal(90) for code in SCORES}


def year_before(total, indicators=LAST):
    return PastYear(2565, total and Decimal(str(total)), indicators, get_framework("ita-2565"))


def test_year_without_scores_lacks_them():
    checked = subject("analysis")

    assert found("scores_known", checked) == [
        ("ผลคะแนนของปีที่ประเมิน", "ยังไม่ได้กรอก จึงบอกไม่ได้ว่าเรื่องใดต้องแก้ไขโดยเร่งด่วนหรือต้องพัฒนา")
    ]
    assert places("scores_known", checked) == [("scores", "baseline", "")]


def test_instrument_without_its_indicators_may_hide_a_weak_point():
    checked = subject("analysis", scores={"IIT": 90, "9": 95, "10": 95})

    assert said("scores_known", checked) == [
        "ยังไม่มีคะแนนรวม และคำนวณไม่ได้เพราะคะแนนบางส่วนยังว่าง",
        "คะแนนตัวชี้วัดของ IIT ยังไม่ครบ อาจมีจุดอ่อนที่ระบบยังไม่เห็น",
        "คะแนนตัวชี้วัดของ EIT ยังไม่ครบ อาจมีจุดอ่อนที่ระบบยังไม่เห็น",
    ]


def test_announced_figure_that_its_parts_do_not_give_is_told_with_the_reason():
    checked = subject("analysis", scores={"9": 99, "9.1": 95, "9.2": 95, "9.3": 95, "9.4": 95, "9.5": 95})

    (where, says), *more = found("scores_add_up", checked)

    assert (where, more) == ("ผลการประเมินที่นำมาวิเคราะห์ ปี 2566", [])
    assert says.startswith("ตัวชี้วัดที่ 9 ประกาศไว้ 99.00 แต่คำนวณจากส่วนย่อยได้ 95.00: ")


def test_figures_that_differ_for_one_reason_are_told_together():
    scores = {"6": 90, "7": 80, "e1": 95, "e2": 95, "e3": 95, "e4": 85, "e5": 85, "e6": 85}
    checked = subject("progress", result=assessed(scores, fiscal_year=2567))

    (says,) = said("scores_add_up", checked)

    assert "ตัวชี้วัดที่ 6 ประกาศไว้ 90.00 แต่คำนวณจากส่วนย่อยได้ 95.00 · ตัวชี้วัดที่ 7 ประกาศไว้ 80.00" in says


def test_total_of_an_earlier_year_that_its_indicators_do_not_give_is_told():
    checked = subject("analysis", scores=SCORES, history=(year_before("96.04"),))

    (where, says), *more = found("scores_add_up", checked)

    assert (where, more) == ("ผลการประเมินย้อนหลัง ปี 2565", [])
    assert says.startswith("คะแนนรวม ประกาศไว้ 96.04 แต่คำนวณจากส่วนย่อยได้ 90.00")


def test_total_that_is_another_years_is_told():
    checked = subject("analysis", baseline=assessed(SCORES, total="90.00", history=(year_before("90.00"),)))

    assert found("scores_of_year", checked) == [
        (
            "ผลการประเมินที่นำมาวิเคราะห์ ปี 2566",
            "คะแนนรวม 90.00 เท่ากับคะแนนรวมของปี 2565 พอดี อาจกรอกคะแนนของปีอื่น",
        )
    ]


def test_total_that_follows_from_its_parts_may_be_another_years_too():
    history = (PastYear(2565, Decimal("94.60")),)

    assert found("scores_of_year", subject("analysis", baseline=assessed(SCORES, total="94.60", history=history))) == []


def test_results_that_are_not_of_the_year_before_the_plan_are_told():
    checked = subject("analysis", baseline=assessed(SCORES, fiscal_year=2565))

    assert said("scores_of_year", checked) == ["แผนปีงบประมาณ พ.ศ. 2567 ใช้ผลการประเมินปี 2565 ปกติใช้ผลของปี 2566"]


def test_history_that_contradicts_the_assessed_year_is_told():
    checked = subject("analysis", scores=SCORES, history=(past(2566, "93.17"),))

    assert said("scores_of_year", checked) == ["คะแนนรวม 93.17 แต่ผลการประเมินที่นำมาวิเคราะห์ของปีเดียวกันได้ 94.60"]


def test_scores_without_anything_to_compare_them_to_are_not_called_right():
    assert found("scores_add_up", subject("analysis", scores=SCORES)) is None
    assert found("scores_add_up", subject("analysis", baseline=assessed(SCORES, total="94.60"))) == []
