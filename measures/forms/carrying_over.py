"""What becomes of each measure of the earlier plan: a choice and a reason a measure, in one form."""

from django import forms

from measures.forms import fields
from measures.models import CarryDecision
from measures.services.carrying_over import REASON_WANTED, Chosen, seen_as

Choice = CarryDecision.Choice
UNDECIDED = ("", "ยังไม่ตัดสินใจ")


class CarryForm(forms.Form):
    """`lines` are those of carry_page.py; of each the fields are named by its source's row."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.add_fields(line)

    def add_fields(self, line):
        key, is_open = line.source.pk, line.is_open
        self.fields[f"choice-{key}"] = forms.ChoiceField(
            label=f"มาตรการ {line.source.key} ในปีนี้",
            choices=[UNDECIDED, *Choice.choices] if is_open else Choice.choices,
            widget=forms.RadioSelect,
            required=False,
            initial="" if is_open else line.decision.choice,
            error_messages={"invalid_choice": "เลือกจากตัวเลือกที่มี"},
        )
        reason = "" if line.decision is None else line.decision.reason
        self.fields[f"reason-{key}"] = fields.long_text(
            f"เหตุผลของมาตรการ {line.source.key}",
            help_text="จำเป็นเมื่อปรับปรุงหรือหยุด",
            initial=reason,
            max_length=fields.MAX_LENGTH,
        )
        self.fields[f"seen-{key}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=seen_as(line.decision)
        )

    def of(self, line):
        """The boxes of one line for the page."""
        return {name: self[f"{name}-{line.source.pk}"] for name in ("choice", "reason", "seen")}

    def chosen(self, *, rest=""):
        """What is to be decided; `rest` is the choice for every measure that stands open and was left undecided."""
        typed = (self.typed(line, rest if line.is_open else "") for line in self.lines)
        return [chosen for chosen in typed if chosen.choice]

    def typed(self, line, otherwise):
        value = {name: self.cleaned_data[f"{name}-{line.source.pk}"] for name in ("choice", "reason", "seen")}
        return Chosen(line.source.pk, value["choice"] or otherwise, value["reason"], value["seen"])

    def refuse(self, faults):
        """Faults of the service, at the box that mends each."""
        for source, fault in faults.items():
            field = f"{'reason' if fault == REASON_WANTED else 'choice'}-{source}"
            self.add_error(field if field in self.fields else None, fault)
