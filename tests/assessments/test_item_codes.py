"""Codes as they stand in published documents and as people type them."""

import pytest

from assessments.item_codes import normalise_code


@pytest.mark.parametrize(
    "typed",
    ["o15", "O15", "๐๑๕", "015", "0๑๕", "๐15", "o๑๕", "o ๑๕", " O 15 ", "o\u200b15", "o-15", "O.15", "ข้อ ๐๑๕", "o015"],
)
def test_disclosure_item_is_found_however_it_is_typed(typed):
    assert normalise_code(typed) == "o15"


@pytest.mark.parametrize(
    ("typed", "code"), [("๐36", "o36"), ("๐๑", "o1"), ("๐๑๐", "o10"), ("010", "o10"), ("09", "o9")]
)
def test_leading_zero_before_digits_is_the_letter_o(typed, code):
    assert normalise_code(typed) == code


@pytest.mark.parametrize(("typed", "code"), [("I3", "i3"), ("i๑๐", "i10"), ("E๙", "e9"), ("ข้อคำถามที่ e 9", "e9")])
def test_question_code_is_lower_case_with_arabic_digits(typed, code):
    assert normalise_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10", "10"),
        ("๑๐", "10"),
        ("9", "9"),
        ("9.5", "9.5"),
        ("๑๐.๑", "10.1"),
        ("ตัวชี้วัดที่ ๙.๕", "9.5"),
        ("ตัวชี้วัดย่อยที่ ๑๐.๒", "10.2"),
        ("ตัวชี้วัดที่ 10", "10"),
    ],
)
def test_indicator_code_keeps_its_number(typed, code):
    assert normalise_code(typed) == code


@pytest.mark.parametrize(("typed", "code"), [("oit", "OIT"), ("IIT", "IIT"), ("แบบวัด Eit", "EIT")])
def test_instrument_code_is_upper_case(typed, code):
    assert normalise_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("", ""), ("0", "0"), ("0.5", "0.5"), ("o", "o"), ("o0", "o0"), (" คะแนน ", "คะแนน")]
)
def test_text_that_is_no_code_does_not_become_one(typed, code):
    assert normalise_code(typed) == code
