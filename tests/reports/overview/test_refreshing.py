"""The derived rows equal what follows from the stored scores, and follow the history."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.timezone import localdate

from assessments.fiscal_year import fiscal_year_of
from assessments.framework_store import get_framework
from assessments.models import Agency, AgencyYear, Change
from assessments.scoring.arithmetic import rounded
from assessments.services.agencies import change_agency, open_year
from assessments.services.scores import ScoreEdit, save_scores
from reports.models import ItemTally, OverviewMark, OverviewRow
from reports.models.overview import FIGURES
from reports.overview import refreshing
from reports.overview.refreshing import follow_history, refresh_all
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_measure,
    make_progress,
    make_scores,
    make_user,
)

pytestmark = pytest.mark.django_db
Stage = OverviewRow.Stage
PRESENT = fiscal_year_of(localdate())
FULL_YEAR = {str(number): 90 + number for number in range(1, 10)} | {"10": 85}


def row_of(agency, fiscal_year):
    return OverviewRow.objects.get(agency=agency, fiscal_year=fiscal_year)


def years_of(agency):
    return list(OverviewRow.objects.filter(agency=agency).order_by("fiscal_year").values_list("fiscal_year", flat=True))


def test_rows_of_the_present_year_stand_for_every_agency_also_without_the_year():
    year = make_agency_year(fiscal_year=PRESENT)
    idle = make_agency()

    made = refresh_all()

    assert made == 2
    assert row_of(idle, PRESENT).stage == Stage.NOT_STARTED
    assert row_of(idle, PRESENT).agency_year is None
    assert row_of(year.agency, PRESENT).agency_year == year


def test_rows_of_a_year_that_is_over_stand_for_who_had_opened_it_or_an_earlier_one():
    old, new, idle = make_agency(), make_agency(), make_agency()
    make_agency_year(old, PRESENT - 2)
    make_agency_year(new, PRESENT - 1)
    make_agency_year(new, PRESENT + 1)

    refresh_all()

    assert years_of(old) == [PRESENT - 2, PRESENT - 1, PRESENT + 1]
    assert years_of(new) == [PRESENT - 1, PRESENT + 1]
    assert years_of(idle) == [PRESENT + 1]


def test_an_earlier_year_that_is_opened_late_gives_rows_of_the_years_after_it():
    old, new = make_agency(), make_agency()
    for fiscal_year in (2565, 2567, 2568):
        make_agency_year(old, fiscal_year)
    follow_history()
    open_year(agency=new, fiscal_year=2565, framework=get_framework("ita-2565"), by=make_user(administrator=True))

    follow_history()

    assert years_of(new) == [2565, 2567, 2568]


def test_figures_equal_those_computed_from_the_scores():
    assessment = make_assessment(make_agency_year(fiscal_year=2568), framework="ita-2567", scores=FULL_YEAR)

    refresh_all()

    row, results = row_of(assessment.agency_year.agency, 2568), assessment.compute()
    values = {"total": results.total.value} | {code: results.value(code) for code in FIGURES if code != "total"}
    assert {code: getattr(row, column) for code, column in FIGURES.items()} == {
        code: rounded(value, 2) for code, value in values.items()
    }
    assert (row.assessed_year, row.framework_code, row.level) == (2567, "ita-2567", results.level.name)
    assert row.passed is results.level.passed


def test_not_scored_is_not_zero():
    assessment = make_assessment(make_agency_year(fiscal_year=2568), framework="ita-2567", scores={"1": 90})

    refresh_all()

    row = row_of(assessment.agency_year.agency, 2568)
    assert (row.indicator_1, row.indicator_2, row.total, row.passed) == (Decimal("90.00"), None, None, None)


def test_previous_total_is_that_of_the_year_assessed_before():
    agency = make_agency()
    make_assessment(make_agency_year(agency, 2567), framework="ita-2566", total=Decimal("80.55"))
    make_assessment(make_agency_year(agency, 2568), framework="ita-2567", total=Decimal("91.25"))

    refresh_all()

    row = row_of(agency, 2568)
    assert (row.previous_total, row.change) == (Decimal("80.55"), Decimal("10.70"))
    assert row_of(agency, 2567).previous_total is None


def test_tallies_sum_the_items_of_a_group():
    for score in (0, 50, 100):
        agency = make_agency(kind="municipality", province="ตรัง")
        make_assessment(make_agency_year(agency, 2568), framework="ita-2567", scores={"o1": score})
    other = make_agency(kind="municipality", province="ตราด")
    make_assessment(make_agency_year(other, 2568), framework="ita-2567", scores={"o1": 100})

    refresh_all()

    tally = ItemTally.objects.get(code="o1", province="ตรัง")
    assert (tally.agencies, tally.score_sum, tally.below, tally.full) == (3, Decimal(150), 2, 1)


def test_history_is_followed_for_what_it_names():
    user = make_user(administrator=True)
    agency, idle = make_agency(), make_agency()
    make_agency_year(idle, 2567)
    follow_history()
    year = open_year(agency=agency, fiscal_year=2568, framework=get_framework("ita-2567"), by=user)
    edits = [ScoreEdit("o1", Decimal(100), 0)]
    save_scores(assessment=AgencyYear.objects.get(pk=year.pk).baseline, edits=edits, by=user)

    made = follow_history()

    assert made >= 2
    assert row_of(agency, 2568).stage == Stage.ENTERING
    assert row_of(idle, 2568).stage == Stage.NOT_STARTED


def test_a_row_older_than_its_history_is_made_again_and_a_newer_one_is_not():
    year = make_agency_year(fiscal_year=2568)
    follow_history()
    change = Change.objects.create(agency=year.agency, fiscal_year=2568, record="x", field="x")
    assert follow_history() == 1

    long_after = change.at + refreshing.MARGIN + timedelta(seconds=1)
    OverviewRow.objects.update(refreshed_at=long_after)

    assert follow_history() == 0


def test_a_moved_agency_leaves_its_old_group():
    user = make_user(administrator=True)
    agency = make_agency(kind="municipality", province="ตรัง")
    make_assessment(make_agency_year(agency, 2568), framework="ita-2567", scores={"o1": 100})
    refresh_all()
    OverviewMark.objects.create(followed_until=timezone.now())
    change_agency(agency=agency, version=1, units=[], parents=[], by=user, province="ตราด")

    follow_history()

    assert list(ItemTally.objects.values_list("province", "agencies")) == [("ตราด", 1)]


def test_an_agency_closed_before_the_year_has_no_row():
    agency = make_agency(closed_on="2020-01-01")
    make_agency_year(fiscal_year=2568)

    refresh_all()

    assert not OverviewRow.objects.filter(agency=agency).exists()


@pytest.mark.parametrize(
    ("scores", "measures", "entries", "stage"),
    [
        ({}, 0, 0, Stage.NOT_STARTED),
        ({"o1": 0}, 0, 0, Stage.ENTERING),
        ({"o1": 0}, 1, 0, Stage.PLANNED),
        ({}, 1, 1, Stage.REPORTING),
    ],
)
def test_stage_is_the_farthest_reached(scores, measures, entries, stage):
    year = make_agency_year(fiscal_year=2568)
    make_scores(make_assessment(year, framework="ita-2567"), scores)
    made = [make_measure(year) for _ in range(measures)]
    for _ in range(entries):
        make_progress(year, made[0], performed=["ทำแล้ว"])

    refresh_all()

    row = row_of(year.agency, 2568)
    assert (row.stage, row.measure_count, row.reported_count) == (stage, measures, entries)


def test_fiscal_years_reach_from_the_newest_row_to_the_oldest(django_assert_num_queries):
    assert OverviewRow.objects.fiscal_years() == []
    for fiscal_year in (2569, 2566, 2567):
        OverviewRow.objects.create(agency=make_agency(), fiscal_year=fiscal_year, name="ก")

    with django_assert_num_queries(1):
        assert OverviewRow.objects.fiscal_years() == [2569, 2568, 2567, 2566]
    assert OverviewRow.objects.filter(fiscal_year__lte=2567).fiscal_years() == [2567, 2566]


def test_search_key_follows_every_writer():
    agency = make_agency("sao-1", name="องค์การบริหารส่วนตำบล กุดแห่ ๑", short_name="อบต.กุดแห่")
    Agency.objects.filter(pk=agency.pk).update(province="ยโสธร")

    agency.refresh_from_db()

    assert agency.search_key == "องค์การบริหารส่วนตำบลกุดแห่1|อบตกุดแห่|sao1|ยโสธร"


def test_the_command_makes_one_year_or_all():
    make_agency_year(fiscal_year=2567)
    make_agency_year(fiscal_year=2568)
    out = StringIO()

    call_command("refresh_overview", year=2568, stdout=out)
    call_command("refresh_overview", stdout=out)

    assert out.getvalue().splitlines() == ["2568: 2 rows", "2567: 1 rows", "2568: 2 rows"]
    with pytest.raises(CommandError, match="No agency has the fiscal year 2600"):
        call_command("refresh_overview", year=2600)
