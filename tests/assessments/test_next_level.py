"""What is missing to the next level, in figures and in words; what targets add up to."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring import Announced, explain_next_level, explain_outcome
from assessments.trial import standing, try_scores, try_targets
from tests.assessments.published import F2566, F2567, indicators, instruments, scores

KIND = "local_government"
FALLEN = Announced(instruments("98.40", "84.20", "99.65"), Decimal("94.64"))


def words(framework, trial):
    return explain_outcome(framework, trial.total, trial.instruments, trial.level)


def next_words(framework, announced):
    return explain_next_level(framework, standing(framework, KIND, announced).following)


# --- The case of 94.64 ------------------------------------------------------------------------------------------------


def test_trial_that_lowers_one_instrument_says_which_bound_it_missed():
    high = Announced(instruments("98.40", "96.50", "99.65"))

    trial = try_scores(F2567, KIND, high, {"EIT": Decimal("84.20")})

    assert words(F2567, trial) == "คะแนนรวม 94.64 แต่ EIT ได้ 84.20 ไม่ถึง 85 จึงได้ระดับผ่าน ซึ่งผ่านเกณฑ์"


def test_next_level_of_94_64_is_only_eight_tenths_of_eit_away():
    following = standing(F2567, KIND, FALLEN).following

    assert following.level.name == "ผ่านดี"
    assert [(one.code, one.missing) for one in following.shortfalls] == [("EIT", Decimal("0.80"))]
    assert [(one.code, one.needed, one.rise) for one in following.raises] == [
        ("EIT", Decimal("85.00"), Decimal("0.80"))
    ]
    assert next_words(F2567, FALLEN) == (
        "ระดับที่สูงขึ้นถัดไปคือระดับผ่านดี EIT ต้องเพิ่มอีก 0.80 (จาก 84.20 ให้ถึง 85) "
        "ถ้าเพิ่มเพียงรายการเดียว น้อยที่สุดคือ EIT จาก 84.20 เป็น 85.00 (+0.80)"
    )


# --- Other shortfalls -------------------------------------------------------------------------------------------------


def test_next_level_by_the_total_names_the_smallest_raise_of_each_entry():
    following = standing(F2566, KIND, Announced(indicators("93 93 93 93 93 93 93 93 96 96"))).following

    assert (following.level.name, following.shortfalls[0].missing) == ("AA", Decimal("0.80"))
    assert [(one.code, one.needed) for one in following.raises] == [
        ("OIT", Decimal("97.99")),
        ("IIT", Decimal("95.65")),
        ("EIT", Decimal("95.65")),
        ("9", Decimal("99.98")),
        ("10", Decimal("99.98")),
    ]


def test_next_level_that_no_single_raise_brings_says_so():
    both = Announced(instruments("80", "84", "99"))

    sentence = next_words(F2567, both)

    assert sentence == (
        "ระดับที่สูงขึ้นถัดไปคือระดับผ่านดี IIT ต้องเพิ่มอีก 5.00 (จาก 80.00 ให้ถึง 85) และ EIT ต้องเพิ่มอีก 1.00 (จาก 84.00 ให้ถึง 85) "
        "เพิ่มเพียงรายการเดียวไม่พอ ต้องเพิ่มหลายรายการพร้อมกัน"
    )


def test_next_level_names_the_instrument_that_has_no_score():
    announced = Announced(scores(IIT="84.98", OIT="75.42"), Decimal("86"))

    sentence = next_words(F2567, announced)

    assert standing(F2567, KIND, announced).following.unscored == ("EIT",)
    assert sentence == (
        "ระดับที่สูงขึ้นถัดไปคือระดับผ่านดี IIT ต้องเพิ่มอีก 0.02 (จาก 84.98 ให้ถึง 85) และ OIT ต้องเพิ่มอีก 9.58 (จาก 75.42 ให้ถึง 85) "
        "ยังไม่มีคะแนน EIT จึงบอกไม่ได้ว่าถึงเกณฑ์หรือไม่"
    )


def test_next_level_that_asks_for_no_instrument_misses_none():
    announced = Announced(scores(IIT="84.98", OIT="75.42"), Decimal("90"))

    assert standing(F2566, KIND, announced).following.unscored == ()


def test_next_level_offers_indicators_with_what_their_instrument_needs():
    announced = Announced(indicators("99 99 99 99 99 84 84 84 99 99"))

    following = standing(F2567, KIND, announced).following

    assert [(one.code, one.needed) for one in following.raises] == [
        ("EIT", Decimal("85.00")),
        ("6", Decimal("86.99")),
        ("7", Decimal("86.99")),
        ("8", Decimal("86.99")),
    ]


def test_top_level_has_no_next_one():
    top = Announced(instruments("99", "99", "99"))

    assert standing(F2567, KIND, top).following is None
    assert next_words(F2567, top) == "ได้ระดับสูงสุดแล้ว"


def test_unknown_level_has_no_next_one():
    assert standing(F2567, KIND, Announced({}, Decimal(96))).following is None
    assert standing(F2567, KIND, Announced({})).total is None


SCORE = st.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.parametrize("framework", [F2566, F2567])
@given(values=st.lists(SCORE, min_size=10, max_size=10), total=st.none() | SCORE)
@settings(max_examples=40, deadline=None)
def test_every_raise_brings_the_level_and_a_hundredth_less_does_not(framework, values, total):
    announced = Announced({str(number): value for number, value in enumerate(values, start=1)}, total)
    now = standing(framework, KIND, announced)

    for one in now.following.raises if now.following else ():
        enough = try_scores(framework, KIND, announced, {one.code: one.needed})
        less = try_scores(framework, KIND, announced, {one.code: one.needed - Decimal("0.01")})
        position = framework.levels.index
        assert position(enough.level) <= position(now.following.level)
        assert position(less.level) > position(now.following.level)


# --- Targets ----------------------------------------------------------------------------------------------------------


def test_targets_together_are_carried_to_total_and_level():
    announced = Announced(indicators("90 90 90 90 90 80 80 80 90 90"))

    trial = try_targets(F2567, KIND, announced, {"6": Decimal(90), "7": Decimal(85), "8": Decimal(80)})

    assert (trial.instruments["EIT"], trial.total, trial.level.name) == (Decimal("85.00"), Decimal("88.50"), "ผ่านดี")


def test_target_of_an_instrument_counts_where_its_indicators_do_not_reach_it():
    announced = Announced(indicators("90 90 90 90 90 80 80 80 90 90"))

    trial = try_targets(F2567, KIND, announced, {"6": Decimal(83), "EIT": Decimal(95)})

    assert trial.instruments["EIT"] == Decimal("95.00")


def test_target_that_is_passed_already_lowers_nothing():
    announced = Announced(indicators("90 90 90 90 90 90 90 90 90 90"))

    trial = try_targets(F2567, KIND, announced, {"6": Decimal(50), "IIT": Decimal(60), "total": Decimal(99)})

    assert (trial.total, trial.gain) == (Decimal("90.00"), Decimal("0.00"))


def test_target_under_a_computed_figure_does_not_round_it():
    by_code = indicators("90 90 90 90 90 90 90 90 90 90") | scores(s9_1="100", s9_2="100", s9_3="100", s9_4="100")
    by_code |= scores(s9_5="83.333333")
    announced = Announced({code: score for code, score in by_code.items() if code != "9"})

    trial = try_targets(F2567, KIND, announced, {"9": Decimal(90)})

    assert (trial.gain, trial.total) == (Decimal("0.00"), standing(F2567, KIND, announced).total)
