"""The overview of a year never calls a plan complete while an urgent weak point has no measure."""

from dataclasses import replace

import pytest
from django.urls import reverse

from assessments.year_tasks import PlanCounts, mark_next, year_tasks
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

WHOLE = PlanCounts(
    finding_count=1, with_causes=1, measure_count=2, with_steps=2, with_responsible=2, with_monitoring=2, reported=2
)
SCORES = {"o1": 0, "o29": 50, "o30": 100, "e10": 95}


def measures_task(counts):
    return year_tasks(None, None, counts)[2]


def test_plan_that_leaves_urgent_weak_points_open_is_under_way():
    task = measures_task(replace(WHOLE, unanswered=3))

    assert (task.state_label, task.action) == ("กำลังทำ", "กำหนดมาตรการต่อ")
    assert task.text == "มี 2 มาตรการ ยังมีจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วนและไม่มีมาตรการ 3 จุด"


def test_plan_that_lacks_parts_too_says_both():
    task = measures_task(replace(WHOLE, with_steps=1, unanswered=3))

    assert task.text == "มี 2 มาตรการ ยังไม่มีขั้นตอน 1 มาตรการ ยังมีจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วนและไม่มีมาตรการ 3 จุด"


def test_plan_that_answers_every_urgent_weak_point_is_complete():
    assert (measures_task(WHOLE).state_label, measures_task(WHOLE).action) == ("มีแผนแล้ว", "ดูมาตรการ")


def test_open_weak_points_make_the_measures_the_next_step():
    tasks = [replace(task, state="complete") for task in year_tasks(None, None, WHOLE)[:2]]
    open_plan = measures_task(replace(WHOLE, unanswered=1))

    assert [task.is_next for task in mark_next((*tasks, open_plan))] == [False, False, True]


@pytest.fixture
def year(client):
    """The items o1 and o29 are urgent weak points, e10 is one to develop."""
    year = make_agency_year(make_agency("own"), 2567)
    make_assessment(year, scores=SCORES)
    client.force_login(make_user(officer_of=year.agency))
    return year


def whole_measure(year, **values):
    return make_measure(year, steps=["ประชุม"], responsible=["กลุ่ม"], monitoring="ทุกเดือน", **values)


def shown(client):
    """State and words of the step of the measures."""
    task = client.get(reverse("assessments:year", args=["own", 2567])).context["tasks"][2]
    return task.state_label, task.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("named", "unanswered"),
    [
        ({"items": ["o1"]}, 1),
        ({"items": ["o1", "o29"]}, 0),
        ({"items": ["o30"], "indicator": "9"}, 2),
        ({"items": ["o30"], "issue": 7}, 2),
        ({"indicator": "9"}, 0),
        ({"issue": 7}, 1),
        ({"indicator": "1"}, 2),
        ({}, 2),
    ],
)
def test_overview_counts_urgent_weak_points_by_the_rule_of_the_plan(client, year, named, unanswered):
    whole_measure(year, **named)

    state, text = shown(client)

    assert state == ("กำลังทำ" if unanswered else "มีแผนแล้ว")
    assert (f"ไม่มีมาตรการ {unanswered} จุด" in text) == bool(unanswered)


@pytest.mark.django_db
def test_measures_of_another_agency_and_of_another_year_answer_nothing(client, year):
    whole_measure(year, items=["o1"])
    whole_measure(make_agency_year(make_agency("other"), 2567), items=["o29"])
    whole_measure(make_agency_year(year.agency, 2568), items=["o29"])

    assert shown(client)[1].endswith("ไม่มีมาตรการ 1 จุด")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_overview_takes_the_same_queries_for_any_number(client, year, number, django_assert_max_num_queries):
    for _ in range(number):
        whole_measure(year, items=["o1"])

    with django_assert_max_num_queries(17):
        shown(client)
