"""An agency that is closed is late with nothing, wherever lateness is asked for."""

from datetime import date

import pytest
from django.db.models import Q

from assessments.models import YearWindow
from reports.models import OverviewRow
from reports.overview.headline import headline_of
from reports.overview.lateness import Lateness
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year

pytestmark = pytest.mark.django_db
MARKS = ("late_entry", "late_plan", "late_progress")
TODAY = date(2026, 2, 1)


@pytest.fixture
def rows():
    """Of an agency that works and of one that was closed in the year; both have done nothing."""
    for code, closed_on in (("open", None), ("closed", date(2024, 12, 1))):
        make_agency_year(make_agency(code, closed_on=closed_on), 2568)
    for step in ("entry", "plan"):
        YearWindow.objects.create(fiscal_year=2568, step=step, opens_on=date(2025, 1, 1), closes_on=date(2025, 12, 1))
    refresh_all()
    return OverviewRow.objects.of_year(2568)


def test_closed_agency_is_not_among_the_late(rows):
    late = rows.filter(Lateness(2568, TODAY).condition)

    assert list(late.values_list("agency__code", flat=True)) == ["open"]


def test_closed_agency_is_not_counted_as_late(rows):
    assert headline_of(rows, Lateness(2568, TODAY).condition).late == 1
    assert headline_of(rows, Q(pk__in=[])).agencies == 2


def test_row_of_a_closed_agency_names_no_step(rows):
    lateness = Lateness(2568, TODAY)

    marked = {row["agency__code"]: row for row in lateness.marked(rows).values("agency__code", "agency_id", *MARKS)}

    assert {code: [step.name for step in lateness.steps_of(row, {})] for code, row in marked.items()} == {
        "open": ["ผลคะแนนและวิเคราะห์", "มาตรการ"],
        "closed": [],
    }
