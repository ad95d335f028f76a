"""Two people edited the same row: what each field holds now beside what was typed."""

from datetime import date
from decimal import Decimal

from django.forms import HiddenInput

from assessments import thai


def conflicts(form, stored):
    """Fields that differ, in the order of the form. `stored` is what the form would show of the row as it is now."""
    shown = (
        {
            "label": field.label,
            "typed": as_shown(field, form.cleaned_data[name]),
            "stored": as_shown(field, stored[name]),
        }
        for name, field in form.fields.items()
        if name in stored and not isinstance(field.widget, HiddenInput)
    )
    return [pair for pair in shown if pair["typed"] != pair["stored"]]


def as_shown(field, value):
    names = choice_names(getattr(field, "choices", ()))
    if isinstance(value, list):
        return "\n".join(names.get(str(entry), str(entry)) for entry in value)
    if isinstance(value, date):
        return thai.long_date(value)
    if isinstance(value, Decimal):
        return thai.baht(value)
    return "" if value in (None, "") else names.get(str(value), str(value))


def choice_names(choices):
    """Labels by value, of flat and of grouped choices."""
    flat = {}
    for value, label in choices:
        flat |= dict(label) if isinstance(label, list) else {str(value): str(label)}
    return flat


def retyped(form, form_class, kwargs, **renewed):
    """The same typed form with other values in its hidden fields, such as the version that stands now."""
    data = form.data.copy()
    for name, value in renewed.items():
        data[name] = value
    form = form_class(**{**kwargs, "data": data})
    form.full_clean()
    return form
