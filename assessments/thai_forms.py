"""Form fields for what Thai offices type: either digit script, Buddhist-era dates."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from assessments import thai
from assessments.fiscal_year import BUDDHIST_OFFSET, FIRST_KNOWN, LAST_KNOWN

DATE_WORDS = re.compile(r"^(\d{1,2})\s*[/\-. ]\s*(\d{1,2}|[ก-๙.]+?)\s*[/\-. ]\s*(?:พ\.?\s?ศ\.?\s*)?(\d{4}|\d{2})$")
MOST_ECHOED = 40  # characters of what was typed that a message repeats


def echoed(typed) -> str:
    """What was typed as a message repeats it: the person knows it again, and a whole pasted text fills no page."""
    text = str(typed)
    return text if len(text) <= MOST_ECHOED else f"{text[:MOST_ECHOED]}…"


def refusal(message, typed, *, code="invalid", **params):
    """The message may name %(typed)s."""
    return ValidationError(message, code=code, params={"typed": echoed(typed), **params})


class ShortEnough(MaxLengthValidator):
    """Its message may name %(length)s, with commas; Django's own gives the bare number alone."""

    message = "ข้อความยาวเกินไป: ใส่ได้ไม่เกิน %(most)s ตัวอักษร ขณะนี้ยาว %(length)s ตัวอักษร"

    def __call__(self, value):
        try:
            super().__call__(value)
        except ValidationError as error:
            error.params |= {"most": f"{self.limit_value:,}", "length": f"{len(value):,}"}
            raise


class CleanCharField(forms.CharField):
    """Text with Thai marks in one form and no control characters; at most 20,000 characters."""

    default_error_messages = {"required": "กรอกข้อมูลในช่องนี้"}

    def __init__(self, *, max_length=20_000, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        others = [rule for rule in self.validators if not isinstance(rule, MaxLengthValidator)]
        self.validators = [ShortEnough(max_length), *others]

    def to_python(self, value):
        return thai.clean_text(super().to_python(value))


class LinesField(CleanCharField):
    """One text a line; gives a list. Numbers that people type before a line stay as typed."""

    widget = forms.Textarea

    def clean(self, value):
        return [line.strip() for line in super().clean(value).split("\n") if line.strip()]

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value


class ScoreField(forms.Field):
    """A score 0–100 in Thai or Arabic digits; blank is "not scored" (None), never zero."""

    widget = forms.TextInput
    default_error_messages = {"required": "กรอกคะแนน 0 ถึง 100"}
    comma = "“%(typed)s” ใช้จุลภาคแทนจุดทศนิยม: กรอกตัวเลข 0 ถึง 100 โดยใช้จุด เช่น 85.5 หรือ ๘๕.๕"
    message = "“%(typed)s” ไม่ใช่คะแนน: กรอกตัวเลข 0 ถึง 100 ทศนิยมไม่เกิน 6 ตำแหน่ง เช่น 85.50 หรือ ๘๕.๕๐"

    def __init__(self, *, allowed=(), **kwargs):
        super().__init__(required=kwargs.pop("required", False), **kwargs)
        self.allowed = allowed

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value):
        typed = thai.arabic_digits(value or "").strip()
        if not typed:
            return None
        if re.fullmatch(r"\d{1,3},\d{1,6}", typed):
            raise refusal(self.comma, value, code="comma")
        if not re.fullmatch(r"\d{1,3}(\.\d{1,6})?", typed):
            raise refusal(self.message, value)
        score = Decimal(typed)
        if score > 100:
            raise refusal(self.message, value)
        if self.allowed and score not in self.allowed:
            choices = " ".join(str(choice) for choice in self.allowed)
            raise refusal("“%(typed)s” ไม่ใช่คะแนนของข้อนี้: ค่าที่ให้ได้คือ %(choices)s", value, choices=choices)
        return score


class AmountField(forms.Field):
    """Baht, in either digit script, with or without commas."""

    widget = forms.TextInput
    default_error_messages = {"required": "กรอกจำนวนบาท เช่น 10,000"}

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        return thai.baht(value) if isinstance(value, Decimal) else value

    def to_python(self, value):
        typed = thai.arabic_digits(value or "").replace(",", "").replace("บาท", "").strip()
        if not typed:
            return None
        try:
            amount = Decimal(typed)
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or not 0 <= amount < 10**13 or amount.as_tuple().exponent < -2:
            message = "“%(typed)s” ไม่ใช่จำนวนเงิน: กรอกจำนวนบาท ตั้งแต่ 0 ขึ้นไป เช่น 10,000 หรือ ๑๒,๕๐๐.๕๐"
            raise refusal(message, value)
        return amount


class WholeNumberField(forms.Field):
    """A count or a rank in either digit script."""

    widget = forms.TextInput
    default_error_messages = {"required": "กรอกจำนวนเต็ม เช่น 12"}

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value):
        typed = thai.arabic_digits(value or "").replace(",", "").strip()
        if not typed:
            return None
        if not re.fullmatch(r"\d{1,7}", typed) or int(typed) == 0:
            raise refusal("“%(typed)s” ไม่ใช่จำนวนเต็มตั้งแต่ 1 ขึ้นไป", value)
        return int(typed)


class ThaiDateField(forms.Field):
    """A day of the Buddhist calendar: 1/10/2566, ๑ ต.ค. ๒๕๖๖, 1 ตุลาคม 2566. Gives a date (Common Era)."""

    widget = forms.TextInput
    default_error_messages = {"required": "กรอกวัน เดือน และปี พ.ศ. เช่น 1/10/2566"}
    message = "“%(typed)s” ไม่ใช่วันที่: พิมพ์วัน เดือน และปี พ.ศ. เช่น 1/10/2566 หรือ 1 ตุลาคม 2566"

    def widget_attrs(self, widget):
        return {"placeholder": "วว/ดด/ปปปป (พ.ศ.)", "autocomplete": "off"}

    def prepare_value(self, value):
        return f"{value.day}/{value.month}/{value.year + BUDDHIST_OFFSET}" if isinstance(value, date) else value

    def to_python(self, value):
        if isinstance(value, date):
            return value
        typed = thai.arabic_digits(value or "").strip()
        if not typed:
            return None
        found = DATE_WORDS.match(typed)
        month = found and month_number(found[2])
        if not month:
            raise refusal(self.message, value)
        year = int(found[3]) + (2500 if len(found[3]) == 2 else 0)  # offices write 69 for 2569
        return self.day(year, month, int(found[1]), value)

    def day(self, year, month, day, typed):
        if not FIRST_KNOWN <= year <= LAST_KNOWN:
            message = "ปี %(year)s ใน “%(typed)s” ไม่ใช่ปี พ.ศ. ที่ใช้ได้ (%(first)s–%(last)s): หากเป็นปี ค.ศ. ให้บวก 543"
            raise refusal(message, typed, code="era", year=year, first=FIRST_KNOWN, last=LAST_KNOWN)
        try:
            return date(year - BUDDHIST_OFFSET, month, day)
        except ValueError:
            raise refusal(self.message, typed) from None


def month_number(word):
    """1–12 from a number, a full or a short Thai month name; None for anything else."""
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    plain = word.replace(".", "")
    for names in (thai.MONTHS, [name.replace(".", "") for name in thai.SHORT_MONTHS]):
        if plain in names:
            return names.index(plain) + 1
    return None
