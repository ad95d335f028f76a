"""Agencies and their fiscal years: what is changed about an agency, and a year opened."""

from django.db import IntegrityError, transaction

from assessments import writing
from assessments.models import AgencyName, AgencyYear, Assessment
from assessments.services.scores import start_assessment


class YearExists(Exception):
    """The agency has this fiscal year already."""


@transaction.atomic
def change_agency(*, agency, version, units, parents, by, **values):
    """True when anything differs; StaleVersion when somebody else wrote first."""
    changed = {name: (getattr(agency, name), value) for name, value in values.items() if getattr(agency, name) != value}
    names = {AgencyName.Kind.UNIT: (agency.units, units), AgencyName.Kind.PARENT: (agency.parents, parents)}
    new_names = {kind: pair for kind, pair in names.items() if pair[0] != pair[1]}
    if not changed and not new_names:
        return False
    written = {name: after for name, (_, after) in changed.items()}
    type(agency).objects.compare_and_set(agency, version, **written)
    _replace_names(agency, {kind: after for kind, (_, after) in new_names.items()})
    writing.record(agency, changed | {kind.label: pair for kind, pair in new_names.items()}, by=by)
    return True


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
