"""What is asked beside the agencies when something is done for many: one form for each action."""

from django import forms

from assessments.thai_forms import CleanCharField
from reports.bulk.actions import ACCEPT, OPEN_YEAR, REMIND, SUMMARY_DOCX, SUMMARY_PDF, ZIP
from reports.bulk.gathering import GIGABYTES
from reports.bulk.opening import years_to_open
from reports.models import BulkRun, DocumentKind
from reports.models.bulk import KIND_COLUMNS

NO_CHOICE = {"required": "โปรดเลือกอย่างน้อยหนึ่งรายการ", "invalid_choice": "โปรดเลือกจากรายการ"}


class BulkForm(forms.Form):
    """`options` are columns of the run. Nothing is asked for accepting and for the summary.

    `decisive` names the field on which it depends at how many agencies something would come of it.
    """

    decisive = None

    def __init__(self, *args, fiscal_year, **kwargs):
        super().__init__(*args, **kwargs)

    @property
    def options(self):
        return self.cleaned_data

    @property
    def decision(self):
        """As a Preview counts by it."""
        return self.cleaned_data[self.decisive] if self.decisive else ""


class RemindForm(BulkForm):
    message = CleanCharField(
        label="ข้อความถึงหน่วยงาน",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="ไม่ใส่ก็ได้ ระบบบอกขั้นตอนปัจจุบัน สิ่งที่ขาด และวันปิดรับที่กำหนดไว้ของแต่ละหน่วยงานให้อยู่แล้ว",
    )


class OpenYearForm(BulkForm):
    decisive = "target_year"
    target_year = forms.TypedChoiceField(
        label="ปีงบประมาณที่จะเปิด", coerce=int, widget=forms.RadioSelect, error_messages=NO_CHOICE
    )

    def __init__(self, *args, fiscal_year, **kwargs):
        super().__init__(*args, fiscal_year=fiscal_year, **kwargs)
        years = years_to_open(fiscal_year)
        self.fields["target_year"].choices = [(year, f"พ.ศ. {year}") for year in years]
        self.fields["target_year"].initial = years[-1] if years else None


class ZipForm(BulkForm):
    decisive = "contents"
    contents = forms.ChoiceField(
        label="เนื้อหา",
        choices=BulkRun.Contents.choices,
        initial=BulkRun.Contents.PUBLISHED,
        widget=forms.RadioSelect,
        error_messages=NO_CHOICE,
        help_text="ฉบับร่างที่ยังไม่เคยจัดทำต้องใช้เวลาหน่วยงานละไม่กี่วินาที",
    )
    kinds = forms.MultipleChoiceField(
        label="เอกสาร",
        choices=DocumentKind.choices,
        initial=[DocumentKind.MEASURES],
        widget=forms.CheckboxSelectMultiple,
        error_messages=NO_CHOICE,
    )
    with_docx = forms.BooleanField(
        label="รวมไฟล์ Word (DOCX) ด้วย", required=False, help_text=f"ไฟล์รวมใหญ่ได้ไม่เกิน {GIGABYTES}"
    )

    @property
    def options(self):
        values = {name: self.cleaned_data[name] for name in ("contents", "with_docx")}
        return values | {column: kind in self.cleaned_data["kinds"] for kind, column in KIND_COLUMNS.items()}


FORMS = {
    REMIND: RemindForm,
    ACCEPT: BulkForm,
    OPEN_YEAR: OpenYearForm,
    ZIP: ZipForm,
    SUMMARY_PDF: BulkForm,
    SUMMARY_DOCX: BulkForm,
}
