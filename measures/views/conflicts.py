"""Two people edited the same row of a plan: the comparison, and the typed form over the version that stands now."""

from assessments.conflicts import as_shown, chosen, conflicts

__all__ = ["as_shown", "chosen", "conflicts", "retyped"]


def retyped(form, form_class, kwargs, **renewed):
    """The same typed form with other values in its hidden fields, such as the version that stands now."""
    data = form.data.copy()
    for name, value in renewed.items():
        data[name] = value
    form = form_class(**{**kwargs, "data": data})
    form.full_clean()
    return form
