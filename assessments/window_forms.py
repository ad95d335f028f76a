"""Forms of the windows of a year, and of an exception from one."""

from django import forms
from django.core.exceptions import ValidationError

from assessments.thai_forms import CleanCharField, ThaiDateField
from assessments.windows import STEP_NAMES

FIRST, LAST = "opens", "closes"
LABELS = {FIRST: "เปิดรับวันที่", LAST: "ปิดรับเมื่อสิ้นวันที่"}


class WindowsForm(forms.Form):
    """Two days a step, both or none; `stored` is {step: YearWindow}."""

    def __init__(self, data=None, *, stored):
        super().__init__(data)
        for step, name in STEP_NAMES.items():
            row = stored.get(step)
            days = {FIRST: row.opens_on, LAST: row.closes_on} if row else {}
            for end, label in LABELS.items():
                self.fields[f"{end}-{step}"] = day_field(f"{label} ({name})", days.get(end))
            self.fields[f"version-{step}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=row.version if row else 0
            )

    def clean(self):
        for step, name in STEP_NAMES.items():
            first, last = (self.cleaned_data.get(f"{end}-{step}") for end in LABELS)
            broken = {f"{FIRST}-{step}", f"{LAST}-{step}"} & self.errors.keys()
            if not broken and (first is None) != (last is None):
                missing = FIRST if first is None else LAST
                self.add_error(f"{missing}-{step}", f"{name}: กรอกทั้งวันเปิดและวันปิด หรือเว้นว่างทั้งสองช่อง")
            elif first and last and last < first:
                self.add_error(f"{LAST}-{step}", f"{name}: วันปิดรับอยู่ก่อนวันเปิดรับ")

    @property
    def days(self):
        """{step: (first, last) or None}"""
        pairs = {step: tuple(self.cleaned_data[f"{end}-{step}"] for end in LABELS) for step in STEP_NAMES}
        return {step: pair if pair[0] else None for step, pair in pairs.items()}

    @property
    def versions(self):
        return {step: version_of(self.cleaned_data[f"version-{step}"]) for step in STEP_NAMES}

    @property
    def rows(self):
        """(name of the step, its two days, version) for the page."""
        return [
            (name, [self[f"{end}-{step}"] for end in LABELS], self[f"version-{step}"])
            for step, name in STEP_NAMES.items()
        ]

    def meet(self, stored):
        """What differs from the rows as they are now; the form goes on with what was typed over their versions."""
        self.data = self.data.copy()
        for step in STEP_NAMES:
            self.data[f"version-{step}"] = str(stored[step].version if step in stored else 0)
        return [difference for step in STEP_NAMES for difference in self._differences(step, stored.get(step))]

    def _differences(self, step, row):
        now = {FIRST: row.opens_on, LAST: row.closes_on} if row else {}
        for end in LABELS:
            field, typed = self.fields[f"{end}-{step}"], self.cleaned_data[f"{end}-{step}"]
            if typed != now.get(end):
                texts = [field.prepare_value(value) or "" for value in (now.get(end), typed)]
                yield {"label": field.label, "stored": texts[0], "typed": texts[1]}


def version_of(typed):
    """What is no version equals none that is stored."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def day_field(label, initial=None, **options):
    field = ThaiDateField(label=label, initial=initial, required=options.pop("required", False), **options)
    field.widget.attrs["class"] = "form-control"
    return field


class ExceptionForm(forms.Form):
    """`windows` are the rows of the year; an exception in the past would allow nothing."""

    step = forms.ChoiceField(label="ขั้นตอน", error_messages={"required": "เลือกขั้นตอนที่ผ่อนผัน"})
    until = day_field("ผ่อนผันถึงสิ้นวันที่", required=True, error_messages={"required": "กรอกวันที่ผ่อนผันถึง"})
    reason = CleanCharField(
        label="เหตุผล",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="บันทึกไว้ในประวัติของหน่วยงาน แก้ไขหรือลบไม่ได้",
        error_messages={"required": "กรอกเหตุผลของการผ่อนผัน"},
    )

    def __init__(self, *args, windows, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.windows, self.today = {row.step: row for row in windows}, today
        choices = [(step, STEP_NAMES[step]) for step in self.windows]
        self.fields["step"].choices = choices if len(choices) == 1 else [("", "— เลือก —"), *choices]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < self.today:
            raise ValidationError("วันที่ผ่านไปแล้วไม่ช่วยให้แก้ไขได้: กรอกวันนี้หรือวันหลังจากนี้")
        return until

    @property
    def values(self):
        data = self.cleaned_data
        return {"window": self.windows[data["step"]], "until": data["until"], "reason": data["reason"]}
