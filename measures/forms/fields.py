"""Fields that measures and progress share: a text a row, codes of a framework."""

from django import forms
from django.core.exceptions import ValidationError

from assessments import thai
from assessments.thai_forms import CleanCharField, LinesField

MAX_ROWS, MAX_LENGTH = 100, 5000


def long_text(label, rows=2, **options):
    return CleanCharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), required=False, **options)


def lines(label, rows=3, help_text="บรรทัดละหนึ่งข้อ"):
    return LinesField(label=label, widget=forms.Textarea(attrs={"rows": rows}), required=False, help_text=help_text)


def issue():
    return forms.TypedChoiceField(
        label="ประเด็น",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "ไม่มีประเด็นที่ %(value)s: เลือกประเด็นที่ 1 ถึง 7 หรือไม่ระบุ"},
    )


def indicator():
    return forms.ChoiceField(
        label="ตัวชี้วัด",
        required=False,
        error_messages={"invalid_choice": "ไม่มีตัวชี้วัด %(value)s ในกรอบการประเมินนี้: เลือกจากรายการ"},
    )


class RowsWidget(forms.Widget):
    """One text area a row, with buttons that add, remove and move rows; they work without JavaScript."""

    template_name = "measures/widgets/rows.html"
    row_name = ""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name, []))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        texts = list(value or []) or [""]
        context["rows"] = [
            {
                "text": text,
                "index": index,
                "number": index + 1,
                "is_first": index == 0,
                "is_last": index == len(texts) - 1,
            }
            for index, text in enumerate(texts)
        ]
        context["row_name"] = self.row_name
        return context

    def id_for_label(self, id_):
        return f"{id_}_1" if id_ else id_


class RowsField(forms.Field):
    """A list of texts, each in its own box; empty boxes are left out."""

    widget = RowsWidget

    def __init__(self, *, row_name, **kwargs):
        super().__init__(**kwargs)
        self.widget.row_name = row_name

    def clean(self, value):
        texts = [text for text in map(thai.clean_text, value or []) if text]
        if len(texts) > MAX_ROWS:
            raise ValidationError(f"มี {len(texts)} รายการ ซึ่งเกิน {MAX_ROWS} รายการ")
        for number, text in enumerate(texts, start=1):
            if len(text) > MAX_LENGTH:
                raise ValidationError(f"รายการที่ {number} ยาว {len(text):,} อักขระ ซึ่งเกิน {MAX_LENGTH:,} อักขระ")
        return texts


def label_of(entry):
    return f"{entry.code} {entry.name}".strip()


def item_choices(framework, stored=()):
    """Items by indicator; codes that came with a file and are not of this framework stay choosable."""
    groups = [
        (f"ตัวชี้วัดที่ {label_of(indicator)}", [(item.code, label_of(item)) for item in framework.items_of(indicator.code)])
        for indicator in framework.indicators
    ]
    strange = [code for code in stored if framework.depth_of(code) != "item"]
    return [*groups, ("ข้อที่ไม่มีในกรอบการประเมิน", [(code, code) for code in strange])] if strange else groups


def issue_choices(framework):
    return [("", "ไม่ระบุ"), *((issue.number, f"{issue.number} {issue.name}") for issue in framework.issues)]


def indicator_choices(framework, stored=""):
    """Indicators, then sub-indicators, and what a file brought."""
    choices = [("", "ไม่ระบุ"), *((entry.code, label_of(entry)) for entry in framework.indicators)]
    choices += [(entry.code, label_of(entry)) for entry in framework.sub_indicators]
    if stored and stored not in dict(choices):
        choices.append((stored, stored))
    return choices


def in_stored_order(stored, chosen):
    """What was chosen, in the order that it already has; new ones follow."""
    return [text for text in stored if text in chosen] + [text for text in chosen if text not in stored]


def unless_same_lines(stored, typed):
    """A stored text may hold a line break of its own: what was not touched is not split."""
    shown = [line.strip() for line in thai.clean_text("\n".join(stored)).split("\n") if line.strip()]
    return list(stored) if shown == typed else typed
