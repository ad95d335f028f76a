"""Forms of the documents and the exchange file."""

from django import forms

from assessments.thai_forms import CleanCharField, LinesField

RICH_HELP = (
    "หนึ่งย่อหน้าต่อหนึ่งบรรทัด · ตัวหนาพิมพ์ **ข้อความ** · รายการหัวข้อย่อยขึ้นต้นบรรทัดด้วย - แล้วเว้นวรรค "
    "· รายการเลขข้อขึ้นต้นด้วย 1. 2. 3. ตามลำดับ"
)
PLAIN_HELP = "ชื่อเรื่องที่ยาวแบ่งได้หลายบรรทัด แต่ละบรรทัดพิมพ์แยกบรรทัดกัน"


class NarrativeForm(forms.Form):
    """`is_rich`: bold and lists can be marked, see documents/rich_text.py."""

    paragraphs = LinesField(
        label="ข้อความ",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, is_rich=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paragraphs"].help_text = RICH_HELP if is_rich else PLAIN_HELP
        self.fields["paragraphs"].widget.attrs |= {"data-rich-text": ""} if is_rich else {"rows": 3}


class ImportForm(forms.Form):
    file = forms.FileField(
        label="ไฟล์ข้อมูลปีงบประมาณ (JSON หรือ Excel)",
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


class PublishForm(forms.Form):
    """`is_first`: nothing was published before that could have changed."""

    comment = CleanCharField(
        label="เปลี่ยนแปลงอะไรจากฉบับก่อน",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="ผู้อ่านเห็นข้อความนี้ในหน้าของฉบับเผยแพร่",
        error_messages={"required": "ตั้งแต่ฉบับที่ 2 ต้องบอกว่าเปลี่ยนแปลงอะไรจากฉบับก่อน"},
    )

    def __init__(self, *args, is_first, **kwargs):
        super().__init__(*args, **kwargs)
        if is_first:
            self.fields["comment"].label = "หมายเหตุของฉบับนี้"
            self.fields["comment"].required = False
