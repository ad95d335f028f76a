"""The forms of taking an agency's own results from a file: the file, and what was seen of it."""

from django import forms
from django.core import signing

from assessments.exchange.file_kinds import MEGABYTE
from assessments.exchange.own_rows import LIMITS
from assessments.forms import FrameworkForm
from assessments.score_file import Intake, as_plain, from_plain

LIMIT = LIMITS.size // MEGABYTE
LONGEST = 24 * 60 * 60  # seconds between the preview and the click
EXPIRED = "ตัวอย่างนี้ใช้ไม่ได้แล้ว: เลือกไฟล์แล้วตรวจอีกครั้ง"


class ScoresFileForm(FrameworkForm):
    """The year is asked for only while the agency has not chosen it."""

    file = forms.FileField(
        label="ไฟล์ผลคะแนน (.xlsx หรือ .csv)",
        help_text=f"ไฟล์ของหน่วยงานเอง หรือไฟล์หลายหน่วยงานที่ได้รับมา อ่านเฉพาะแถวของหน่วยงานนี้ ไม่เกิน {LIMIT} MB",
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "โปรดเลือกไฟล์",
            "empty": "ไฟล์นี้ว่างเปล่า",
            "invalid": "โปรดเลือกไฟล์จากเครื่องของท่าน",
        },
    )

    def __init__(self, *args, chosen=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        if chosen:
            del self.fields["framework"]

    @property
    def framework(self):
        return self.chosen or self.cleaned_data["framework"]


class TakeScoresForm(forms.Form):
    """Carries a preview, signed for the person and the results that it was made for: it is taken as it was shown."""

    taken = forms.CharField(widget=forms.HiddenInput, error_messages={"required": EXPIRED})

    def __init__(self, data=None, *, salt, intake: Intake | None = None):
        super().__init__(data)
        self.salt = salt
        if intake is not None:
            self.initial["taken"] = signing.dumps(as_plain(intake), salt=salt, compress=True)

    def clean_taken(self):
        try:
            return from_plain(signing.loads(self.cleaned_data["taken"], salt=self.salt, max_age=LONGEST))
        except signing.BadSignature:
            raise forms.ValidationError(EXPIRED) from None
