"""What does not add up is shown with both figures and a likely reason."""

from decimal import Decimal

import pytest

from tests.assessments.published import (
    F2565,
    F2566,
    F2567,
    KUT_HAE,
    MUKDAHAN,
    all_items,
    computed,
    instruments,
    scores,
)


def found(results):
    return {entry.code: entry for entry in results.discrepancies}


def test_published_total_that_was_rounded_from_parts_is_no_discrepancy():
    results = computed(F2566, instruments("81.455", "81.455", "81.455"), total="81.45")

    assert results.total.computed == Decimal("81.46")
    assert results.discrepancies == ()


@pytest.mark.parametrize(
    ("by_code", "code", "words"),
    [
        (MUKDAHAN | scores(IIT="27.49"), "IIT", "คูณน้ำหนักร้อยละ 30"),
        (MUKDAHAN | scores(IIT="96.13"), "IIT", "สลับตำแหน่ง"),
        (MUKDAHAN | scores(IIT="9.16"), "IIT", "จุดทศนิยม"),
        (MUKDAHAN | scores(IIT="92"), "IIT", "ปัดเศษ"),
        (MUKDAHAN | scores(IIT="91.67"), "IIT", "ปัดเศษ"),
        (MUKDAHAN | scores(IIT="90.62"), "IIT", "ไม่ได้นำ 1 มาคิด"),
        (MUKDAHAN | scores(IIT="101"), "IIT", "นอกช่วง"),
        (MUKDAHAN | scores(IIT="70"), "IIT", "ปีอื่น"),
        (all_items(F2565, o1="0") | scores(n9="96.97"), "9", "ค่าเฉลี่ยของคะแนนรายข้อ"),
    ],
)
def test_disagreeing_figure_is_shown_with_its_likely_reason(by_code, code, words):
    results = computed(F2565, by_code)

    assert words in found(results)[code].reason
    assert found(results)[code].announced == by_code[code]


def test_item_left_out_of_its_sub_indicator_is_named():
    results = computed(F2566, all_items(F2566, o29="0") | scores(s9_5="100"))

    discrepancy = found(results)["9.5"]
    assert discrepancy.computed == Decimal("75.00")
    assert discrepancy.difference == Decimal("25.00")
    assert discrepancy.reason == "อาจเกิดจากการไม่ได้นำ o29 มาคิดค่าเฉลี่ย"


def test_total_of_another_year_is_a_discrepancy():
    results = computed(F2565, MUKDAHAN | scores(n9="92.50", n2="94.54"), total="93.17")

    assert set(found(results)) == {"total"}
    assert "ปีอื่น" in found(results)["total"].reason


def test_total_without_weights_is_recognised():
    results = computed(F2566, instruments("100", "90", "80"), total="90")

    assert "ถ่วงน้ำหนัก" in found(results)["total"].reason


def test_weighted_scores_typed_as_scores_are_recognised_at_the_total():
    results = computed(F2566, instruments("30.00", "29.96", "37.75"), total="97.71")

    assert "คูณน้ำหนักแล้ว" in found(results)["total"].reason


def test_questions_of_an_announced_indicator_are_only_a_notice():
    questions = scores(e4="100", e5="100", e6="99.13")

    results = computed(F2567, KUT_HAE | questions, kind="local_government")

    assert results.figures["7"].computed is None
    assert found(results)["7"].computed == Decimal("99.71")
    assert "EIT ส่วนที่ 2" in found(results)["7"].reason


def test_announced_indicator_far_from_its_questions_is_shown():
    questions = scores(i4="100", i5="87.37", i6="100")

    results = computed(F2567, KUT_HAE | questions, kind="local_government")

    assert found(results)["2"].computed == Decimal("95.79")
    assert found(results)["2"].difference == Decimal("4.03")


def test_announced_level_that_does_not_follow_is_shown():
    results = computed(F2565, MUKDAHAN, level="AA")

    assert results.level.code == "A"
    assert results.level_name == "AA"
    assert (found(results)["level"].announced, found(results)["level"].computed) == ("AA", "A")


@pytest.mark.parametrize(
    ("framework", "by_code", "level", "words"),
    [
        (F2565, MUKDAHAN, "ผ่านดี", "ชื่อระดับของปีอื่น"),
        (F2567, instruments("98", "84.20", "98"), "ผ่านดี", "มีเครื่องมือที่คะแนนไม่ถึง"),
        (F2565, MUKDAHAN, "D", "ไม่ตรงกับช่วงคะแนน"),
    ],
)
def test_announced_level_has_its_likely_reason(framework, by_code, level, words):
    results = computed(framework, by_code, level=level)

    assert words in found(results)["level"].reason
