"""Scores are saved all or none, by version, and every change stands in the history."""

from decimal import Decimal

import pytest

from assessments.framework_store import get_framework
from assessments.models import Assessment, Change, Score
from assessments.services.agencies import YearExists, change_agency, open_year
from assessments.services.past_results import PastYear, save_past_results, stored_past_results
from assessments.services.scores import (
    FrameworkInUse,
    ScoreEdit,
    ScoresConflict,
    UnknownScoreCode,
    save_scores,
    start_assessment,
)
from assessments.versioning import StaleVersion
from tests.makers import make_agency, make_agency_year, make_assessment, make_past_result, make_user

pytestmark = pytest.mark.django_db


def scores_of(assessment):
    return {row.code: (row.value, row.version) for row in Score.objects.filter(assessment=assessment)}


def test_save_scores_adds_alters_and_removes():
    assessment = make_assessment(scores={"o1": 100, "o2": 0})
    edits = [ScoreEdit("o1", None, 1), ScoreEdit("o2", Decimal(100), 1), ScoreEdit("o3", Decimal("87.5"), 0)]

    number = save_scores(assessment=assessment, edits=edits, by=make_user())

    assert number == 3
    assert scores_of(assessment) == {"o2": (Decimal(100), 2), "o3": (Decimal("87.5"), 1)}


def test_save_scores_records_who_changed_what():
    assessment, user = make_assessment(scores={"o1": 100}), make_user()

    save_scores(assessment=assessment, edits=[ScoreEdit("o1", Decimal(0), 1)], by=user)

    change = Change.objects.get()
    place = (change.by, change.agency, change.fiscal_year)
    assert place == (user, assessment.agency_year.agency, assessment.agency_year.fiscal_year)
    assert (change.field, change.before, change.after) == ("o1", "100", "0")


def test_save_scores_with_a_stale_cell_saves_nothing():
    assessment = make_assessment(scores={"o1": 100})
    Score.objects.filter(code="o1").update(value=50, version=2)
    edits = [ScoreEdit("o1", Decimal(0), 1), ScoreEdit("o2", Decimal(100), 0)]

    with pytest.raises(ScoresConflict) as conflict:
        save_scores(assessment=assessment, edits=edits, by=make_user())

    assert {code: row.value for code, row in conflict.value.stored.items()} == {"o1": Decimal(50)}
    assert scores_of(assessment) == {"o1": (Decimal(50), 2)}
    assert Change.objects.count() == 0


def test_save_scores_notices_a_score_that_was_removed_meanwhile():
    assessment = make_assessment()

    with pytest.raises(ScoresConflict) as conflict:
        save_scores(assessment=assessment, edits=[ScoreEdit("o1", Decimal(0), 3)], by=make_user())

    assert conflict.value.stored == {"o1": None}


def test_save_scores_takes_the_same_value_from_two_people_as_agreement():
    assessment = make_assessment(scores={"o1": 100})
    Score.objects.filter(code="o1").update(version=2)

    number = save_scores(assessment=assessment, edits=[ScoreEdit("o1", Decimal(100), 1)], by=make_user())

    assert number == 0


def test_save_scores_refuses_a_code_of_another_year():
    assessment = make_assessment(framework="ita-2567")

    with pytest.raises(UnknownScoreCode, match=r"2567.*o43"):
        save_scores(assessment=assessment, edits=[ScoreEdit("o43", Decimal(100), 0)], by=make_user())


def test_save_scores_of_a_whole_year_takes_few_queries(django_assert_max_num_queries):
    framework = get_framework("ita-2566")
    codes = list(framework.entries)
    assessment = make_assessment(scores={code: 50 for code in codes[:40]})
    user = make_user()
    edits = [ScoreEdit(code, Decimal(100), 1 if number < 40 else 0) for number, code in enumerate(codes)]

    with django_assert_max_num_queries(10):
        number = save_scores(assessment=assessment, edits=edits, by=user)

    assert number == len(codes) > 90


