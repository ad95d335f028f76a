"""Two people edited the same row: where they differ, and which of the two values goes on.

The page gives each field two radio buttons, so that the choice works without JavaScript. They post choose-<field>
("theirs" or "mine") and, hidden, theirs-<field> (the stored value as the field would post it, JSON) and typed-<field>
(a mark of what the form held then). What is typed after the choice counts more than the choice: no text is lost.
"""

import hashlib
import json
from datetime import date, datetime

from django.forms import HiddenInput

from assessments import thai
from assessments.templatetags.thai import thai_moment

SHOWN = "shown"  # hidden field: marks of what the form showed when it was opened, by field


class Difference(dict):
    """What a page shows of a field: label, stored, typed. How the choice is posted stands beside it as attributes."""

    def __init__(self, shown, form, name, value):
        super().__init__(shown)
        self.name = name
        self.theirs = json.dumps(posted_texts(form.fields[name], value), ensure_ascii=False)
        self.typed_mark = mark(typed_texts(form, name))
        self.is_theirs = was_untouched(form, name)


def conflicts(form, stored):
    """Fields that differ, in the order of the form. `stored` is what the form would show of the row as it is now."""
    shown = {
        name: {
            "label": field.label,
            "stored": as_shown(field, stored[name]),
            "typed": as_shown(field, form.cleaned_data[name]),
        }
        for name, field in form.fields.items()
        if name in stored and not isinstance(field.widget, HiddenInput)
    }
    return [
        Difference(pair, form, name, stored[name]) for name, pair in shown.items() if pair["stored"] != pair["typed"]
    ]


def as_shown(field, value):
    names = choice_names(getattr(field, "choices", ()))
    if isinstance(value, list):
        return "\n".join(names.get(str(entry), str(entry)) for entry in value)
    if isinstance(value, datetime):
        return thai_moment(value)
    if isinstance(value, date):
        return thai.long_date(value)
    return "" if value in (None, "") else names.get(str(value), str(field.prepare_value(value)))


def choice_names(choices):
    """Labels by value, of flat and of grouped choices."""
    flat = {}
    for value, label in choices:
        flat |= dict(label) if isinstance(label, list) else {str(value): str(label)}
    return flat


def chosen(data):
    """Posted data with the stored value in the place of the typed one where that was chosen."""
    named = [name.removeprefix("choose-") for name in data or () if name.startswith("choose-")]
    taken = [name for name in named if data[f"choose-{name}"] == "theirs" and _is_as_typed(data, name)]
    if not taken:
        return data
    data = data.copy()
    for name in taken:
        data.setlist(name, _texts_in(data.get(f"theirs-{name}")))
    return data


def _is_as_typed(data, name):
    return mark(data.getlist(name)) == data.get(f"typed-{name}") and _texts_in(data.get(f"theirs-{name}")) is not None


def _texts_in(text):
    try:
        texts = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    is_list_of_texts = isinstance(texts, list) and all(isinstance(entry, str) for entry in texts)
    return texts if is_list_of_texts else None


def posted_texts(field, value):
    """A value as a browser posts the field that shows it."""
    shown = field.prepare_value(value)
    if shown is None or shown == "":
        return []
    return [str(entry) for entry in shown] if isinstance(shown, list | tuple) else [str(shown)]


def typed_texts(form, name):
    data, name = form.data, form.add_prefix(name)
    return data.getlist(name) if hasattr(data, "getlist") else posted_texts(form.fields[name], data.get(name))


def mark(texts):
    """Short, and the same however a browser writes line ends and blank boxes."""
    kept = [text.replace("\r\n", "\n").strip() for text in texts]
    return hashlib.sha256("\0".join(filter(None, kept)).encode()).hexdigest()[:12]


def shown_marks(form):
    """For the hidden field: what the form shows as it is opened; shown again, what it was opened with."""
    if form.is_bound:
        return form.data.get(SHOWN, "")
    visible = [bound for bound in form if not bound.is_hidden]
    return json.dumps({bound.name: mark(posted_texts(bound.field, bound.initial)) for bound in visible})


def was_untouched(form, name):
    """Whether the person left this field as it was shown: then the other's edit stands unless they say otherwise."""
    try:
        marks = json.loads(form.data.get(SHOWN, ""))
    except (ValueError, RecursionError):
        return False
    return isinstance(marks, dict) and marks.get(name) == mark(typed_texts(form, name))
