"""How every editable row is written: compare-and-set on its version, with change rows in the same transaction.

Services call these inside transaction.atomic; nothing else changes stored state.
"""

from datetime import date
from decimal import Decimal

from assessments import thai
from assessments.models import Agency, AgencyYear, Change
from assessments.versioning import StaleVersion


def create(model, *, by, lines=None, **values):
    """A new row with its lists of texts ({kind: texts}), recorded as one change a field."""
    row = model.objects.create(**values)
    written = {name: value for name, value in values.items() if name not in ("agency_year", "position")}
    record(row, {name: ("", value) for name, value in written.items()}, by=by)
    replace_lines(row, lines or {}, by=by)
    return row


def edit(row, *, version, by, lines=None, **values):
    """Write what differs; True when anything did. Raises StaleVersion when somebody else wrote first."""
    changed = {name: (getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value}
    new_lines = {kind: texts for kind, texts in (lines or {}).items() if row.texts(kind) != list(texts)}
    if not changed and not new_lines:
        return False
    type(row).objects.compare_and_set(row, version, **{name: after for name, (_, after) in changed.items()})
    record(row, changed, by=by)
    replace_lines(row, new_lines, by=by)
    return True


def remove(row, *, version, by):
    """Delete a row that still has this version; what it held stays readable in the history."""
    if row.version != version or not type(row).objects.filter(pk=row.pk, version=version).exists():
        raise StaleVersion(type(row).objects.filter(pk=row.pk).first())
    record(row, {"": (label_of(row), "")}, by=by)
    row.delete()


def replace_lines(row, lines, *, by):
    """Put these texts in place of the row's lists of the same kinds."""
    if not lines:
        return
    model, owner = row.lines.model, row.lines.field.name
    record(row, {kind: (row.texts(kind), list(texts)) for kind, texts in lines.items()}, by=by)
    row.lines.filter(kind__in=lines).delete()
    model.objects.bulk_create(
        model(**{owner: row}, kind=kind, position=position, text=text)
        for kind, texts in lines.items()
        for position, text in enumerate(texts)
    )
    getattr(row, "_prefetched_objects_cache", {}).pop("lines", None)


def record(row, changed, *, by):
    """Append change rows: {field: (before, after)}; equal pairs are left out."""
    agency, fiscal_year = place_of(row)
    Change.objects.bulk_create(
        Change(
            by=by,
            agency=agency,
            fiscal_year=fiscal_year,
            record=label_of(row)[:300],
            field=field_label(row, name),
            before=as_text(before),
            after=as_text(after),
        )
        for name, (before, after) in changed.items()
        if as_text(before) != as_text(after)
    )


def place_of(row):
    """The agency and fiscal year whose history a row belongs to."""
    if isinstance(row, Agency):
        return row, None
    if isinstance(row, AgencyYear):
        return row.agency, row.fiscal_year
    if hasattr(row, "agency"):
        return row.agency, None
    return place_of(row.agency_year if hasattr(row, "agency_year") else row.assessment)


def label_of(row):
    return f"{row._meta.verbose_name} {getattr(row, 'key', '') or getattr(row, 'code', '') or row}".strip()


def field_label(row, name):
    """The Thai name of a field or of a list of texts."""
    names = {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}
    if hasattr(row, "lines"):
        names |= dict(row.lines.model.Kind.choices)
    return str(names.get(name, name))


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, list | tuple):
        return "\n".join(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return thai.long_date(value) if isinstance(value, date) else str(value)