def test_start_assessment_changes_the_framework_while_there_is_no_score():
    assessment = make_assessment(framework="ita-2566")

    start_assessment(
        agency_year=assessment.agency_year, role="baseline", framework=get_framework("ita-2567"), by=make_user()
    )

    assessment.refresh_from_db()
    assert (assessment.framework_code, assessment.fiscal_year) == ("ita-2567", 2567)


def test_start_assessment_keeps_the_framework_of_entered_scores():
    assessment = make_assessment(framework="ita-2566", scores={"o1": 100})

    with pytest.raises(FrameworkInUse):
        start_assessment(
            agency_year=assessment.agency_year, role="baseline", framework=get_framework("ita-2567"), by=make_user()
        )

    assert Assessment.objects.get().framework_code == "ita-2566"


def test_open_year_brings_the_results_it_answers():
    agency, user = make_agency(), make_user()

    year = open_year(agency=agency, fiscal_year=2567, framework=get_framework("ita-2566"), by=user)

    assert (year.fiscal_year, year.baseline.framework_code, year.result) == (2567, "ita-2566", None)
    changes = Change.objects.order_by("pk").values_list("field", "after", "fiscal_year")
    assert list(changes) == [("ปีงบประมาณ", "2567", 2567), ("กรอบการประเมิน", "ita-2566", 2567)]


def test_open_year_refuses_a_year_that_exists():
    year = make_agency_year(fiscal_year=2567)

    with pytest.raises(YearExists):
        open_year(agency=year.agency, fiscal_year=2567, framework=get_framework("ita-2566"), by=make_user())

    assert year.agency.years.count() == 1


def test_change_agency_writes_names_and_records_them():
    agency, user = make_agency("nsp", units=["กลุ่มอำนวยการ"]), make_user()
    units = ["กลุ่มอำนวยการ", "กลุ่มนโยบายและแผน"]

    change_agency(agency=agency, version=1, units=units, parents=[], by=user, name="สำนักงานใหม่")

    agency.refresh_from_db()
    assert (agency.name, agency.units, agency.version) == ("สำนักงานใหม่", units, 2)
    changes = {change.field: (change.before, change.after) for change in Change.objects.all()}
    assert changes == {
        "ชื่อหน่วยงาน": ("หน่วยงาน nsp", "สำนักงานใหม่"),
        "กลุ่มงาน": ("กลุ่มอำนวยการ", "กลุ่มอำนวยการ\nกลุ่มนโยบายและแผน"),
    }


def test_change_agency_that_was_changed_meanwhile_is_refused():
    agency = make_agency(version=2, name="ชื่อของผู้อื่น")

    with pytest.raises(StaleVersion):
        change_agency(agency=agency, version=1, units=[], parents=[], by=make_user(), name="ชื่อของเรา")

    agency.refresh_from_db()
    assert agency.name == "ชื่อของผู้อื่น"


def test_save_past_results_replaces_the_list_and_records_each_year():
    year = make_agency_year(fiscal_year=2567)
    make_past_result(year, 2564, "80.5")
    years = [PastYear(2564, Decimal("81.5")), PastYear(2565, Decimal("93.17"), {"1": Decimal("97.2")})]

    save_past_results(agency_year=year, version=1, years=years, by=make_user())

    assert stored_past_results(year) == years
    changes = {change.field: (change.before, change.after) for change in Change.objects.all()}
    assert changes == {
        "ผลการประเมินย้อนหลัง พ.ศ. 2564": ("80.5", "81.5"),
        "ผลการประเมินย้อนหลัง พ.ศ. 2565": ("", "93.17 · 1: 97.2"),
    }


def test_save_past_results_over_a_newer_version_is_refused():
    year = make_agency_year(fiscal_year=2567)
    make_past_result(year, 2564, "80.5")

    with pytest.raises(StaleVersion):
        save_past_results(agency_year=year, version=7, years=[], by=make_user())

    assert [row.fiscal_year for row in stored_past_results(year)] == [2564]
