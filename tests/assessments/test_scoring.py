"""Figures, total and level against what was published, and what is said when they disagree."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks import Rule
from assessments.scoring import (
    Announced,
    compute,
    explain_level,
    level_of,
    level_of_indicator,
    matches_level,
    what_if,
)
from assessments.scoring.arithmetic import rounded
from tests.assessments.published import (
    F2565,
    F2566,
    F2567,
    KUT_HAE,
    KUT_HAE_ITEMS,
    MUKDAHAN,
    NARATHIWAT_2,
    all_items,
    computed,
    indicators,
    scores,
)

SCORE = st.decimals(min_value=0, max_value=100, places=2)
TEN_SCORES = st.lists(SCORE, min_size=10, max_size=10)


def instruments(iit, eit, oit):
    return {"IIT": Decimal(iit), "EIT": Decimal(eit), "OIT": Decimal(oit)}


def ten(values):
    return {str(number): value for number, value in enumerate(values, start=1)}


def found(results):
    return {entry.code: entry for entry in results.discrepancies}


def test_total_of_narathiwat_is_as_published():
    results = computed(F2566, indicators("100 100 100 100 100 100 100 99.63 95 93.75"))

    assert results.total.computed == Decimal("97.71")
    assert results.weighted == {"IIT": Decimal("30.00"), "EIT": Decimal("29.96"), "OIT": Decimal("37.75")}
    assert results.level.code == "AA"


def test_indicators_of_narathiwat_follow_from_their_sub_indicators():
    results = computed(F2566, NARATHIWAT_2, total="97.71", level="ระดับ AA (Excellence)")

    assert results.figures["9"].computed == Decimal("95.00")
    assert results.figures["10"].computed == Decimal("93.75")
    assert results.discrepancies == ()


def test_one_failed_item_gives_the_published_sub_indicators():
    results = computed(F2566, all_items(F2566, o29="0", o36="0"))

    assert results.value("9.5") == Decimal("75.00")
    assert results.value("10.1") == Decimal("87.50")
    assert results.value("9") == Decimal("95.00")
    assert results.value("10") == Decimal("93.75")


def test_figures_of_kut_hae_are_as_published():
    results = computed(F2567, KUT_HAE, kind="local_government", total="97.88", level="ผ่านดีเยี่ยม")

    values = [results.value(code) for code in ("IIT", "EIT", "OIT")]
    assert values == [Decimal("99.44"), Decimal("99.68"), Decimal("95.36")]
    assert results.total.computed == Decimal("97.88")
    assert results.level.name == "ผ่านดีเยี่ยม"
    assert results.discrepancies == ()


def test_total_follows_from_announced_instruments_alone():
    results = computed(F2567, instruments("99.44", "99.68", "95.36"), kind="local_government")

    assert results.total.value == Decimal("97.88")
    assert results.value("1") is None


def test_total_of_mukdahan_is_that_of_its_2565_indicators():
    results = computed(F2565, MUKDAHAN)

    assert results.total.computed == Decimal("93.17")
    assert results.level.code == "A"


def test_letter_of_an_indicator_follows_the_scale():
    assert level_of_indicator(F2565, Decimal("96.04")).code == "AA"
    assert level_of_indicator(F2565, Decimal("93.75")).code == "A"
    assert level_of_indicator(F2567, Decimal("96.04")) is None
    assert level_of_indicator(F2565, None) is None


def test_plain_mean_of_all_items_is_the_rule_of_some_kinds():
    one_failed = all_items(F2566, o29="0")

    results = computed(F2566, one_failed, kind="provincial_education")

    assert results.total.value == Decimal("97.67")
    assert set(results.weighted) == {"OIT"}


def test_half_is_rounded_up_to_the_pass_mark():
    results = computed(F2566, instruments("84.995", "84.995", "84.995"))

    assert results.total.value == Decimal("85.00")
    assert results.level.passed is True


def test_a_half_made_of_thirds_is_still_a_half():
    third = Fraction(Decimal("254.985")) / 3

    assert rounded(third, 2) == Decimal("85.00")
    assert rounded(Fraction(1, 3) * 3 / 200, 2) == Decimal("0.01")


def test_published_total_that_was_rounded_from_parts_is_no_discrepancy():
    results = computed(F2566, instruments("81.455", "81.455", "81.455"), total="81.45")

    assert results.total.computed == Decimal("81.46")
    assert results.discrepancies == ()


def test_announced_figure_stands_above_its_parts():
    results = computed(F2566, NARATHIWAT_2 | scores(n9="90"))

    assert results.value("9") == Decimal(90)
    assert results.figures["9"].computed == Decimal("95.00")
    assert results.figures["OIT"].computed == Decimal("91.88")


@pytest.mark.parametrize("missing", ["1", "8", "10"])
def test_total_is_not_computable_without_one_indicator(missing):
    known = {code: score for code, score in MUKDAHAN.items() if code != missing}

    results = computed(F2565, known)

    assert results.total.value is None
    assert results.level is None


def test_sub_indicator_is_not_computable_while_an_item_is_missing():
    known = all_items(F2566)
    del known["o29"]

    results = computed(F2566, known)

    assert results.value("9.5") is None
    assert results.value("9") is None
    assert results.value("10") == Decimal("100.00")


def test_indicator_that_is_only_announced_is_never_computed():
    results = computed(F2567, all_items(F2567), kind="local_government")

    assert results.value("1") == Decimal("100.00")
    assert results.value("7") is None
    assert results.total.value is None


def test_odd_data_never_raises():
    odd = {"1": Decimal("NaN"), "2": Decimal("Infinity"), "o99": Decimal(5), "3": Decimal(-7), "IIT": Decimal(1000)}

    results = compute(F2566, "no such kind", Announced(odd, Decimal("NaN"), "???"))

    assert results.value("1") is None
    assert results.value("IIT") == Decimal(1000)
    assert results.total.value is None
    assert explain_level(F2566, results)
    assert what_if(F2566, "no such kind", Announced(odd)) == ()


def test_empty_assessment_has_no_figures_and_no_discrepancy():
    results = computed(F2567, {})

    assert {figure.value for figure in results.figures.values()} == {None}
    assert results.discrepancies == ()
    assert results.level_name == ""


def test_level_needs_every_instrument_where_the_scale_says_so():
    assert level_of(F2567, Decimal("94.64"), instruments("98", "85", "98")).name == "ผ่านดี"
    assert level_of(F2567, Decimal("94.64"), instruments("98", "84.20", "98")).name == "ผ่าน"
    assert level_of(F2567, Decimal("97.00"), instruments("99", "94.99", "98")).name == "ผ่านดี"
    assert level_of(F2567, Decimal("84.99"), instruments("99", "99", "70")).name == "ต้องปรับปรุง"
    assert level_of(F2567, Decimal("69.99"), instruments("99", "99", "10")).name == "ต้องปรับปรุงโดยด่วน"


def test_level_is_unknown_while_an_instrument_that_decides_it_is():
    assert level_of(F2567, Decimal(96), {"IIT": None, "EIT": Decimal(99)}) is None
    assert level_of(F2567, Decimal(96), {"IIT": None, "EIT": Decimal(80)}).name == "ผ่าน"
    assert level_of(F2567, Decimal(80), {"IIT": None}).name == "ต้องปรับปรุง"
    assert level_of(F2566, Decimal(96), {"IIT": None}).code == "AA"


@pytest.mark.parametrize("text", ["AA", "ระดับ AA", "aa", "AA (Excellence)", "Excellence", "ระดับ  AA (Excellence) "])
def test_level_text_is_recognised(text):
    aa, a = F2566.levels[:2]

    assert matches_level(aa, text) is True
    assert matches_level(a, text) is False


def test_level_text_that_begins_alike_is_another_level():
    excellent, good, passed = F2567.levels[:3]

    assert matches_level(excellent, "ระดับผ่านดีเยี่ยม") is True
    assert matches_level(good, "ผ่านดีเยี่ยม") is False
    assert matches_level(passed, "ผ่านดี") is False
    assert matches_level(passed, "ระดับผ่าน") is True


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


def test_explanation_names_the_instrument_that_held_the_level_down():
    results = computed(F2567, instruments("98.40", "84.20", "99.65"), total="94.64")

    assert explain_level(F2567, results) == ("คะแนนรวม 94.64 แต่ EIT ได้ 84.20 ซึ่งต่ำกว่า 85 จึงได้ระดับผ่าน ซึ่งผ่านเกณฑ์")


@pytest.mark.parametrize(
    ("framework", "values", "sentence"),
    [
        (F2566, ("97", "97", "97"), "คะแนนรวม 97.00 ถึง 95 จึงได้ระดับ AA (Excellence) ซึ่งผ่านเกณฑ์"),
        (F2566, ("90", "90", "90"), "คะแนนรวม 90.00 ถึง 85 แต่ไม่ถึง 95 จึงได้ระดับ A (Very Good) ซึ่งผ่านเกณฑ์"),
        (F2566, ("80", "80", "80"), "คะแนนรวม 80.00 ถึง 75 แต่ไม่ถึง 85 จึงได้ระดับ B ซึ่งไม่ผ่านเกณฑ์"),
        (F2566, ("10", "10", "10"), "คะแนนรวม 10.00 ต่ำกว่า 50 จึงได้ระดับ F ซึ่งไม่ผ่านเกณฑ์"),
        (F2567, ("97", "97", "97"), "คะแนนรวม 97.00 ถึง 95 และทุกเครื่องมือได้ตั้งแต่ 95 จึงได้ระดับผ่านดีเยี่ยม ซึ่งผ่านเกณฑ์"),
    ],
)
def test_explanation_gives_the_bounds_of_the_level(framework, values, sentence):
    results = computed(framework, instruments(*values))

    assert explain_level(framework, results) == sentence


def test_explanation_names_the_missing_parts():
    known = {code: score for code, score in MUKDAHAN.items() if code not in ("7", "9", "10")}

    results = computed(F2565, known)

    assert explain_level(F2565, results) == "ยังคำนวณคะแนนรวมไม่ได้ เพราะยังไม่มีคะแนน ตัวชี้วัดที่ 7, OIT"


def test_explanation_of_a_total_without_its_instruments_says_what_is_unknown():
    results = computed(F2567, {}, total="96")

    assert results.level is None
    assert "ยังไม่มีคะแนน IIT และ EIT และ OIT" in explain_level(F2567, results)


def test_what_if_ranks_the_entry_that_gains_most_first():
    ways = what_if(F2566, "education_area", Announced(NARATHIWAT_2, Decimal("97.71")))

    assert [way.code for way in ways] == ["o36", "o29", "8"]
    assert [way.gain for way in ways] == [Decimal("1.25"), Decimal("1.00"), Decimal("0.04")]
    assert ways[0].new_total == Decimal("98.96")


def test_what_if_gives_the_same_total_as_entering_the_full_marks():
    before = all_items(F2566, o29="0", o36="0", i1="40")

    first = what_if(F2566, "education_area", Announced(before))[0]

    after = computed(F2566, before | {first.code: Decimal(100)})
    assert first.code == "o36"
    assert first.new_total == after.total.value


def test_what_if_lifts_the_level_through_the_instrument_that_holds_it_down():
    by_code = indicators("99 99 99 99 99 84 84.50 84 90 99")

    ways = what_if(F2567, "local_government", Announced(by_code))

    assert computed(F2567, by_code).level.name == "ผ่าน"
    assert {way.code for way in ways if way.raises_level} == {"6", "7", "8"}
    assert ways[0].code in ("6", "8")
    assert ways[0].new_level.name == "ผ่านดี"
    assert max(ways, key=lambda way: way.gain).code == "9"


def test_what_if_knows_the_gain_before_the_total_is_known():
    ways = what_if(F2566, "education_area", Announced(scores(o29="0")))

    assert [(way.code, way.gain, way.new_total, way.new_level) for way in ways] == [
        ("o29", Decimal("1.00"), None, None)
    ]


def test_what_if_offers_only_indicators_where_questions_do_not_compute():
    ways = what_if(F2567, "local_government", Announced(KUT_HAE | scores(e6="10")))

    assert {"6", "7", "8"} <= {way.code for way in ways}
    assert "e6" not in {way.code for way in ways}


def test_what_if_keeps_to_the_limit():
    zeros = all_items(F2566, value="0")

    assert len(what_if(F2566, "education_area", Announced(zeros), limit=4)) == 4


def test_what_if_of_full_marks_is_empty():
    assert what_if(F2566, "education_area", Announced(all_items(F2566))) == ()


def test_what_if_never_lifts_an_announced_figure_over_full_marks():
    inconsistent = all_items(F2566, o29="0") | scores(n9="100", OIT="100")

    assert what_if(F2566, "education_area", Announced(inconsistent)) == ()


def test_what_if_never_lifts_an_announced_total_over_full_marks():
    ways = what_if(F2566, "education_area", Announced(all_items(F2566, o29="0"), Decimal("99.70")))

    assert [(way.gain, way.new_total) for way in ways] == [(Decimal("0.30"), Decimal("100.00"))]


def test_instrument_without_a_weight_is_not_part_of_the_total():
    rule = Rule((), {"OIT": Decimal(100)}, {"OIT": "indicators"}, {"OIT": "announced"}, F2566.rules[0].provenance)
    only_oit = replace(F2566, rules=(rule,))

    results = computed(only_oit, scores(n9="80", n10="90", IIT="10"))

    assert results.total.value == Decimal("85.00")


@given(TEN_SCORES)
@settings(max_examples=60, deadline=None)
def test_total_lies_within_its_indicators(values):
    total = computed(F2566, ten(values)).total.value

    assert min(values) <= total <= max(values)


@given(TEN_SCORES, st.integers(0, 9), SCORE)
@settings(max_examples=60, deadline=None)
def test_raising_a_score_never_lowers_the_total_or_the_level(values, position, other):
    higher = [*values]
    higher[position] = max(values[position], other)

    before, after = computed(F2567, ten(values)), computed(F2567, ten(higher))

    assert after.total.value >= before.total.value
    assert F2567.levels.index(after.level) <= F2567.levels.index(before.level)


@given(st.dictionaries(st.sampled_from(sorted(F2566.entries)), SCORE, max_size=40), st.none() | SCORE)
@settings(max_examples=60, deadline=None)
def test_what_if_never_loses_anything(by_code, total):
    ways = what_if(F2566, "education_area", Announced(by_code, total), limit=200)

    assert all(way.gain >= 0 for way in ways)
    assert all(way.new_total is None or way.new_total >= (total or 0) for way in ways)


def test_questions_of_kut_hae_leave_the_published_total_alone():
    results = computed(F2567, KUT_HAE | KUT_HAE_ITEMS, kind="local_government", total="97.88")

    assert results.total.value == results.total.computed == Decimal("97.88")
