"""Which level, what its announced text means, and the sentence that explains it."""

from decimal import Decimal

import pytest

from assessments.scoring import (
    explain_level,
    level_of,
    level_of_indicator,
    matches_level,
)
from tests.assessments.published import (
    F2565,
    F2566,
    F2567,
    MUKDAHAN,
    computed,
    instruments,
)


def test_letter_of_an_indicator_follows_the_scale():
    assert level_of_indicator(F2565, Decimal("96.04")).code == "AA"
    assert level_of_indicator(F2565, Decimal("93.75")).code == "A"
    assert level_of_indicator(F2567, Decimal("96.04")) is None
    assert level_of_indicator(F2565, None) is None


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


def test_explanation_names_the_instrument_that_held_the_level_down():
    results = computed(F2567, instruments("98.40", "84.20", "99.65"), total="94.64")

    assert explain_level(F2567, results) == ("คะแนนรวม 94.64 แต่ EIT ได้ 84.20 ไม่ถึง 85 จึงได้ระดับผ่าน ซึ่งผ่านเกณฑ์")


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
    assert "ยังไม่มีคะแนน IIT EIT และ OIT" in explain_level(F2567, results)
