"""Forms of the documents and the exchange file."""

from django import forms

from assessments.thai_forms import LinesField


class NarrativeForm(forms.Form):
    paragraphs = LinesField(
        label="ข้อความ",
        required=False,
        help_text="หนึ่งย่อหน้าต่อหนึ่งบรรทัด ระบบจะย่อหน้าและจัดรูปแบบให้เอง",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ImportForm(forms.Form):
    file = forms.FileField(
        label="ไฟล์ข้อมูลปีงบประมาณ (JSON)",
        error_messages={
            "required": "โปรดเลือกไฟล์",
            "empty": "ไฟล์นี้ว่างเปล่า",
            "invalid": "โปรดเลือกไฟล์จากเครื่องของท่าน",
        },
    )
    replace = forms.BooleanField(
        label="ถ้ามีข้อมูลของปีนี้อยู่แล้ว ให้ไฟล์นี้แทนที่ทั้งหมด",
        required=False,
        help_text="สิ่งที่ถูกแทนที่ยังดูย้อนหลังได้ในประวัติการแก้ไข",
    )
