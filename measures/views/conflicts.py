"""Two people edited the same row: what each field holds now beside what was typed."""

from datetime import date
from decimal import Decimal

from django.forms import HiddenInput

from assessments import thai


def conflicts(form, stored):
    """Fields that differ, in the order of the form. `stored` is what the form would show of the row as it is now."""
    pairs = ((name, field, form.cleaned_data[name], stored.get(name)) for name, field in form.fields.items())
    return [
        {"label": field.label, "typed": as_shown(field, typed), "stored": as_shown(field, now)}
        for name, field, typed, now in pairs
        if name in stored
        and not isinstance(field.widget, HiddenInput)
        and as_shown(field, typed) != as_shown(field, now)
    ]


def as_shown(field, value):
    names = choice_names(getattr(field, "choices", ()))
    if isinstance(value, list):
        return "\n".join(names.get(str(entry), str(entry)) for entry in value)
    if isinstance(value, date):
        return thai.long_date(value)
    if isinstance(value, Decimal):
        return thai.baht(value)
    return "" if value is None else names.get(str(value), str(value))


def choice_names(choices):
    """Labels by value, of flat and of grouped choices."""
    flat = {}
    for value, label in choices:
        flat |= dict(label) if isinstance(label, list) else {str(value): str(label)}
    return flat


def with_version(form, form_class, kwargs, version):
    """The same typed form, carrying the version that stands now."""
    data = form.data.copy()
    data["version"] = version
    renewed = form_class(**{**kwargs, "data": data})
    renewed.full_clean()
    return renewed
