"""Figures and total against what was published."""

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
    instruments,
    scores,
    ten,
)

SCORE = st.decimals(min_value=0, max_value=100, places=2)
TEN_SCORES = st.lists(SCORE, min_size=10, max_size=10)


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


def test_questions_of_kut_hae_leave_the_published_total_alone():
    results = computed(F2567, KUT_HAE | KUT_HAE_ITEMS, kind="local_government", total="97.88")

    assert results.total.value == results.total.computed == Decimal("97.88")
