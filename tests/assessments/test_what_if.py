"""Which entries, brought to full marks, bring the most."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring import (
    Announced,
    what_if,
)
from tests.assessments.published import (
    F2566,
    F2567,
    KUT_HAE,
    NARATHIWAT_2,
    all_items,
    computed,
    indicators,
    scores,
)

SCORE = st.decimals(min_value=0, max_value=100, places=2)


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


@given(st.dictionaries(st.sampled_from(sorted(F2566.entries)), SCORE, max_size=40), st.none() | SCORE)
@settings(max_examples=60, deadline=None)
def test_what_if_never_loses_anything(by_code, total):
    ways = what_if(F2566, "education_area", Announced(by_code, total), limit=200)

    assert all(way.gain >= 0 for way in ways)
    assert all(way.new_total is None or way.new_total >= (total or 0) for way in ways)
