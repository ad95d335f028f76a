"""The catalogue: what is looked for, one entry of the agency's own, and what a new measure takes over from either."""

from django import forms

from assessments.thai_forms import CleanCharField
from measures.catalogue.loading import own_catalogue
from measures.forms import fields

LINE_KINDS = {"causes": "cause", "approach": "approach", "improvement": "improvement", "responsible": "responsible"}
COLUMNS = ("title", "issue", "indicator", "monitoring")


class CatalogueSearch(forms.Form):
    q = CleanCharField(label="ค้นด้วยคำ", required=False, max_length=200, help_text="หลายคำให้เว้นวรรค")
    item = forms.ChoiceField(
        label="ข้อ",
        required=False,
        error_messages={"invalid_choice": "ไม่มีข้อ %(value)s ในกรอบการประเมินนี้: เลือกจากรายการ"},
    )
    indicator = fields.indicator()
    issue = fields.issue()

    def __init__(self, *args, framework, **kwargs):
        super().__init__(*args, **kwargs)
        instruments = [(entry.code, fields.label_of(entry)) for entry in framework.instruments]
        self.fields["item"].choices = [("", "ไม่ระบุ"), *fields.item_choices(framework)]
        self.fields["indicator"].choices = [*fields.indicator_choices(framework), *instruments]
        self.fields["issue"].choices = fields.issue_choices(framework)

    @property
    def asked(self):
        """What is looked for, as the service takes it; empty when nothing is, or nothing that there is."""
        if not self.is_valid():
            return {}
        data = self.cleaned_data
        asked = {"code": data["item"] or data["indicator"], "issue": data["issue"], "text": data["q"]}
        return {name: value for name, value in asked.items() if value}


class EntryForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    topic = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    title = fields.long_text("ชื่อมาตรการ โครงการ หรือกิจกรรม")
    issue = fields.issue()
    indicator = fields.indicator()
    causes = fields.lines("สาเหตุ")
    approach = fields.lines("แนวทาง")
    improvement = fields.lines("ประเด็นที่จะพัฒนาให้ดีขึ้น")
    steps = fields.RowsField(label="ขั้นตอนหรือวิธีการปฏิบัติ", row_name="ขั้นตอนที่", required=False)
    responsible = fields.lines("ผู้รับผิดชอบ", rows=2)
    monitoring = fields.long_text("การกำกับติดตามและรายงานผล", rows=3)

    def __init__(self, *args, framework, entry=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = {kind: entry.texts(kind) if entry else [] for kind in LINE_KINDS.values()}
        self.fields["title"].required = True
        self.fields["title"].error_messages["required"] = "กรอกชื่อมาตรการ โครงการ หรือกิจกรรม"
        self.fields["issue"].choices = fields.issue_choices(framework)
        self.fields["indicator"].choices = fields.indicator_choices(framework, entry.indicator if entry else "")

    def clean_topic(self):
        """A key that the catalogue does not have is no topic."""
        return self.cleaned_data["topic"] if own_catalogue().topic(self.cleaned_data["topic"]) else ""

    def values(self):
        return {name: self.cleaned_data[name] for name in ("topic", *COLUMNS)}

    def lines(self):
        typed = {kind: self.cleaned_data[name] for name, kind in LINE_KINDS.items()}
        kept = {kind: fields.unless_same_lines(self.stored[kind], texts) for kind, texts in typed.items()}
        return {**kept, "step": self.cleaned_data["steps"]}


def initial_of_entry(entry):
    """What a stored entry shows in its form."""
    return {
        **{name: getattr(entry, name) for name in ("version", "topic", *COLUMNS)},
        **{name: entry.texts(kind) for name, kind in LINE_KINDS.items()},
        "steps": entry.texts("step"),
    }


def measure_from_entry(entry, units):
    """What a new measure takes over from an entry of the agency's own."""
    shown = initial_of_entry(entry)
    responsible = shown.pop("responsible")
    del shown["version"], shown["topic"]
    return {
        **shown,
        "units": [text for text in responsible if text in units],
        "other_responsible": [text for text in responsible if text not in units],
    }


def measure_from_topic(topic, suggestion, unit):
    """What a new measure takes over from the project's catalogue; `unit` is the agency's own, "" when none fits."""
    return {
        "title": suggestion.title,
        "steps": list(suggestion.steps),
        "monitoring": suggestion.monitoring,
        "improvement": [suggestion.outcome],
        "causes": list(topic.causes),
        "approach": list(topic.approaches),
        "units": [unit] if unit else [],
    }


def subject_of(framework, code):
    """What a measure for this item, indicator or instrument is filed under, when it is no weak point."""
    entry = framework.entries.get(code)
    if framework.depth_of(code) != "item":
        return {"indicator": code} if entry else {}
    return {"items": [code], "indicator": entry.indicator, "issue": entry.issues[0] if entry.issues else None}
