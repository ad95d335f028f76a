"""What is urgent or to be developed, and the findings of the officer about it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.analysis import (
    FindingInput,
    analyse,
    urgency_of,
)
from tests.assessments.published import (
    F2565,
    F2566,
    F2567,
    KUT_HAE,
    KUT_HAE_ITEMS,
    MUKDAHAN,
    NARATHIWAT_2,
    computed,
    scores,
)


def finding(issue=None, indicator="", items=(), lowest="", urgency="urgent", causes=(), approaches=()):
    return FindingInput(issue, indicator, items, lowest, urgency, causes, approaches)


def analysis_of(framework, by_code, **options):
    return analyse(framework, computed(framework, by_code), **options)


def row_of(rows, code):
    return next(row for row in rows if row.code == code)


def issue_of(analysis, number):
    return next(issue for issue in analysis.issues if issue.number == number)


def codes(entries):
    return [entry.code for entry in entries]


@pytest.mark.parametrize(
    ("score", "target", "urgency"),
    [
        ("0", None, "urgent"),
        ("84.99", None, "urgent"),
        ("85", None, "develop"),
        ("99.63", None, "develop"),
        ("100", None, "maintain"),
        ("90", "90", "maintain"),
        ("89.99", "90", "develop"),
        ("80", "70", "urgent"),
    ],
)
def test_urgency_follows_pass_mark_and_target(score, target, urgency):
    assert urgency_of(F2566, Decimal(score), target and Decimal(target)) == urgency


def test_urgency_of_what_is_not_scored_is_empty():
    assert urgency_of(F2566, None) == ""


def test_weak_points_of_narathiwat_are_those_the_agency_wrote():
    analysis = analysis_of(F2566, NARATHIWAT_2)

    found = [(point.code, point.indicator, point.urgency) for point in analysis.weak_points]
    assert found == [("o29", "9", "urgent"), ("o36", "10", "urgent"), ("8", "8", "develop")]


def test_weak_points_of_kut_hae_are_sorted_by_urgency_then_score():
    analysis = analysis_of(F2567, KUT_HAE | KUT_HAE_ITEMS)

    assert codes(analysis.weak_points) == ["o10", "o11", "i5", "i2", "i11", "e9", "e6", "6"]
    assert [point.urgency for point in analysis.weak_points] == ["urgent"] * 2 + ["develop"] * 6


def test_weak_point_is_the_indicator_where_no_item_is_scored():
    analysis = analysis_of(F2565, MUKDAHAN)

    assert codes(analysis.weak_points) == ["9", "2", "5", "4", "8", "3", "7", "1", "6"]
    assert {point.urgency for point in analysis.weak_points} == {"develop"}


def test_weak_point_is_the_sub_indicator_where_its_items_are_unknown():
    analysis = analysis_of(F2566, scores(n9="95", s9_5="75"))

    assert [(point.code, point.indicator, point.issues) for point in analysis.weak_points] == [("9.5", "9", (2, 7))]


def test_weak_point_is_the_instrument_where_no_indicator_is_scored():
    analysis = analysis_of(F2567, {"IIT": Decimal("84.99"), "EIT": Decimal(70), "OIT": Decimal(100)})

    assert [(point.code, point.urgency) for point in analysis.weak_points] == [("EIT", "urgent"), ("IIT", "urgent")]
    assert [codes(entry.weak_points) for entry in analysis.instruments] == [["IIT"], ["EIT"], []]


def test_weak_instrument_is_explained_by_an_indicator_as_weak():
    analysis = analysis_of(F2567, {"IIT": Decimal(80)} | scores(n2="70"))

    assert [(point.code, point.indicator) for point in analysis.weak_points] == [("2", "2")]


def test_instrument_whose_indicators_are_all_known_is_no_weak_point_of_its_own():
    analysis = analysis_of(F2567, {"EIT": Decimal(70)} | scores(n6="100", n7="100", n8="99"))

    assert codes(analysis.weak_points) == ["8"]


def test_weak_indicator_stays_when_its_weak_items_do_not_explain_it():
    analysis = analysis_of(F2567, scores(n7="70", e4="100", e5="100", e6="99"))

    assert [(point.code, point.urgency) for point in analysis.weak_points] == [("7", "urgent"), ("e6", "develop")]


def test_indicator_at_its_own_target_is_no_weak_point():
    analysis = analysis_of(F2565, MUKDAHAN, targets={"6": Decimal(95), "9": Decimal(90)})

    assert "6" not in codes(analysis.weak_points)
    assert row_of(analysis.indicators, "6").to_target == 0
    assert row_of(analysis.indicators, "9").to_target == Decimal("3.72")
    assert row_of(analysis.indicators, "1").to_target is None


def test_finding_joins_the_weak_point_of_its_lowest_item():
    judged = finding(1, items=("i1", "i2", "o10"), lowest="o10", causes=("ก",), approaches=("ข", "ค"))

    analysis = analysis_of(F2567, KUT_HAE | KUT_HAE_ITEMS, findings=[judged])

    point = row_of(analysis.weak_points, "o10")
    assert (point.causes, point.approaches, point.officer_urgency) == (("ก",), ("ข", "ค"), "urgent")
    assert row_of(analysis.weak_points, "i2").findings == ()
    assert issue_of(analysis, 1).causes == ("ก",)
    assert analysis.unmatched_findings == ()


def test_finding_of_an_indicator_joins_its_weak_points():
    judged = finding(indicator="8", urgency="develop", causes=("ก",))

    analysis = analysis_of(F2566, NARATHIWAT_2, findings=[judged])

    assert row_of(analysis.weak_points, "8").findings == (judged,)
    assert analysis.findings_of_indicator("8") == (judged,)
    assert analysis.findings_of_indicator("9") == ()


def test_finding_of_an_unscored_item_joins_the_indicator_above_it():
    judged = finding(indicator="9", items=("o29",), lowest="o29")

    analysis = analysis_of(F2565, MUKDAHAN, findings=[judged])

    assert row_of(analysis.weak_points, "9").findings == (judged,)


def test_finding_without_a_weak_point_is_kept_and_flagged():
    lost = finding(indicator="1", causes=("ก",))
    unknown = finding(indicator="99", items=("x1",), lowest="x1")

    analysis = analysis_of(F2566, NARATHIWAT_2, findings=[lost, unknown])

    assert analysis.unmatched_findings == (lost, unknown)
    assert analysis.findings == (lost, unknown)


def test_finding_to_maintain_a_full_issue_is_not_flagged():
    judged = finding(6, urgency="maintain", causes=("ก",))

    analysis = analysis_of(F2567, KUT_HAE | KUT_HAE_ITEMS, findings=[judged])

    assert analysis.unmatched_findings == ()
    assert issue_of(analysis, 6).causes == ("ก",)


@given(st.dictionaries(st.sampled_from(sorted(F2567.entries)), st.decimals(0, 100, places=2), max_size=50))
@settings(max_examples=50, deadline=None)
def test_every_scored_item_below_full_marks_is_a_weak_point(by_code):
    analysis = analysis_of(F2567, by_code)

    weak = {item.code for item in analysis.items if item.score is not None and item.score < 100}
    found = set(codes(analysis.weak_points))
    assert found & {item.code for item in F2567.items} == weak
