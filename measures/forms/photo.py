"""A picture with its caption, which is also the text for those who do not see it."""

from django import forms

from assessments.thai import clean_text
from assessments.thai_forms import ThaiDateField
from measures.forms import fields
from measures.pictures import UnfitPicture, as_jpeg


class PhotoForm(forms.Form):
    """`picture` is cleaned to the bytes of a safe JPEG; without a new picture it is None."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    picture = forms.FileField(
        label="ไฟล์ภาพ",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG หรือ WebP ไม่เกิน 10 เมกะไบต์ ระบบย่อภาพและลบข้อมูลแฝง เช่น พิกัดที่ถ่าย ให้",
        error_messages={"required": "เลือกไฟล์ภาพ", "empty": "ไฟล์ภาพว่างเปล่า", "invalid": "เลือกไฟล์ภาพอีกครั้ง"},
    )
    caption = fields.long_text("คำบรรยายภาพ", help_text="บอกว่าภาพนี้คือกิจกรรมใด ใช้พิมพ์ใต้ภาพและอ่านให้ผู้ที่มองไม่เห็นภาพ")
    taken_on = ThaiDateField(label="วันที่ของกิจกรรม", required=False)

    source_name = ""

    def __init__(self, *args, photo=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["caption"].required = True
        self.fields["caption"].error_messages["required"] = "กรอกคำบรรยายภาพ"
        if photo and photo.file:
            self.fields["picture"].required = False
            self.fields["picture"].label = "เปลี่ยนไฟล์ภาพ"

    def clean_picture(self):
        upload = self.cleaned_data["picture"]
        if not upload:
            return None
        self.source_name = clean_text(upload.name)[:300]
        try:
            return as_jpeg(upload)
        except UnfitPicture as error:
            raise forms.ValidationError(str(error)) from error


def initial_of(photo):
    return {name: getattr(photo, name) for name in ("version", "caption", "taken_on")}
