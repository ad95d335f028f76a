"""Adding, changing and removing what was reported about the measures."""

from django.db import transaction

from assessments import writing
from measures.services import in_plan


@transaction.atomic
def add_entry(*, agency_year, key, values, lines, by):
    """(entry, True), or (entry, False) when the same form was saved before."""
    in_plan.lock(agency_year)
    return in_plan.add_once(agency_year.progress_entries, key=key, prefix="p", by=by, lines=lines, **values)


@transaction.atomic
def change_entry(*, entry, version, values, lines, by):
    """True when anything differs; StaleVersion when somebody else wrote first."""
    return writing.edit(entry, version=version, by=by, lines=lines, **values)


@transaction.atomic
def remove_entry(*, entry, version, by):
    writing.remove(entry, version=version, by=by)
