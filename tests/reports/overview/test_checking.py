"""Which agency-years the checks look at again, and what one that cannot be checked does to the others."""

from datetime import timedelta

import pytest
from django.db import models

from assessments.models import Change
from measures.models import MeasureLine
from reports.models import OverviewRow
from reports.overview.checking import OVERLAP, check_rows
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    """Of an agency-year that was checked."""
    made = make_measure(make_agency_year(fiscal_year=2568))
    refresh_all()
    check_rows()
    return made


def note(row, after_the_check):
    """What the history says, so long after the row was checked."""
    change = Change.objects.create(agency=row.agency, fiscal_year=row.fiscal_year, record="x", field="x")
    models.QuerySet(Change).filter(pk=change.pk).update(at=row.checked_at + after_the_check)


def test_what_was_committed_after_the_check_is_looked_at(measure):
    before = OverviewRow.objects.get()
    MeasureLine.objects.create(measure=measure, kind="responsible", position=0, text="กองคลัง")
    note(before, timedelta(seconds=-3))

    assert check_rows() == 1
    assert OverviewRow.objects.get().missing_count == before.missing_count - 1


def test_what_is_older_than_any_transaction_is_not_looked_at_again(measure):
    note(OverviewRow.objects.get(), -OVERLAP - timedelta(seconds=1))

    assert check_rows() == 0


def test_a_row_is_looked_at_once_in_a_run_whatever_a_clock_says(measure):
    note(OverviewRow.objects.get(), timedelta(hours=1))

    assert check_rows() == 1


def test_change_of_another_agency_or_year_is_none_of_this_row(measure):
    row = OverviewRow.objects.get()
    note(OverviewRow(agency=make_agency(), fiscal_year=2568, checked_at=row.checked_at), timedelta(0))
    note(OverviewRow(agency=row.agency, fiscal_year=2567, checked_at=row.checked_at), timedelta(0))

    assert check_rows() == 0


def test_a_row_that_cannot_be_checked_is_logged_and_lets_the_others_through(caplog):
    odd, sound = make_agency_year(fiscal_year=2569), make_agency_year(fiscal_year=2568)
    make_assessment(odd, framework="ita-2599", fiscal_year=2568, scores={"o1": 50})
    for year in (odd, sound):
        make_measure(year)
    refresh_all()

    assert check_rows() == 2
    assert check_rows() == 0
    failed, checked = OverviewRow.objects.get(agency_year=odd), OverviewRow.objects.get(agency_year=sound)
    assert (failed.missing_count, failed.checked_at is None) == (None, False)
    assert checked.missing_count > 0
    assert f"The checks of agency {odd.agency_id} in 2569 failed" in caplog.text
    assert "UnknownFramework" in caplog.text
