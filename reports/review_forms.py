"""Forms of reviewing: a move with its reason, the filter of the list, withdrawing, and comments."""

from django import forms

from assessments.thai_forms import CleanCharField
from reports.models import DocumentKind, Review
from reports.reviewing.moves import BY_HAND, REASON_WANTED

SUBMIT = "submit"


class MoveForm(forms.Form):
    """`round` and `version` are those that the page showed; submitting has none."""

    move = forms.ChoiceField(
        choices=[(name, name) for name in (SUBMIT, *BY_HAND)],
        widget=forms.HiddenInput,
        error_messages={"required": "โปรดกดปุ่มของสิ่งที่ต้องการทำ", "invalid_choice": "ไม่มีการดำเนินการนี้"},
    )
    version = forms.IntegerField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": "โปรดเปิดหน้านี้ใหม่ แล้วทำรายการอีกครั้ง"}
    )
    round = forms.IntegerField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": "โปรดเปิดหน้านี้ใหม่ แล้วทำรายการอีกครั้ง"}
    )
    reason = CleanCharField(
        label="เหตุผลที่ส่งกลับ",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="บอกว่าต้องแก้อะไร ตรงไหน ผู้จัดทำจะเห็นข้อความนี้",
    )

    def clean(self):
        values = super().clean()
        move = BY_HAND.get(values.get("move"))
        if move and move.needs_reason and not values.get("reason") and "reason" not in self.errors:
            self.add_error("reason", REASON_WANTED)
        return values


class ReviewFilterForm(forms.Form):
    """Of the list of reviews; what cannot be understood is left out."""

    waiting = forms.BooleanField(label="เฉพาะที่รอฉัน", required=False)
    state = forms.ChoiceField(label="สถานะ", choices=[("", "ทุกสถานะ"), *Review.State.choices], required=False)
    kind = forms.ChoiceField(label="เอกสาร", choices=[("", "ทุกเอกสาร"), *DocumentKind.choices], required=False)
    year = forms.IntegerField(label="ปีงบประมาณ (พ.ศ.)", required=False, min_value=2500, max_value=2700)
    q = CleanCharField(label="ค้นหาหน่วยงาน", required=False, max_length=200)


class WithdrawForm(forms.Form):
    reason = CleanCharField(
        label="เหตุผลที่ถอน",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="ทุกคนที่เปิดที่อยู่ของฉบับนี้เห็นเหตุผลนี้",
        error_messages={"required": "โปรดบอกเหตุผลที่ถอน"},
    )


class CommentForm(forms.Form):
    text = CleanCharField(
        label="ความเห็น",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "โปรดพิมพ์ความเห็น"},
    )
