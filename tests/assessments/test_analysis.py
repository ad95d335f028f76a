"""Issues, ranks and strengths, as the agencies themselves wrote them."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.analysis import (
    analyse,
)
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
    scores,
)


def analysis_of(framework, by_code, **options):
    return analyse(framework, computed(framework, by_code), **options)


def issue_of(analysis, number):
    return next(issue for issue in analysis.issues if issue.number == number)


def codes(entries):
    return [entry.code for entry in entries]


def test_issue_score_is_the_mean_of_its_scored_items():
    analysis = analysis_of(F2567, KUT_HAE | KUT_HAE_ITEMS | scores(i2="92.11"))

    issue = issue_of(analysis, 1)
    assert issue.row.score == Decimal("91.73")
    assert [(group.instrument, codes(group.items)) for group in issue.groups] == [
        ("IIT", ["i1", "i2", "i3"]),
        ("OIT", ["o7", "o8", "o9", "o10"]),
    ]


def test_issue_is_as_urgent_as_its_lowest_item():
    analysis = analysis_of(F2567, KUT_HAE | KUT_HAE_ITEMS)

    lowest = {issue.number: (issue.lowest_item.code, issue.urgency, issue.is_full) for issue in analysis.issues}
    assert lowest == {
        1: ("o10", "urgent", False),
        2: ("o11", "urgent", False),
        3: ("e6", "develop", False),
        4: ("i11", "develop", False),
        5: ("i5", "develop", False),
        6: ("i7", "maintain", True),
        7: ("i13", "maintain", True),
    }


def test_items_that_share_the_lowest_score_are_all_lowest():
    analysis = analysis_of(F2567, scores(i4="90", i5="80", i6="80"))

    assert codes(issue_of(analysis, 5).lowest) == ["i5", "i6"]


def test_issue_without_scores_has_no_figure():
    issue = issue_of(analysis_of(F2565, MUKDAHAN), 3)

    assert (issue.row.score, issue.row.rank, issue.lowest, issue.lowest_item, issue.urgency) == (
        None,
        None,
        (),
        None,
        "",
    )
    assert issue.is_full is False


def test_indicators_are_ranked_with_their_letters():
    analysis = analysis_of(F2565, MUKDAHAN)

    ranking = [(row.rank, row.code, row.level.code) for row in analysis.indicators_by_rank]
    assert ranking[:3] == [(1, "10", "AA"), (2, "6", "AA"), (3, "1", "AA")]
    assert ranking[-1] == (10, "9", "A")


def test_equal_scores_share_a_rank():
    analysis = analysis_of(F2566, NARATHIWAT_2)

    assert [row.rank for row in analysis.indicators] == [1, 1, 1, 1, 1, 1, 1, 8, 9, 10]
    assert codes(analysis.indicators_by_rank) == [str(number) for number in range(1, 11)]


def test_indicator_without_a_score_is_ranked_last_without_a_rank():
    analysis = analysis_of(F2565, scores(n2="80", n3="90"))

    assert codes(analysis.indicators_by_rank)[:2] == ["3", "2"]
    assert analysis.indicators_by_rank[-1].rank is None


def test_strengths_are_what_stands_at_full_marks():
    iit, eit, oit = analysis_of(F2566, NARATHIWAT_2).instruments

    assert codes(iit.strengths) == ["1", "2", "3", "4", "5"]
    assert codes(eit.strengths) == ["6", "7"]
    assert codes(eit.weak_points) == ["8"]
    assert (codes(oit.strengths), codes(oit.high_scores)) == ([], ["9"])
    assert codes(oit.strong_sub_indicators) == ["9.1", "9.2", "9.3", "9.4", "10.2"]
    assert oit.weighted == Decimal("37.75")


def test_no_indicator_is_a_strength_and_a_weak_point_at_once():
    analysis = analysis_of(F2565, MUKDAHAN)

    weak = set(codes(analysis.weak_points))
    assert weak & {row.code for entry in analysis.instruments for row in entry.strengths} == set()
    assert [codes(entry.high_scores) for entry in analysis.instruments] == [["1"], ["6"], []]


def test_scores_that_are_high_are_not_listed_beside_full_marks():
    iit = analysis_of(F2566, NARATHIWAT_2 | scores(n5="99")).instruments[0]

    assert (codes(iit.strengths), codes(iit.high_scores)) == (["1", "2", "3", "4"], [])


def test_instrument_that_is_not_assessed_is_left_out():
    results = computed(F2566, all_items(F2566, o29="0"), kind="provincial_education")

    assert [instrument.row.code for instrument in analyse(F2566, results).instruments] == ["OIT"]


def test_analysis_of_nothing_is_empty_but_complete():
    analysis = analysis_of(F2567, {})

    assert (len(analysis.indicators), len(analysis.issues), len(analysis.instruments)) == (10, 7, 3)
    assert (analysis.weak_points, analysis.history) == ((), ())
    assert analysis.total.score is None


@given(st.lists(st.decimals(0, 100, places=2), min_size=10, max_size=10))
@settings(max_examples=30, deadline=None)
def test_a_higher_score_never_has_a_worse_rank(values):
    analysis = analysis_of(F2566, {str(number): value for number, value in enumerate(values, start=1)})

    ordered = analysis.indicators_by_rank
    assert all(first.score >= second.score for first, second in pairwise(ordered))
