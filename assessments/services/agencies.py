"""Agencies and their fiscal years: what is changed about an agency, and a year opened."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from assessments import writing
from assessments.models import AgencyFormerName, AgencyName, AgencyYear, Assessment
from assessments.services.scores import start_assessment


class YearExists(Exception):
    """The agency has this fiscal year already."""


class RenamedTooEarly(Exception):
    """The new name would begin before the present one did; `begun_on` is the day on which that began."""

    def __init__(self, begun_on):
        super().__init__()
        self.begun_on = begun_on


@transaction.atomic
def change_agency(*, agency, version, units, parents, by, renamed_on=None, **values):
    """True when anything differs; StaleVersion when somebody else wrote first.

    With `renamed_on`, the day from which a new name is valid, the old one is kept as a former name (may raise
    RenamedTooEarly); without it a new name is the correction of a slip.
    """
    old_name = agency.name
    changed = {name: (getattr(agency, name), value) for name, value in values.items() if getattr(agency, name) != value}
    names = {AgencyName.Kind.UNIT: (agency.units, units), AgencyName.Kind.PARENT: (agency.parents, parents)}
    new_names = {kind: pair for kind, pair in names.items() if pair[0] != pair[1]}
    if not changed and not new_names:
        return False
    written = {name: after for name, (_, after) in changed.items()}
    type(agency).objects.compare_and_set(agency, version, **written)
    _replace_names(agency, {kind: after for kind, (_, after) in new_names.items()})
    writing.record(agency, changed | {kind.label: pair for kind, pair in new_names.items()}, by=by)
    if renamed_on and "name" in changed:
        _keep_former_name(agency, old_name, renamed_on, by)
    return True


def _keep_former_name(agency, name, renamed_on, by):
    """Former names follow each other without a gap; the agency's row is held by what was just written to it."""
    latest = agency.former_names.first()
    begun_on = latest and latest.valid_until + timedelta(days=1)
    if begun_on and renamed_on <= begun_on:
        raise RenamedTooEarly(begun_on)
    row = AgencyFormerName.objects.create(
        agency=agency, name=name, valid_from=begun_on, valid_until=renamed_on - timedelta(days=1)
    )
    writing.record(row, {"valid_until": ("", row.valid_until)}, by=by)


def _replace_names(agency, texts_by_kind):
    agency.names.filter(kind__in=texts_by_kind).delete()
    AgencyName.objects.bulk_create(
        AgencyName(agency=agency, kind=kind, position=position, text=text)
        for kind, texts in texts_by_kind.items()
        for position, text in enumerate(texts)
    )


@transaction.atomic
def open_year(*, agency, fiscal_year, framework, by):
    """A new planning year with the results it answers, to be filled in by this framework."""
    try:
        with transaction.atomic():
            agency_year = AgencyYear.objects.create(agency=agency, fiscal_year=fiscal_year)
    except IntegrityError as error:
        raise YearExists from error
    writing.record(agency_year, {"fiscal_year": ("", fiscal_year)}, by=by)
    start_assessment(agency_year=agency_year, role=Assessment.Role.BASELINE, framework=framework, by=by)
    return agency_year
