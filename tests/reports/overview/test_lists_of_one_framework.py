"""Places and movers are of one year's results alone, and say whose are left out."""

import csv
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.overview.refreshing import refresh_all
from tests.reports.overview.mixed_years import LEFT_OUT, MAIN_ALONE, make_mixed, page_of, scored, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed():
    make_mixed()


@pytest.fixture
def shown(client):
    return partial(page_of, client)


def names(found):
    return [row.name for row in found]


# --- Ranking ----------------------------------------------------------------------------------------------------------


def test_totals_of_another_framework_make_no_group_large_enough(shown, mixed):
    response = shown("ranking", kind="education_area")

    assert "ranked" not in response.context
    assert "สำนักงานเขตพื้นที่การศึกษามีคะแนนรวม 4 หน่วยงาน ไม่ถึง 5 จึงไม่จัดอันดับ" in text(response)
    assert f"4 หน่วยงานที่มีคะแนนรวมของปีที่ประเมิน 2568 ไม่จัดอันดับ</p><p> {LEFT_OUT}" in text(response)
    assert LEFT_OUT in text(shown("ranking"))


def test_places_are_among_one_framework(shown, mixed):
    scored("best", 99, "ita-2566")
    scored("e4", 94)
    refresh_all()

    response = shown("ranking", kind="education_area")

    listed = [(row.name, row.place) for row in response.context["ranked"]]
    assert listed == [("e4", 1), ("e3", 2), ("e2", 3), ("e1", 4), ("e0", 5)]
    assert response.context["page_obj"].paginator.count == 5
    assert MAIN_ALONE.replace("ไม่รวม 1", "ไม่รวม 2") in text(response)


def test_wider_places_are_among_the_framework_of_the_group(shown, mixed):
    scored("e4", 94)
    scored("far", "93.5", province="เลย")
    for number in range(7):
        scored(f"many{number}", 99, "ita-2566", province="เลย")
    refresh_all()

    response = shown("ranking", kind="education_area", province="ตรัง")

    listed = [(row.name, row.place, row.wider_place) for row in response.context["ranked"]]
    assert listed == [("e4", 1, 1), ("e3", 2, 3), ("e2", 3, 4), ("e1", 4, 5), ("e0", 5, 6)]


def test_file_of_places_is_of_one_framework(shown, mixed):
    scored("best", 99, "ita-2566")
    scored("e4", 94)
    refresh_all()

    response = shown("ranking", kind="education_area", format="csv")

    lines = list(csv.reader(b"".join(response.streaming_content).decode("utf-8-sig").splitlines()))
    assert [line[:2] for line in lines[1:]] == [["1", "e4"], ["2", "e3"], ["3", "e2"], ["4", "e1"], ["5", "e0"]]


# --- Movers -----------------------------------------------------------------------------------------------------------


def test_movers_are_of_one_framework(shown, mixed):
    fell, unknown = shown("movers", group="fell"), shown("movers", group="unknown")

    assert names(fell.context["page_obj"]) == ["e0"]
    assert names(unknown.context["page_obj"]) == ["idle"]
    assert {name: number for name, _, number in fell.context["groups"]} == {
        "improved": 3,
        "fell": 1,
        "same": 0,
        "passed": 3,
        "failed": 0,
        "unknown": 1,
    }
    assert f"หน้านี้แสดง{MAIN_ALONE}" in text(fell)


def test_movers_say_the_year_of_the_results(shown, mixed):
    assert "(ปีที่ประเมิน 2568) กับปีที่ประเมินก่อนหน้า เทียบได้ 4 หน่วยงาน" in text(shown("movers"))
    assert "(ปีที่ประเมิน 2566) กับปีที่ประเมินก่อนหน้า เทียบได้ 1 หน่วยงาน" in text(shown("movers", q="other"))


def test_movers_without_results_name_no_year(shown, mixed):
    response = shown("movers", q="idle", group="unknown")

    assert names(response.context["page_obj"]) == ["idle"]
    assert "ปีที่ประเมิน 25" not in text(response)


@pytest.mark.parametrize("name", ["overview", "movers", "ranking", "comparison"])
def test_other_frameworks_cost_no_query(shown, name):
    for number in range(6):
        scored(f"e{number}", 90, before="80")
    refresh_all()
    asked = {"kind": "education_area", "province": "ตรัง", "a": ["e0", "e1", "o1", "o2"]}
    asked_alike = asked | {"a": ["e0", "e1", "e2", "e3"]}
    shown(name, **asked_alike)
    with CaptureQueriesContext(connection) as alike:
        shown(name, **asked_alike)
    for number in range(4):
        scored(f"o{number}", 95, "ita-2566" if number % 2 else "ita-2567", before="80")
    refresh_all()

    with CaptureQueriesContext(connection) as mixed:
        response = shown(name, **asked)

    assert "ไม่รวม" in text(response) or name == "comparison"
    assert len(mixed) == len(alike)
