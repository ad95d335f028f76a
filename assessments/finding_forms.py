"""The form of a finding: what it speaks of, how urgent it is, its causes and approaches."""

from django import forms

from assessments.analysis import URGENCY_HELP
from assessments.analysis_tables import entry_label
from assessments.conflicts import chosen, conflicts
from assessments.models import Urgency
from assessments.thai_forms import LinesField

LIST_HELP = "หนึ่งบรรทัดต่อหนึ่งเรื่อง"
LIST_ROWS = {"rows": 6}


class ItemBoxes(forms.CheckboxSelectMultiple):
    """Check boxes folded by indicator; a group opens where something in it is chosen."""

    template_name = "assessments/_finding_items.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["groups"] = [
            {"name": group, "options": options, "chosen": sum(option["selected"] for option in options)}
            for group, options, _ in groups
        ]
        return context


class VersionForm(forms.Form):
    """The version a person saw; None for what is no version, which never equals a stored one."""

    version = forms.IntegerField(label="รุ่นของข้อมูล", widget=forms.HiddenInput, required=False, min_value=1)

    @property
    def typed_version(self):
        return self.cleaned_data.get("version") if self.is_valid() else None


class FindingForm(VersionForm):
    issue = forms.TypedChoiceField(
        label="ประเด็น (7 ประเด็น)",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="เลือกประเด็นหรือตัวชี้วัดที่เรื่องนี้กล่าวถึง หรือเว้นไว้ทั้งคู่ก็ได้",
        error_messages={"invalid_choice": "ไม่มีประเด็น “%(value)s” ประเด็นมี 1 ถึง 7"},
    )
    indicator = forms.ChoiceField(
        label="ตัวชี้วัด",
        required=False,
        error_messages={"invalid_choice": "กรอบปีนี้ไม่มีตัวชี้วัด “%(value)s”"},
    )
    items = forms.MultipleChoiceField(
        label="ข้อที่เกี่ยวข้อง",
        required=False,
        widget=ItemBoxes,
        error_messages={"invalid_choice": "กรอบปีนี้ไม่มีข้อ “%(value)s” เลือกจากรายการ"},
    )
    lowest = forms.ChoiceField(
        label="ข้อที่ได้คะแนนน้อยที่สุด",
        required=False,
        help_text="เลือกจากข้อที่ทำเครื่องหมายไว้ด้านบน",
        error_messages={"invalid_choice": "กรอบปีนี้ไม่มีข้อ “%(value)s” เลือกจากรายการ"},
    )
    urgency = forms.ChoiceField(
        label="ความเร่งด่วน",
        choices=Urgency.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        help_text=URGENCY_HELP,
        error_messages={"required": "เลือกความเร่งด่วน", "invalid_choice": "ไม่มีความเร่งด่วน “%(value)s”"},
    )
    causes = LinesField(label="สาเหตุ", required=False, help_text=LIST_HELP, widget=forms.Textarea(LIST_ROWS))
    approaches = LinesField(
        label="แนวทางการยกระดับ", required=False, help_text=LIST_HELP, widget=forms.Textarea(LIST_ROWS)
    )

    def __init__(self, data=None, *args, framework, **kwargs):
        super().__init__(chosen(data), *args, **kwargs)
        self.fields["issue"].choices = [("", "— ไม่ระบุประเด็น —"), *issue_choices(framework)]
        self.fields["indicator"].choices = [("", "— ไม่ระบุตัวชี้วัด —"), *indicator_choices(framework)]
        self.fields["items"].choices = item_choices(framework)
        self.fields["lowest"].choices = [("", "— ไม่ระบุ —"), *item_choices(framework)]
        for name in ("causes", "approaches"):
            self.fields[name].error_messages["max_length"] = too_long(self.fields[name])

    def clean(self):
        values = super().clean()
        self._require_text(values)
        lowest, items = values.get("lowest"), values.get("items")
        if lowest and items and lowest not in items:
            self.add_error("lowest", f"{lowest} ไม่อยู่ในข้อที่เลือก ทำเครื่องหมายข้อนี้ด้วย หรือเลือกข้อที่ทำเครื่องหมายไว้")
        return values

    def _require_text(self, values):
        if {"causes", "approaches"} & self.errors.keys() or values["causes"] or values["approaches"]:
            return
        self.add_error("causes", "กรอกสาเหตุหรือแนวทางการยกระดับอย่างน้อยหนึ่งเรื่อง")

    @property
    def values(self):
        """The finding as the services take it, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def differences(self, stored):
        """What is stored now, as stored_values gives it, and was typed otherwise."""
        return conflicts(self, stored)

    def with_version(self, version):
        """The same typed values on top of the version that stands now."""
        self.data = self.data.copy()
        self.data["version"] = version
        return self


def stored_values(finding):
    """A stored finding as the form's values."""
    return {
        "issue": finding.issue,
        "indicator": finding.indicator,
        "items": finding.texts("item"),
        "lowest": finding.lowest,
        "urgency": finding.urgency,
        "causes": finding.texts("cause"),
        "approaches": finding.texts("approach"),
    }


def too_long(field):
    return f"ยาว %(length)s ตัวอักษร เกิน {field.max_length:,} ตัวอักษรที่รับได้ ตัดให้สั้นลงแล้วบันทึกอีกครั้ง"


def issue_choices(framework):
    return [(issue.number, f"{issue.number}. {issue.name}") for issue in framework.issues]


def indicator_choices(framework):
    return [(entry.code, f"{entry.code} {entry.name}") for entry in framework.indicators]


def item_choices(framework):
    """Items folded by indicator, as a choice field takes them."""
    return [
        (
            f"{entry_label(framework, indicator.code)} ({indicator.instrument})",
            [(item.code, f"{item.code} {item.name}".strip()) for item in framework.items_of(indicator.code)],
        )
        for indicator in framework.indicators
    ]
