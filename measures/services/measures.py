"""Adding, changing, moving and removing the measures of a plan."""

from django.db import transaction

from assessments import writing
from measures.models import CarryDecision, Measure
from measures.services import in_plan


class MeasureReported(Exception):
    """A progress entry refers to the measure, so it cannot be deleted."""


class DraftToBeChanged(Exception):
    """Somebody decided that this measure is to be changed, and nobody has, so it cannot be taken as it is."""


@transaction.atomic
def add_measure(*, agency_year, key, values, lines, by):
    """(measure, True), or (measure, False) when the same form was saved before."""
    in_plan.lock(agency_year)
    return in_plan.add_once(agency_year.measures, key=key, prefix="m", by=by, lines=lines, **values)


def add_draft(agency_year, *, lines, by, **values):
    """A measure that somebody has still to read, at the end of the plan. Called under the lock of the year."""
    rows = agency_year.measures
    place = {"position": in_plan.next_position(rows), "key": in_plan.free_key(rows, "m")}
    return writing.create(Measure, by=by, agency_year=agency_year, is_draft=True, lines=lines, **place, **values)


@transaction.atomic
def change_measure(*, measure, version, values, lines, by):
    """True when anything differs; StaleVersion when somebody else wrote first. Who saves a draft has read it."""
    return writing.edit(measure, version=version, by=by, lines=lines, is_draft=False, **values)


@transaction.atomic
def accept_draft(*, measure, version, by):
    """Somebody read the draft and takes it as it is; False when it was no draft any more.

    Raises DraftToBeChanged where it was carried over to be changed.
    """
    in_plan.lock(measure.agency_year)
    if is_to_be_changed(measure):
        raise DraftToBeChanged
    return writing.edit(measure, version=version, by=by, is_draft=False)


def is_to_be_changed(measure):
    decisions = CarryDecision.objects.filter(measure=measure, choice=CarryDecision.Choice.CHANGE)
    return measure.is_draft and decisions.exists()


@transaction.atomic
def move_measure(*, measure, neighbour, by):
    in_plan.lock(measure.agency_year)
    in_plan.move_past(measure, neighbour, by=by)


@transaction.atomic
def remove_measure(*, measure, version, by):
    in_plan.lock(measure.agency_year)
    if measure.progress_entries.exists():
        raise MeasureReported
    writing.remove(measure, version=version, by=by)
