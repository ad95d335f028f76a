"""Own scores tried on a year: total, gain and level."""

from decimal import Decimal

from assessments.scoring import Announced, compute, what_if
from assessments.trial import changeable_codes, try_scores
from tests.assessments.published import F2566, F2567, NARATHIWAT_2, computed, indicators

ANNOUNCED = Announced(NARATHIWAT_2, Decimal("97.71"))


def test_trial_carries_the_rise_of_an_item_to_the_total():
    trial = try_scores(F2566, "education_area", ANNOUNCED, {"o36": Decimal(100)})

    assert (trial.total, trial.gain) == (Decimal("98.96"), Decimal("1.25"))
    assert trial.level.name == "AA"


def test_trial_of_full_marks_agrees_with_what_if():
    ways = what_if(F2566, "education_area", ANNOUNCED)

    trials = [try_scores(F2566, "education_area", ANNOUNCED, {way.code: Decimal(100)}) for way in ways]

    assert [trial.total for trial in trials] == [way.new_total for way in ways]


def test_trial_adds_up_several_changes():
    trial = try_scores(F2566, "education_area", ANNOUNCED, {"o36": Decimal(100), "o29": Decimal(100)})

    assert trial.gain == Decimal("2.25")


def test_trial_counts_a_new_score_of_the_whole_before_those_of_its_parts():
    changes = {"OIT": Decimal("94.375"), "o36": Decimal(100)}

    trial = try_scores(F2566, "education_area", ANNOUNCED, changes)

    assert trial.gain == Decimal("0.00")


def test_trial_of_a_lower_score_lowers_total_and_level():
    by_code = indicators("99 99 99 99 99 90 90 90 99 99")

    trial = try_scores(F2567, "local_government", Announced(by_code), {"6": Decimal(0)})

    assert computed(F2567, by_code).level.name == "ผ่านดี"
    assert trial.gain == Decimal("-9.00")
    assert trial.level.name == "ผ่าน"


def test_trial_never_leaves_full_marks():
    announced = Announced({"OIT": Decimal(100), "10": Decimal(50)}, Decimal("99.90"))

    trial = try_scores(F2566, "education_area", announced, {"10": Decimal(100)})

    assert (trial.total, trial.gain) == (Decimal("99.90"), Decimal("0.00"))


def test_trial_without_a_total_is_unknown():
    trial = try_scores(F2566, "education_area", Announced({"o29": Decimal(0)}), {"o29": Decimal(100)})

    assert (trial.total, trial.gain, trial.level) == (None, None, None)


def test_changeable_codes_are_scored_entries_that_reach_the_total():
    results = compute(F2567, "local_government", Announced({"6": Decimal(90), "e1": Decimal(80), "o1": Decimal(50)}))

    assert changeable_codes(F2567, results) == {"IIT": [], "EIT": ["6"], "OIT": ["o1"]}
