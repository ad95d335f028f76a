"""This year against the last, item by item and over the years."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.analysis import (
    CHANGED,
    EQUAL,
    NEW,
    PastYear,
    Previous,
    analyse,
    history_rows,
)
from tests.assessments.published import (
    F2565,
    F2566,
    F2567,
    KUT_HAE,
    MUKDAHAN,
    NARATHIWAT_2,
    all_items,
    computed,
    indicators,
    scores,
)

TOTALS = ("79.31", "89.12", "82.85", "75.84", "76.29", "77.79", "88.15", "98.44", "97.71")
NARATHIWAT_HISTORY = [PastYear(year, Decimal(total)) for year, total in enumerate(TOTALS, start=2558)]


def analysis_of(framework, by_code, **options):
    return analyse(framework, computed(framework, by_code), **options)


def row_of(rows, code):
    return next(row for row in rows if row.code == code)


def test_difference_to_last_year_has_a_sign_and_a_word():
    previous = Previous(F2565, computed(F2565, MUKDAHAN))
    this_year = MUKDAHAN | scores(n9="92.50", n2="88.69", n10="93.75")

    analysis = analysis_of(F2566, this_year, previous=previous)

    shown = [(row.previous, row.difference, row.word) for row in map(analysis.indicators.__getitem__, (1, 8, 9))]
    assert shown == [
        (Decimal("88.69"), Decimal("0.00"), "คงเดิม"),
        (Decimal("86.28"), Decimal("6.22"), "เพิ่มขึ้น"),
        (Decimal("100.00"), Decimal("-6.25"), "ลดลง"),
    ]
    assert analysis.total.previous == Decimal("93.17")


def test_last_year_comes_from_history_where_its_results_are_not_entered():
    history = [PastYear(2565, Decimal("93.17"), MUKDAHAN), PastYear(2564, Decimal("80"), {"1": Decimal(1)})]

    analysis = analysis_of(F2566, indicators("96 90 90 90 90 90 90 90 90 90"), history=history)

    assert row_of(analysis.indicators, "1").difference == Decimal("0.33")
    assert analysis.total.previous == Decimal("93.17")


def test_results_of_an_earlier_year_are_not_taken_for_last_year():
    previous = Previous(F2565, computed(F2565, MUKDAHAN))

    analysis = analysis_of(F2567, KUT_HAE, previous=previous)

    assert row_of(analysis.indicators, "1").previous is None
    assert {item.comparison for item in analysis.items} == {None}


def test_sub_indicator_that_changed_its_name_is_not_compared():
    last_year = scores(s9_2="80", s9_3="80")
    previous = Previous(F2565, computed(F2565, last_year))

    analysis = analysis_of(F2566, scores(s9_2="90", s9_3="90"), previous=previous)

    assert row_of(analysis.sub_indicators, "9.2").difference == Decimal("10.00")
    assert row_of(analysis.sub_indicators, "9.3").difference is None


def test_items_are_compared_through_the_map_to_last_year():
    previous = Previous(F2566, computed(F2566, all_items(F2566, o29="0", o14="100", o11="0")))

    analysis = analysis_of(F2567, scores(o24="100", o10="50", o8="100", e9="97.62"), previous=previous)

    same, fallen, changed, new = (row_of(analysis.items, code).comparison for code in ("o24", "o10", "o8", "e9"))
    assert (same.relation, same.codes, same.difference, same.word) == (EQUAL, ("o29",), Decimal(100), "เพิ่มขึ้น")
    assert (fallen.score, fallen.difference, fallen.word) == (Decimal(100), Decimal(-50), "ลดลง")
    assert (changed.relation, changed.difference, changed.word) == (CHANGED, None, "เทียบไม่ได้")
    assert changed.reason.startswith("รวมข้อ o11")
    assert (new.relation, new.codes, new.word) == (NEW, (), "ข้อใหม่")


def test_equal_item_without_a_score_last_year_has_no_difference():
    previous = Previous(F2566, computed(F2566, {}))

    analysis = analysis_of(F2567, scores(o24="100"), previous=previous)

    comparison = row_of(analysis.items, "o24").comparison
    assert (comparison.relation, comparison.difference, comparison.word) == (EQUAL, None, "")


def test_history_of_narathiwat_is_as_published():
    rows = history_rows(NARATHIWAT_HISTORY)

    differences = ["9.81", "-6.27", "-7.01", "0.45", "1.50", "10.36", "10.29", "-0.73"]
    assert [row.difference for row in rows] == [None, *map(Decimal, differences)]
    assert [row.word for row in rows[:3]] == ["", "เพิ่มขึ้น", "ลดลง"]


def test_history_gap_makes_no_difference():
    rows = history_rows([PastYear(2566, Decimal(90)), PastYear(2563, Decimal(80)), PastYear(2564, None)])

    assert [(row.fiscal_year, row.difference) for row in rows] == [(2563, None), (2564, None), (2566, None)]


def test_history_gives_the_level_where_the_framework_is_known():
    rows = history_rows([PastYear(2565, None, MUKDAHAN, F2565), PastYear(2564, Decimal(99))])

    assert [(row.total, row.level) for row in rows] == [(Decimal(99), ""), (Decimal("93.17"), "A")]


@pytest.mark.parametrize(
    ("total", "word"), [("93.24", "ผ่านเกณฑ์"), ("84.99", "ต้องปรับปรุง"), ("69.99", "ต้องปรับปรุงโดยด่วน")]
)
def test_history_says_whether_a_year_passed_while_its_level_hangs_on_unknown_instruments(total, word):
    (row,) = history_rows([PastYear(2567, Decimal(total), framework=F2567)])

    assert row.level == word


def test_history_ends_with_the_year_analysed():
    analysis = analysis_of(F2566, NARATHIWAT_2, history=NARATHIWAT_HISTORY)

    assert len(analysis.history) == 9
    last = analysis.history[-1]
    assert (last.fiscal_year, last.total, last.difference, last.level) == (
        2566,
        Decimal("97.71"),
        Decimal("-0.73"),
        "AA",
    )


def test_history_keeps_its_figure_while_the_year_itself_has_no_total():
    analysis = analysis_of(F2566, scores(n1="90"), history=[PastYear(2566, Decimal("97.71"))])

    assert [row.total for row in analysis.history] == [Decimal("97.71")]


def test_two_equal_predecessors_are_not_one_question():
    item = F2567.entries["o24"]
    merged = replace(item, predecessors=item.predecessors * 2)
    framework = replace(F2567, items=tuple(merged if entry.code == "o24" else entry for entry in F2567.items))
    previous = Previous(F2566, computed(F2566, all_items(F2566)))

    analysis = analysis_of(framework, scores(o24="50"), previous=previous)

    comparison = row_of(analysis.items, "o24").comparison
    assert (comparison.relation, comparison.reason) == (CHANGED, "ปีก่อนแยกเป็น 2 ข้อ")
