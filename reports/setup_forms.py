"""Forms that make up a document: its parts and signatory, the agency's logo, attached files."""

from django import forms

from assessments.finding_forms import VersionForm
from assessments.thai import clean_text
from assessments.thai_forms import CleanCharField, ThaiDateField
from measures.pictures import UnfitPicture
from reports.attached_pdf import UnfitPdf, as_clean_pdf
from reports.documents.composing import arrangement
from reports.layouts import TABLES_OF, layouts_of
from reports.logos import as_png

TABLE_NAMES = {"measures": "รูปแบบตารางมาตรการ", "progress": "รูปแบบตารางผลการดำเนินการ"}
LAYOUT_FIELDS = {"measures": "measures_layout", "progress": "progress_layout"}
ORDER_SEPARATOR = ","


class SetupForm(forms.Form):
    """A check box for each part of this kind, in the order of the hidden field; layouts; who signs."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    order = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    signatory_name = CleanCharField(
        label="ชื่อผู้ลงนาม", required=False, max_length=200, help_text="พิมพ์ในวงเล็บใต้ลายมือชื่อ เว้นว่างได้"
    )
    signatory_position = CleanCharField(label="ตำแหน่งผู้ลงนาม", required=False, max_length=300)
    signed_on = ThaiDateField(label="วันที่ลงนาม", required=False, help_text="เว้นว่างไว้ถ้าจะเขียนวันที่ด้วยมือ")

    def __init__(self, *args, kind, setup, **kwargs):
        kwargs["initial"] = {**initial_of(setup), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.kind, self.arranged = kind, arrangement(kind, setup)
        for table in TABLES_OF.get(kind, ()):
            choices = [("", "ให้ระบบเลือกตามวิธีวางแผน"), *((entry.name, entry.label) for entry in layouts_of(table))]
            field = forms.ChoiceField(label=TABLE_NAMES[table], choices=choices, required=False)
            self.fields[LAYOUT_FIELDS[table]] = field
        for part, is_on in self.arranged:
            self.fields[box_of(part.key)] = forms.BooleanField(label=part.name, required=False, initial=is_on)
        self.initial.setdefault("order", ORDER_SEPARATOR.join(part.key for part, _ in self.arranged))

    def clean_order(self):
        """Every known part once: as sent, then what was not sent in its present place at the end."""
        known = [part.key for part, _ in self.arranged]
        sent = [key for key in self.cleaned_data["order"].split(ORDER_SEPARATOR) if key in known]
        return list(dict.fromkeys([*sent, *known]))

    @property
    def parts(self):
        return tuple((key, self.cleaned_data[box_of(key)]) for key in self.cleaned_data["order"])

    @property
    def values(self):
        names = ("measures_layout", "progress_layout", "signatory_name", "signatory_position", "signed_on")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}

    @property
    def rows(self):
        """Check boxes with what moves where, for the page."""
        listed = self.in_order()
        movable = [part for part in listed if part.moves]
        for part in listed:
            siblings = [each.key for each in movable if each.chapter == part.chapter]
            yield {
                "part": part,
                "field": self[box_of(part.key)],
                "is_first": part.key == siblings[0] if part.key in siblings else True,
                "is_last": part.key == siblings[-1] if part.key in siblings else True,
            }

    def in_order(self):
        known = {part.key: part for part, _ in self.arranged}
        typed = str(self["order"].value() or "").split(ORDER_SEPARATOR)
        keys = dict.fromkeys([*(key for key in typed if key in known), *known])
        return [known[key] for key in keys]


def initial_of(setup):
    return {
        "signatory_name": setup.signatory_name,
        "signatory_position": setup.signatory_position,
        "signed_on": setup.signed_on,
        **{LAYOUT_FIELDS[table]: name for table, name in setup.layouts.items()},
    }


def box_of(key):
    return f"part-{key}"


class LogoForm(forms.Form):
    """`picture` is cleaned to the bytes of a safe PNG."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    picture = forms.FileField(
        label="ไฟล์ตราสัญลักษณ์",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text="PNG พื้นโปร่งใสดีที่สุด หรือ JPEG, WebP ไม่เกิน 10 เมกะไบต์ ระบบย่อให้ด้านยาวไม่เกิน 800 จุด",
        error_messages={"required": "เลือกไฟล์ภาพ", "empty": "ไฟล์ภาพว่างเปล่า", "invalid": "เลือกไฟล์ภาพอีกครั้ง"},
    )

    def clean_picture(self):
        try:
            return as_png(self.cleaned_data["picture"])
        except UnfitPicture as error:
            raise forms.ValidationError(str(error)) from error


def title_field():
    return CleanCharField(
        label="ชื่อเอกสารแนบ",
        max_length=300,
        help_text="พิมพ์เป็นหัวข้อ “ภาคผนวก: …” หน้าไฟล์แนบ และแสดงในสารบัญ",
        error_messages={"required": "กรอกชื่อเอกสารแนบ"},
    )


class AttachmentForm(forms.Form):
    """`file` is cleaned to a CleanPdf."""

    title = title_field()
    file = forms.FileField(
        label="ไฟล์ PDF",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        help_text="ไม่เกิน 20 เมกะไบต์ และ 100 หน้า ไม่ตั้งรหัสผ่าน ระบบเก็บเฉพาะหน้าเอกสาร ไม่เก็บลิงก์ สคริปต์ หรือไฟล์ที่ฝังอยู่",
        error_messages={"required": "เลือกไฟล์ PDF", "empty": "ไฟล์นี้ว่างเปล่า", "invalid": "เลือกไฟล์ PDF อีกครั้ง"},
    )

    def clean_title(self):
        return " ".join(clean_text(self.cleaned_data["title"]).split())

    def clean_file(self):
        try:
            return as_clean_pdf(self.cleaned_data["file"])
        except UnfitPdf as error:
            raise forms.ValidationError(str(error)) from error


class AttachmentTitleForm(VersionForm):
    title = title_field()

    clean_title = AttachmentForm.clean_title
