"""The derived rows after a worker was stopped, by other clocks, and with results that nobody can compute."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.models import Change
from assessments.services.agencies import change_agency
from reports.models import ItemTally, OverviewRow
from reports.overview import refreshing, tallies
from reports.overview.checking import check_rows
from reports.overview.refreshing import follow_history, refresh_all, refresh_year
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """The worker is gone."""


def killed(done, total):
    raise Killed


def scored(agency, score, fiscal_year=2568):
    year = make_agency_year(agency, fiscal_year)
    return make_assessment(year, framework=f"ita-{fiscal_year - 1}", scores={"o1": score})


def tallied():
    found = ItemTally.objects.order_by("province").values_list("province", "agencies", "score_sum")
    return [(province, agencies, int(score_sum)) for province, agencies, score_sum in found]


def move(agency, province):
    user = make_user(administrator=True)
    change_agency(agency=agency, version=agency.version, units=[], parents=[], by=user, province=province)


def note(agency, fiscal_year=2568):
    return Change.objects.create(agency=agency, fiscal_year=fiscal_year, record="x", field="x")


# --- Stopped ----------------------------------------------------------------------------------------------------------


def test_rows_that_were_made_before_the_end_have_their_tallies():
    agency = make_agency(province="ตรัง")
    scored(agency, 80)
    follow_history()
    move(agency, "ตราด")

    with pytest.raises(Killed):
        follow_history(killed)

    assert (OverviewRow.objects.get().province, tallied()) == ("ตราด", [("ตราด", 1, 80)])


def test_a_year_that_was_left_half_made_is_finished_by_whoever_follows(monkeypatch):
    monkeypatch.setattr(refreshing, "AT_A_TIME", 1)
    for province, score in (("ตรัง", 80), ("ตราด", 60)):
        scored(make_agency(province=province), score)
    with pytest.raises(Killed):
        refresh_year(2568, killed)
    assert (OverviewRow.objects.count(), tallied()) == (1, [("ตรัง", 1, 80)])

    follow_history()

    assert (OverviewRow.objects.count(), tallied()) == (2, [("ตรัง", 1, 80), ("ตราด", 1, 60)])


@pytest.mark.parametrize("most_years", [2, 3], ids=["all of the year", "those of the groups"])
def test_tallies_are_the_same_however_many_rows_are_made_at_a_time(monkeypatch, most_years):
    monkeypatch.setattr(refreshing, "AT_A_TIME", 1)
    monkeypatch.setattr(tallies, "MOST_YEARS", most_years)
    for score in (40, 60, 80):
        scored(make_agency(province="ตรัง"), score)
    scored(make_agency(province="ตราด"), 100)

    refresh_all()

    assert tallied() == [("ตรัง", 3, 180), ("ตราด", 1, 100)]


def test_last_agency_of_a_group_takes_its_tallies_along():
    agency, other = make_agency(province="ตรัง"), make_agency(province="ตราด")
    scored(agency, 80)
    scored(other, 60, fiscal_year=2567)
    refresh_all()
    agency.years.get().baseline.scores.all().delete()
    note(agency)

    follow_history()

    assert tallied() == [("ตราด", 1, 60)]


def test_tallies_that_nobody_counts_in_go_when_the_year_is_made_anew():
    scored(make_agency(province="ตรัง"), 80)
    refresh_all()
    ItemTally.objects.update(province="ตราด")

    refresh_year(2568)

    assert tallied() == [("ตรัง", 1, 80)]


# --- Clocks -----------------------------------------------------------------------------------------------------------


def test_worker_whose_clock_is_ahead_skips_nothing(monkeypatch):
    year = make_agency_year(fiscal_year=2568)
    with monkeypatch.context() as ahead:
        ahead.setattr(timezone, "now", lambda: datetime.now(UTC) + timedelta(minutes=5))
        follow_history()
    note(year.agency)

    assert follow_history() == 1


# --- Checks -----------------------------------------------------------------------------------------------------------


def test_where_no_measures_are_left_nothing_is_missing():
    year = make_agency_year(fiscal_year=2568)
    measure = make_measure(year)
    follow_history()
    check_rows()
    assert OverviewRow.objects.get().missing_count > 0
    measure.delete()
    note(year.agency)

    follow_history()

    row = OverviewRow.objects.get()
    assert (row.measure_count, row.missing_count, row.checked_at) == (0, None, None)


def test_what_was_checked_stays_while_there_are_measures():
    year = make_agency_year(fiscal_year=2568)
    make_measure(year)
    follow_history()
    check_rows()
    checked = OverviewRow.objects.get()
    note(year.agency)

    follow_history()

    row = OverviewRow.objects.get()
    assert (row.missing_count, row.checked_at) == (checked.missing_count, checked.checked_at)


# --- Frameworks that are not there ------------------------------------------------------------------------------------


def test_results_by_an_unknown_framework_stop_nobody_and_are_logged(caplog):
    odd, known = make_agency("odd"), make_agency("known")
    unknown = make_agency_year(odd, 2568)
    make_assessment(unknown, framework="ita-2599", fiscal_year=2567, total=Decimal(90), scores={"o1": 50})
    scored(known, 80)

    follow_history()

    row = OverviewRow.objects.get(agency=odd)
    assert (row.stage, row.assessed_year, row.framework_code) == (OverviewRow.Stage.ENTERING, None, "")
    assert (row.total, row.level, row.passed) == (None, "", None)
    assert OverviewRow.objects.get(agency=known).framework_code == "ita-2567"
    assert tallied() == [("", 1, 80)]
    assert "Results of agency odd assessed in 2567" in caplog.text


def test_tallies_by_a_framework_that_is_gone_go_and_stop_nobody():
    agency, other = make_agency(province="ตรัง"), make_agency(province="ตรัง")
    for each in (agency, other):
        scored(each, 80)
    refresh_all()
    OverviewRow.objects.update(framework_code="ita-2599")
    ItemTally.objects.update(framework_code="ita-2599")
    note(agency)

    follow_history()

    assert list(ItemTally.objects.values_list("framework_code", "agencies")) == [("ita-2567", 1)]
