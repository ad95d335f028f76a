"""What was done for a measure or beside it. "None" is an answer that is written out; not said is kept apart from it."""

from decimal import Decimal

from django import forms

from assessments.thai_forms import AmountField, CleanCharField
from measures.forms import fields
from measures.forms.period import PeriodFields

NONE_TEXT = "ไม่มี"
USED, NONE, SOME, UNSAID = "used", "none", "some", "unsaid"
TOLD = [(NONE, "ไม่มี"), (SOME, "มี"), (UNSAID, "ยังไม่ระบุ")]
LINE_KINDS = {"performed": "performed", "outcomes": "outcome"}
TEXTS = ("activity", "performed", "outcomes", "budget_amount", "budget_source", "obstacles", "suggestions")
PERIOD = tuple(PeriodFields.base_fields)


def choice(label, choices):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        initial=UNSAID,
        error_messages={"required": "เลือกหนึ่งตัวเลือก", "invalid_choice": "เลือกจากตัวเลือกที่มี"},
    )


class ProgressForm(PeriodFields):
    field_order = ("measure", "indicator", "activity", "performed", "outcomes", "period_start", "period_end")

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)
    measure = forms.ChoiceField(
        label="มาตรการที่รายงานผล",
        required=False,
        error_messages={"invalid_choice": "ไม่มีมาตรการนี้ในแผนของปีนี้: เลือกจากรายการ"},
    )
    indicator = fields.indicator()
    activity = fields.long_text("กิจกรรมที่ดำเนินการ")
    performed = fields.lines("ผลการดำเนินการ", rows=5)
    outcomes = fields.lines("ผลลัพธ์หรือความสำเร็จ", rows=4)
    budget_use = choice("งบประมาณ", [(USED, "ใช้งบประมาณ"), (NONE, "ไม่ใช้งบประมาณ"), (UNSAID, "ยังไม่ระบุ")])
    budget_amount = AmountField(label="จำนวนเงินที่ใช้ (บาท)", required=False)
    budget_source = CleanCharField(label="แหล่งงบประมาณหรือทรัพยากรที่ใช้", required=False)
    obstacles_told = choice("ปัญหาและอุปสรรค", TOLD)
    obstacles = fields.long_text("รายละเอียดปัญหาและอุปสรรค")
    suggestions_told = choice("ข้อเสนอแนะ", TOLD)
    suggestions = fields.long_text("รายละเอียดข้อเสนอแนะ")

    def __init__(self, *args, agency_year, framework, measures, entry=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fiscal_year = agency_year.fiscal_year
        self.measures = {str(measure.pk): measure for measure in measures}
        self.stored = {kind: entry.texts(kind) if entry else [] for kind in LINE_KINDS.values()}
        self.fields["measure"].choices = [
            ("", "กิจกรรมอื่นที่ไม่อยู่ในมาตรการ"),
            *((pk, f"{measure.key} {measure}") for pk, measure in self.measures.items()),
        ]
        self.fields["indicator"].choices = fields.indicator_choices(framework, entry.indicator if entry else "")

    def clean(self):
        super().clean()
        self.require_a_subject()
        self.agree_on_budget()
        self.agree_on_text("obstacles")
        self.agree_on_text("suggestions")
        if not self.errors and not self.says_anything:
            self.add_error("performed", "กรอกผลการดำเนินการ หรือกิจกรรม อย่างน้อยหนึ่งช่อง")
        return self.cleaned_data

    @property
    def says_anything(self):
        """A measure alone says nothing of what was done for it."""
        data = self.cleaned_data
        told = [data[name] for name in ("budget_use", "obstacles_told", "suggestions_told")]
        return any(data[name] for name in (*TEXTS, *PERIOD)) or any(value != UNSAID for value in told)

    def require_a_subject(self):
        if {"measure", "activity"} & self.errors.keys():
            return
        if not self.cleaned_data["measure"] and not self.cleaned_data["activity"]:
            self.add_error("activity", "เลือกมาตรการ หรือกรอกกิจกรรม อย่างน้อยหนึ่งช่อง")

    def agree_on_budget(self):
        use, amount = self.cleaned_data.get("budget_use"), self.cleaned_data.get("budget_amount")
        if "budget_amount" in self.errors:
            return
        if use == USED and not amount:
            self.add_error("budget_amount", "กรอกจำนวนเงินที่มากกว่า 0 หากไม่ใช้งบประมาณให้เลือก “ไม่ใช้งบประมาณ”")
        if use in (NONE, UNSAID) and amount:
            self.add_error("budget_use", "กรอกจำนวนเงินไว้ด้วย: เลือก “ใช้งบประมาณ” หรือลบจำนวนเงิน")

    def agree_on_text(self, name):
        told, text = self.cleaned_data.get(f"{name}_told"), self.cleaned_data.get(name)
        if told == SOME and not text and name not in self.errors:
            self.add_error(name, "กรอกรายละเอียด หากไม่มีให้เลือก “ไม่มี”")
        if told in (NONE, UNSAID) and text:
            self.add_error(f"{name}_told", "กรอกรายละเอียดไว้ด้วย: เลือก “มี” หรือลบรายละเอียด")

    def values(self):
        data = self.cleaned_data
        return {
            "measure": self.measures.get(data["measure"]),
            "indicator": data["indicator"],
            "activity": data["activity"],
            "budget_amount": {USED: data["budget_amount"], NONE: Decimal(0)}.get(data["budget_use"]),
            "budget_source": data["budget_source"],
            "obstacles": self.told("obstacles"),
            "suggestions": self.told("suggestions"),
            **self.period_values(),
        }

    def told(self, name):
        return {NONE: NONE_TEXT, SOME: self.cleaned_data[name]}.get(self.cleaned_data[f"{name}_told"], "")

    def lines(self):
        return {
            kind: fields.unless_same_lines(self.stored[kind], self.cleaned_data[name])
            for name, kind in LINE_KINDS.items()
        }


def initial_of(entry):
    """What a stored entry shows in the form."""
    columns = ("version", "key", "indicator", "activity", "budget_source", *PeriodFields.base_fields)
    return {
        **{name: getattr(entry, name) for name in columns},
        **{name: entry.texts(kind) for name, kind in LINE_KINDS.items()},
        "measure": str(entry.measure_id or ""),
        "budget_use": UNSAID if entry.budget_amount is None else USED if entry.budget_amount else NONE,
        "budget_amount": entry.budget_amount or None,
        **initial_of_text("obstacles", entry.obstacles),
        **initial_of_text("suggestions", entry.suggestions),
    }


def initial_of_text(name, text):
    told = {"": UNSAID, NONE_TEXT: NONE}.get(text, SOME)
    return {f"{name}_told": told, name: text if told == SOME else ""}
