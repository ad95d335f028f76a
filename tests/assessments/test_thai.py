from datetime import date
from decimal import Decimal

import pytest

from assessments import thai


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2023, 10, 1), date(2024, 9, 30), "ตุลาคม 2566 – กันยายน 2567"),
        (date(2024, 2, 1), date(2024, 2, 29), "กุมภาพันธ์ 2567"),
        (date(2023, 10, 5), date(2024, 9, 30), "5 ตุลาคม 2566 – 30 กันยายน 2567"),
        (date(2024, 2, 29), date(2024, 2, 29), "29 กุมภาพันธ์ 2567"),
        (None, date(2024, 2, 29), "ภายใน กุมภาพันธ์ 2567"),
        (None, date(2024, 2, 15), "ภายใน 15 กุมภาพันธ์ 2567"),
        (date(2023, 10, 1), None, "ตั้งแต่ ตุลาคม 2566"),
        (None, None, ""),
    ],
)
def test_period_names_months_or_days(start, end, words):
    assert thai.period(start, end) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("97.714", "97.71"), ("84.995", "85.00"), ("100", "100"), ("99.999", "100.00"), ("0", "0.00")],
)
def test_score_is_rounded_half_up_to_two_places(value, words):
    assert thai.score(Decimal(value)) == words


def test_score_that_was_not_given_is_a_dash():
    assert thai.score(None) == "–"


@pytest.mark.parametrize(("value", "words"), [("1.25", "+1.25"), ("-0.5", "−0.50"), ("0", "0.00"), ("-0.001", "0.00")])
def test_signed_shows_the_direction(value, words):
    assert thai.signed(Decimal(value)) == words


@pytest.mark.parametrize(
    ("amount", "words"), [("10000", "10,000"), ("12500.5", "12,500.50"), ("0", "0"), ("1234567.00", "1,234,567")]
)
def test_baht_groups_thousands(amount, words):
    assert thai.baht(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ท\u0e4d\u0e32", "ทำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        (" ก\r\nข\rค ", "ก\nข\nค"),
        ("ก\u200bข\ufeff\x00", "กข"),
        ("ก\u202aข\u202eค\u2066ง\u2067\u2069จ\u206f\u061c\x85\x9f", "กขคงจ"),
        ("ก\tข\nค", "ก\tข\nค"),
        ("ปี่ที่ สิทธิ์", "ปี่ที่ สิทธิ์"),
    ],
)
def test_clean_text_has_one_form(typed, kept):
    assert thai.clean_text(typed) == kept


def test_dates_are_buddhist_on_paper():
    assert thai.long_date(date(2024, 6, 26)) == "26 มิถุนายน 2567"
    assert thai.short_date(date(2024, 6, 26)) == "26 มิ.ย. 67"


def test_digits_go_both_ways():
    assert thai.thai_digits("พ.ศ. 2567") == "พ.ศ. ๒๕๖๗"
    assert thai.arabic_digits("๙๙.๖๓") == "99.63"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("แผนประจำปี พ.ศ. 2568 และ พ.ศ. ๒๕๖๙", "แผนประจำปี พ.ศ.\u00a02568 และ พ.ศ.\u00a0๒๕๖๙"),
        ("พ.ศ. นี้", "พ.ศ. นี้"),
        ("", ""),
    ],
)
def test_era_is_joined_to_its_year(text, joined):
    assert thai.joined_year(text) == joined
