"""Services that decide how an agency's documents are made up, and what stands while it has decided nothing."""

from types import MappingProxyType

from django.db import IntegrityError, transaction

from assessments.versioning import StaleVersion
from assessments.writing import create, edit, record, remove
from reports.documents.composing import Setup
from reports.documents.parts import KNOWN_PARTS
from reports.models import DocumentPart, DocumentSetup


def setup_for(agency_year, kind) -> Setup:
    """This year's own, else the latest earlier year's without its date: a choice is remembered for the next year."""
    row = latest_setup(agency_year, kind)
    return setup_of(row, is_own=row.agency_year_id == agency_year.pk) if row else Setup()


def setup_of(row, *, is_own=True) -> Setup:
    layouts = {"measures": row.measures_layout, "progress": row.progress_layout}
    return Setup(
        parts=tuple((part.key, part.is_on) for part in row.parts.all()),
        layouts=MappingProxyType({of: name for of, name in layouts.items() if name}),
        signatory_name=row.signatory_name,
        signatory_position=row.signatory_position,
        signed_on=row.signed_on if is_own else None,
    )


def latest_setup(agency_year, kind):
    """The row that counts for this year, this year's own or an earlier one's, or None."""
    rows = DocumentSetup.objects.filter(agency_year__agency=agency_year.agency_id, kind=kind)
    earlier = rows.filter(agency_year__fiscal_year__lte=agency_year.fiscal_year)
    newest = earlier.select_related("agency_year").order_by("-agency_year__fiscal_year")
    return newest.prefetch_related("parts").first()


@transaction.atomic
def save_setup(*, agency_year, kind, parts, version, by, **values):
    """`parts` pairs keys with whether they are shown, in order. True when anything changed.

    Version 0 while this year has no row of its own. StaleVersion when somebody else wrote first.
    """
    row = agency_year.document_setups.filter(kind=kind).first()
    if (row.version if row else 0) != version:
        raise StaleVersion(row)
    if row is None:
        row = create_setup(agency_year, kind, values, by)
        write_parts(row, parts, by)
        return True
    before = parts_of(row)
    changed = edit(row, version=version, by=by, **values)
    if before == tuple(parts):
        return changed
    if not changed:
        DocumentSetup.objects.compare_and_set(row, version)
    write_parts(row, parts, by)
    return True


def create_setup(agency_year, kind, values, by):
    try:
        with transaction.atomic():
            return create(DocumentSetup, by=by, agency_year=agency_year, kind=kind, **values)
    except IntegrityError:
        raise StaleVersion(agency_year.document_setups.filter(kind=kind).first()) from None


def parts_of(row):
    return tuple(row.parts.values_list("key", "is_on"))


def write_parts(row, parts, by):
    record(row, {"ส่วนของเอกสาร": (named(row.kind, parts_of(row)), named(row.kind, parts))}, by=by)
    row.parts.all().delete()
    DocumentPart.objects.bulk_create(
        DocumentPart(setup=row, key=key, is_on=is_on, position=position) for position, (key, is_on) in enumerate(parts)
    )


def named(kind, parts):
    """The parts in words, for the history."""
    names = {part.key: part.name for part in KNOWN_PARTS[kind]}
    return [names.get(key, key) if is_on else f"{names.get(key, key)} (ไม่แสดง)" for key, is_on in parts]


@transaction.atomic
def drop_setup(*, setup, version, by):
    """Back to what the portal or an earlier year says; what was chosen stays in the history."""
    remove(setup, version=version, by=by)
