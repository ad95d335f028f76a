"""Opening a year for many agencies: for those that lack it, with the framework of the year before."""

from datetime import date

import pytest

from assessments.models import AgencyYear, Assessment, Change, YearWindow
from reports.bulk.opening import years_to_open
from reports.bulk.preview import preview
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment
from tests.reports.bulk.runs import asked, carried_out, make_administrator, make_agencies, outcomes, words_of

pytestmark = pytest.mark.django_db


def test_year_is_opened_for_those_that_lack_it(administrator):
    lacks, has = make_agencies("lacks", "has")
    make_assessment(make_agency_year(has, 2568), framework="ita-2567", total=80)

    run = carried_out("open_year", administrator, target_year=2568)

    assert outcomes(run) == {"lacks": "done", "has": "not_needed"}
    assert words_of(run, "has") == "หน่วยงานมีปีงบประมาณ พ.ศ. 2568 แล้ว"
    opened = AgencyYear.objects.get(agency=lacks, fiscal_year=2568)
    assert [(row.role, row.framework_code) for row in opened.assessments.all()] == [("baseline", "ita-2567")]
    assert Change.objects.filter(agency=lacks, fiscal_year=2568, by=administrator, after="2568").count() == 1
    assert Assessment.objects.get(agency_year__agency=has, agency_year__fiscal_year=2568).total == 80


def test_year_that_is_opened_twice_is_opened_once(administrator):
    make_agencies("own")

    carried_out("open_year", administrator, target_year=2568)
    run = carried_out("open_year", administrator, target_year=2568)

    assert outcomes(run) == {"own": "not_needed"}
    assert AgencyYear.objects.filter(fiscal_year=2568).count() == 1


def test_closed_agency_and_one_outside_the_reach_are_left_alone(administrator):
    make_agencies("own", province="ตรัง")
    make_agencies("closed", province="ตรัง", closed_on=date(2024, 5, 1))
    make_agencies("other", province="ตราด")

    run = carried_out("open_year", make_administrator(reach="province", province="ตรัง"), target_year=2568)

    assert outcomes(run) == {"own": "done", "closed": "not_needed"}
    assert list(AgencyYear.objects.filter(fiscal_year=2568).values_list("agency__code", flat=True)) == ["own"]


def test_window_that_is_not_open_refuses_with_its_days(administrator):
    make_agencies("own")
    YearWindow.objects.create(fiscal_year=2568, step="entry", opens_on=date(2099, 1, 1), closes_on=date(2099, 2, 1))

    run = carried_out("open_year", administrator, target_year=2568)

    assert outcomes(run) == {"own": "refused"}
    assert "จะเปิดในวันที่ 1 มกราคม 2642" in words_of(run, "own")
    assert not AgencyYear.objects.filter(fiscal_year=2568).exists()


def test_only_years_whose_framework_is_known_are_offered():
    assert years_to_open(2567) == [2567, 2568]
    assert years_to_open(2570) == [2570]


def test_preview_counts_each_year(administrator):
    make_agencies("a", "b")
    make_agency_year(make_agency("without"), 2566)
    refresh_all()

    groups = preview(asked(administrator), "open_year", administrator).groups

    assert [(heading, [(line.words, line.count) for line in lines]) for heading, lines in groups] == [
        ("ปีงบประมาณ พ.ศ. 2567", [("จะเปิดปี", 1), ("มีปีนี้แล้ว", 2)]),
        ("ปีงบประมาณ พ.ศ. 2568", [("จะเปิดปี", 3)]),
    ]
