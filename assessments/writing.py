"""How every editable row is written: compare-and-set on its version, with change rows in the same transaction.

Services call these inside transaction.atomic; nothing else changes stored state. Whoever writes comes through here, so
here is asked whether the step is open today (YearLocked). A command at the machine, which has no person, is not bound.
"""

from datetime import date, datetime
from decimal import Decimal

from django.core.files import File
from django.utils.timezone import localdate

from assessments import thai
from assessments.models import Agency, AgencyYear, Change, Target
from assessments.open_steps import ensure_open
from assessments.templatetags.thai import spoken_code, thai_moment
from assessments.versioning import StaleVersion
from assessments.windows import step_of_row


def create(model, *, by, lines=None, **values):
    """A new row with its lists of texts ({kind: texts}), recorded as one change a field."""
    check_open(model(**values), by=by)  # before files of the row are stored
    row = model.objects.create(**values)
    written = {name: value for name, value in values.items() if name not in ("agency_year", "position")}
    _append(row, {name: ("", value) for name, value in written.items()}, by)
    replace_lines(row, lines or {}, by=by)
    return row


def edit(row, *, version, by, lines=None, **values):
    """Write what differs; True when anything did. Raises StaleVersion when somebody else wrote first."""
    changed = {name: (getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value}
    new_lines = {kind: texts for kind, texts in (lines or {}).items() if row.texts(kind) != list(texts)}
    if not changed and not new_lines:
        return False
    check_open(row, by=by)
    type(row).objects.compare_and_set(row, version, **{name: after for name, (_, after) in changed.items()})
    _append(row, changed, by)
    replace_lines(row, new_lines, by=by)
    return True


def remove(row, *, version, by):
    """Delete a row that still has this version; what it held stays readable in the history."""
    check_open(row, by=by)
    if row.version != version or not type(row).objects.filter(pk=row.pk, version=version).exists():
        raise StaleVersion(type(row).objects.filter(pk=row.pk).first())
    _append(row, {"": (label_of(row), "")}, by)
    row.delete()


def replace_lines(row, lines, *, by):
    """Put these texts in place of the row's lists of the same kinds."""
    if not lines:
        return
    model, owner = row.lines.model, row.lines.field.name
    _append(row, {kind: (row.texts(kind), list(texts)) for kind, texts in lines.items()}, by)
    row.lines.filter(kind__in=lines).delete()
    model.objects.bulk_create(
        model(**{owner: row}, kind=kind, position=position, text=text)
        for kind, texts in lines.items()
        for position, text in enumerate(texts)
    )
    getattr(row, "_prefetched_objects_cache", {}).pop("lines", None)


def record(row, changed, *, by):
    """Append change rows of what was written elsewhere: {field: (before, after)}; equal pairs are left out."""
    if any(as_text(before) != as_text(after) for before, after in changed.values()):
        check_open(row, by=by)
        _append(row, changed, by)


def record_import(row, changed, *, by, locked=None):
    """As `record`, for what an administrator imports: no window stops it, but the history says that it was closed."""
    note = {"ช่วงเวลา": ("", f"นำเข้าโดยผู้ดูแลนอกช่วงเวลาเปิดรับ: {locked.fact}")} if locked else {}
    _append(row, changed | note, by)


def check_open(row, *, by):
    """Raises YearLocked when the step that the row belongs to is not open for its agency today."""
    step = step_of_row(row._meta.label_lower, getattr(row, "role", ""))
    if step and by is not None:
        ensure_open(*place_of(row), step, localdate())


def _append(row, changed, by):
    agency, fiscal_year = place_of(row)
    Change.objects.bulk_create(
        Change(
            by=by,
            agency=agency,
            fiscal_year=fiscal_year,
            record=label_of(row)[:300],
            field=field_label(row, name),
            before=as_text(shown(row, name, before)),
            after=as_text(shown(row, name, after)),
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
        return row.agency, getattr(row, "fiscal_year", None)
    return place_of(row.agency_year if hasattr(row, "agency_year") else row.assessment)


def label_of(row):
    code = shown(row, "code", getattr(row, "code", ""))
    return f"{row._meta.verbose_name} {getattr(row, 'key', '') or code or row}".strip()


def field_label(row, name):
    """The Thai name of a field or of a list of texts."""
    names = {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}
    if hasattr(row, "lines"):
        names |= dict(row.lines.model.Kind.choices)
    return str(names.get(name, name))


def shown(row, name, value):
    """A choice by its Thai label, what a target is for by its Thai name."""
    if isinstance(row, Target) and name == "code":
        return "คะแนนรวม" if value == "total" else spoken_code(value)
    choices = {field.name: dict(field.flatchoices) for field in row._meta.concrete_fields}.get(name, {})
    return value if isinstance(value, list | tuple) else choices.get(value, value)


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, list | tuple):
        return "\n".join(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, File):
        return value.name or ("ไฟล์ที่ไม่มีชื่อ" if value else "")
    if isinstance(value, datetime):
        return thai_moment(value)
    return thai.long_date(value) if isinstance(value, date) else str(value)
