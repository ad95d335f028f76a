"""The what-if form: up to five entries of the framework, each with a score to try."""

from django import forms
from django.core.exceptions import ValidationError

from assessments.templatetags.thai import spoken_code
from assessments.thai_forms import ScoreField, refusal

PLACES = range(1, 6)
LONGEST_SCORE = len("100.000000")  # the form is sent in the address, whose length a server limits
SCORE_INPUT = forms.TextInput(attrs={"class": "form-control", "maxlength": LONGEST_SCORE})


class TrialChoiceField(forms.ChoiceField):
    message = "“%(typed)s” ไม่ใช่รายการที่ลองได้ เลือกจากรายการที่มีคะแนนและมีผลต่อคะแนนรวม"

    def validate(self, value):
        if value and not self.valid_value(value):
            raise refusal(self.message, value, code="invalid_choice")


class TrialForm(forms.Form):
    """`changes` after validation is {code: score}."""

    def __init__(self, data, *, choices):
        super().__init__(data)
        for place in PLACES:
            self.fields[f"code{place}"] = entry_field(f"รายการที่ {place}", choices)
            self.fields[f"score{place}"] = ScoreField(label=f"คะแนนที่ลอง รายการที่ {place}", widget=SCORE_INPUT)

    @property
    def rows(self):
        return [(self[f"code{place}"], self[f"score{place}"]) for place in PLACES]

    def clean(self):
        changes = {}
        for place in PLACES:
            self._clean_row(place, changes)
        if not changes and not self.errors:
            raise ValidationError("เลือกอย่างน้อยหนึ่งรายการและกรอกคะแนนที่ต้องการลอง", code="empty")
        return {"changes": changes}

    def _clean_row(self, place, changes):
        if f"code{place}" in self.errors or f"score{place}" in self.errors:
            return
        code, score = self.cleaned_data.get(f"code{place}"), self.cleaned_data.get(f"score{place}")
        if code in changes:
            self.add_error(f"code{place}", f"เลือก {spoken_code(code)} ซ้ำกับรายการก่อนหน้า")
        elif code and score is None:
            self.add_error(f"score{place}", f"กรอกคะแนนที่ต้องการลองของ {spoken_code(code)}")
        elif score is not None and not code:
            self.add_error(f"code{place}", "เลือกข้อหรือตัวชี้วัดของคะแนนนี้")
        elif code:
            changes[code] = score


def entry_field(label, choices):
    return TrialChoiceField(
        label=label,
        choices=[("", "— ไม่เลือก —"), *choices],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
