from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from assessments.thai_forms import AmountField, CleanCharField, LinesField, ScoreField, ThaiDateField, WholeNumberField


@pytest.mark.parametrize(
    ("typed", "score"),
    [("85.50", "85.50"), ("๘๕.๕", "85.5"), ("100", "100"), ("0", "0"), (" 99.63 ", "99.63"), ("100.00", "100")],
)
def test_score_takes_both_digit_scripts(typed, score):
    assert ScoreField().clean(typed) == Decimal(score)


@pytest.mark.parametrize("typed", ["", "  ", None])
def test_blank_score_is_not_scored(typed):
    assert ScoreField().clean(typed) is None


@pytest.mark.parametrize("typed", ["101", "-1", "abc", "๘๕,๕", "100.01", "1e2", "NaN", "85.", "8 5", "85.1234567"])
def test_what_is_no_score_is_refused_with_its_range(typed):
    with pytest.raises(ValidationError) as caught:
        ScoreField().clean(typed)

    assert f"“{typed}”" in caught.value.messages[0]
    assert "0 ถึง 100" in caught.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1/10/2566", date(2023, 10, 1)),
        ("๑/๑๐/๒๕๖๖", date(2023, 10, 1)),
        ("1 ตุลาคม 2566", date(2023, 10, 1)),
        ("๑ ต.ค. ๒๕๖๖", date(2023, 10, 1)),
        ("30 ก.ย. พ.ศ. 2567", date(2024, 9, 30)),
        ("29/02/2567", date(2024, 2, 29)),
        ("1 ต.ค. 69", date(2026, 10, 1)),
        ("๑/๑๐/๖๖", date(2023, 10, 1)),
        ("", None),
    ],
)
def test_thai_date_is_read_once_into_the_common_era(typed, day):
    assert ThaiDateField(required=False).clean(typed) == day


@pytest.mark.parametrize("typed", ["29/02/2566", "31/4/2567", "1/13/2567", "วันนี้", "2567-10-01", "1/10/256"])
def test_what_is_no_thai_date_is_refused(typed):
    with pytest.raises(ValidationError, match=r"พ\.ศ\."):
        ThaiDateField().clean(typed)


def test_comma_in_a_score_is_named():
    with pytest.raises(ValidationError, match="จุลภาค"):
        ScoreField().clean("95,5")


def test_two_digit_year_that_is_not_of_this_era_is_questioned():
    with pytest.raises(ValidationError, match="2524"):
        ThaiDateField().clean("1/10/24")


def test_common_era_year_is_questioned():
    with pytest.raises(ValidationError, match=r"ค\.ศ\."):
        ThaiDateField().clean("1/10/2023")


@pytest.mark.parametrize(("typed", "amount"), [("10,000", "10000"), ("๑๒,๕๐๐.๕๐ บาท", "12500.50"), ("0", "0")])
def test_amount_takes_what_offices_type(typed, amount):
    assert AmountField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["-5", "ฟรี", "1.234", "inf", "1e99"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError, match="จำนวนบาท"):
        AmountField().clean(typed)


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "ที่ 5", "12345678"])
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(ValidationError, match="จำนวนเต็ม"):
        WholeNumberField().clean(typed)


def test_lines_become_a_list_without_blanks():
    assert LinesField(required=False).clean(" ก \r\n\r\nข") == ["ก", "ข"]


def test_five_megabytes_in_one_field_are_refused():
    with pytest.raises(ValidationError):
        LinesField().clean("ก" * 5_000_000)


NUMBERS_AND_DAYS = (ScoreField, AmountField, WholeNumberField, ThaiDateField)


@pytest.mark.parametrize("blanks", ["", " ", "   \t", "\u00a0", "\r\n"])
@pytest.mark.parametrize("field", NUMBERS_AND_DAYS)
def test_blanks_are_nothing_typed(field, blanks):
    assert field(required=False).clean(blanks) is None


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (ScoreField, "กรอกคะแนน 0 ถึง 100"),
        (AmountField, "กรอกจำนวนบาท เช่น 10,000"),
        (WholeNumberField, "กรอกจำนวนเต็ม เช่น 12"),
        (ThaiDateField, "กรอกวัน เดือน และปี พ.ศ. เช่น 1/10/2566"),
        (CleanCharField, "กรอกข้อมูลในช่องนี้"),
        (LinesField, "กรอกข้อมูลในช่องนี้"),
    ],
)
def test_blanks_where_something_is_asked_are_refused_in_thai(field, message):
    with pytest.raises(ValidationError) as caught:
        field(required=True).clean("  ")

    assert caught.value.messages == [message]


def refused(field, typed):
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    return caught.value.messages[0]


@pytest.mark.parametrize("field", NUMBERS_AND_DAYS)
def test_refusal_repeats_the_start_of_a_long_text_and_all_of_a_short_one(field):
    assert f"“{'ก' * 40}…” " in refused(field(), "ก" * 5_000)
    assert f"“{'ก' * 40}” " in refused(field(), "ก" * 40)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (ScoreField(allowed=[0, 100]), " " * 5_000 + "50"),
        (ScoreField(), " " * 5_000 + "8,5"),
        (ScoreField(), " " * 5_000 + "101"),
        (ThaiDateField(), f"1{' ' * 5_000}/10/2023"),
        (ThaiDateField(), f"31{' ' * 5_000}/2/2566"),
    ],
)
def test_every_refusal_repeats_no_more_than_the_start(field, typed):
    assert f"“{typed[:40]}…”" in refused(field, typed)


def test_text_that_is_too_long_is_told_both_lengths_with_commas():
    message = "ข้อความยาวเกินไป: ใส่ได้ไม่เกิน 2,000 ตัวอักษร ขณะนี้ยาว 5,000 ตัวอักษร"

    assert refused(CleanCharField(max_length=2_000), "ก" * 5_000) == message


def test_text_keeps_its_other_rules_beside_the_length():
    field = CleanCharField(max_length=5, validators=[RegexValidator("^a", "ขึ้นต้นด้วย a")])

    assert refused(field, "bcd") == "ขึ้นต้นด้วย a"
    assert "ขณะนี้ยาว 6 ตัวอักษร" in refused(field, "abcdef")
