"""One cell: scores as people type them, dashes, years, and texts that must not become formulas."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.exchange.cells import UnfitCell, harmless, original, read_score, read_year


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("100.00", "100"),
        ("๙๙.๖๓", "99.63"),
        (" 99.63\u00a0%", "99.63"),
        ("ร้อยละ ๘๕", "85"),
        ("95 คะแนน", "95"),
        ("0", "0"),
        (".5", "0.5"),
        ("\u200b88.5", "88.5"),
        ("0099.5", "99.5"),
    ],
)
def test_score_is_read_as_people_type_it(typed, score):
    assert read_score(typed) == (Decimal(score), False)


@pytest.mark.parametrize("typed", ["-", "–", "—", "−", " - ", "--"])
def test_dash_is_no_score_and_never_zero(typed):
    assert read_score(typed) == (None, False)


def test_score_of_a_formula_is_rounded_half_up_to_six_decimals_and_says_so():
    assert read_score("96.23333333333333") == (Decimal("96.233333"), True)
    assert read_score("97.7149995") == (Decimal("97.715000"), True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("100.01", "0 ถึง 100"),
        ("-5", "0 ถึง 100"),
        ("1,234.50", "0 ถึง 100"),
        ("ดีมาก", "0 ถึง 100"),
        ("9.9.9", "0 ถึง 100"),
        ("1e2", "0 ถึง 100"),
        ("99,63", "ใช้จุดเป็นจุดทศนิยม"),
        ("#DIV/0!", "สูตรให้ผลผิดพลาด"),
        ("\ue000=SUM(A1:A9)", "สูตรนี้ยังไม่มีค่า"),
        ("9" * 500, "0 ถึง 100"),
    ],
)
def test_what_is_no_score_is_refused_with_what_is_allowed(typed, words):
    with pytest.raises(UnfitCell, match=words):
        read_score(typed)


@pytest.mark.parametrize("typed", ["2567", "๒๕๖๗", "พ.ศ. 2567", "67", "2024", "ปีงบประมาณ พ.ศ. ๒๕๖๗", "FY2567"])
def test_year_is_read_in_either_era(typed):
    assert read_year(typed) == 2567


@pytest.mark.parametrize("typed", ["ปีก่อน", "1999999", "25 67 68", ""])
def test_what_is_no_year_is_refused(typed):
    with pytest.raises(UnfitCell):
        read_year(typed)


@pytest.mark.parametrize("text", ["=1+1", "+66", "-ไม่มี-", "@cmd", "\tx", "\rx", "'=1", "''@x"])
def test_text_that_a_spreadsheet_would_run_is_marked(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["สพป.มุกดาหาร", "", "'quoted", "5-3", "a=b"])
def test_other_text_is_left_alone(text):
    assert harmless(text) == text


@given(st.text(alphabet="'=+-@\t\rกข1 "))
def test_marked_text_comes_back_exactly(text):
    assert original(harmless(text)) == text
