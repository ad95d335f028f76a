"""What every ordered row of an agency-year has in common: adding once at the end of the list, and changing places."""

import re

from django.db.models import Max

from assessments import writing
from assessments.models import AgencyYear, Change
from measures.planning import next_key


def lock(agency_year):
    """Writers of the same agency-year's lists go one after another (SQLite queues them by itself)."""
    AgencyYear.objects.select_for_update().get(pk=agency_year.pk)


def next_position(rows):
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def free_key(rows, prefix):
    """Never one that was used before: published documents name a measure by its key."""
    return next_key(prefix, [*rows.values_list("key", flat=True), *keys_in_history(rows)])


def keys_in_history(rows):
    """Keys of this agency-year's rows, the deleted ones too, as the history labels them (writing.label_of)."""
    agency_year, label = rows.instance, f"{rows.model._meta.verbose_name} "
    told = Change.objects.filter(agency=agency_year.agency_id, fiscal_year=agency_year.fiscal_year)
    records = told.filter(record__startswith=label).order_by().values_list("record", flat=True).distinct()
    return [record.removeprefix(label) for record in records]


def add_once(rows, *, key, prefix, by, lines, **values):
    """(row, True) for a new row; (the stored row, False) when this very form was already saved under this key.

    The form carries the key it was opened with. A second press of the button finds its own row; another person who
    opened a form at the same time has other contents and is given the next free key.
    """
    twin = rows.filter(key=key).prefetch_related("lines").first()
    if twin and holds(twin, values, lines):
        return twin, False
    if twin or not re.fullmatch(rf"{prefix}[1-9][0-9]{{0,6}}", key):
        key = free_key(rows, prefix)
    row = writing.create(
        rows.model, by=by, position=next_position(rows), key=key, lines=lines, agency_year=rows.instance, **values
    )
    return row, True


def holds(row, values, lines):
    same_values = all(getattr(row, name) == value for name, value in values.items())
    return same_values and all(row.texts(kind) == texts for kind, texts in lines.items())


def move_past(row, neighbour, *, by):
    """Put the row where its neighbour stands. The order is no field of the edit form, so versions stay as they are."""
    rows = list(type(row).objects.filter(agency_year=row.agency_year))
    if row not in rows or neighbour not in rows:
        return
    before, after = rows.index(row), rows.index(neighbour)
    rows.insert(after, rows.pop(before))
    for position, moved in enumerate(rows):
        if moved.position != position:
            type(row).objects.filter(pk=moved.pk).update(position=position)
    writing.record(row, {"ลำดับ": (before + 1, after + 1)}, by=by)
