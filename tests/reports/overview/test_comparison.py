"""Agencies side by side, who moved, and places within a kind."""

import csv
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import Membership
from reports.models import OverviewRow
from reports.overview import movers, ranking
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db
YEAR = 2568


def scored(code, total, before=None, **values):
    """An agency with this total in the year's plan, and one the year before."""
    agency = make_agency(code, **{"kind": "municipality", "province": "ตรัง", **values})
    if before is not None:
        make_assessment(make_agency_year(agency, YEAR - 1), framework="ita-2566", total=Decimal(before))
    year = make_agency_year(agency, YEAR)
    if total is not None:
        make_assessment(year, framework="ita-2567", total=Decimal(total), scores={"IIT": 99, "EIT": 99, "OIT": 99})
    return agency


def row_codes(rows):
    return [row.agency.code for row in rows]


@pytest.fixture
def shown(client):
    def get(name, user=None, **asked):
        client.force_login(user or make_user(administrator=True))
        return client.get(reverse(f"reports:{name}"), {"year": YEAR, **asked})

    return get


def test_comparison_shows_the_chosen_in_their_order(shown):
    scored("a", "90.10", "80.00")
    scored("b", "95.20")
    scored("c", "70.00")
    refresh_all()

    response = shown("comparison", a=["b", "a"])

    assert row_codes(row for row, _ in response.context["chosen"]) == ["b", "a"]
    total = response.context["lines"][0]
    assert (total.values, total.best) == ((Decimal("95.20"), Decimal("90.10")), Decimal("95.20"))
    assert [[point.score for point in line.points] for line in response.context["over_years"].lines] == [
        [None, Decimal("95.20")],
        [Decimal("80.00"), Decimal("90.10")],
    ]
    assert row_codes(row for row, _ in response.context["offered"]) == ["c"]


def test_comparison_takes_at_most_four_and_only_what_one_sees(shown):
    for code in "abcdef":
        scored(code, "90")
    scored("unseen", "90", province="ตราด")
    refresh_all()
    user = make_user()
    Membership.objects.create(user=user, role="administrator", reach="province", province="ตรัง")

    response = shown("comparison", user, a=["unseen", "a", "b", "c", "d", "e", "nobody"])

    assert row_codes(row for row, _ in response.context["chosen"]) == ["a", "b", "c"]
    assert "unseen" not in response.content.decode()


def test_comparison_warns_of_different_kinds(shown):
    scored("a", "90")
    scored("b", "90", kind="school")
    refresh_all()

    assert "หน่วยงานที่เลือกต่างประเภทกัน" in shown("comparison", a=["a", "b"]).content.decode()
    assert "หน่วยงานที่เลือกต่างประเภทกัน" not in shown("comparison", a=["a"]).content.decode()


def test_movers_are_grouped_by_what_became_of_their_total():
    scored("up", "90", "80")
    scored("down", "86", "95.5")
    scored("same", "88", "88")
    scored("broke", "60", "86")
    scored("new", "90")
    refresh_all()
    rows = OverviewRow.objects.of_year(YEAR)

    assessed, counts = movers.counted_groups(rows)

    assert (assessed.framework.code, assessed.agencies, assessed.left_out) == ("ita-2567", 5, ())
    assert counts == {
        "improved": 1,
        "fell": 2,
        "same": 1,
        "passed": 1,
        "failed": 1,
        "unknown": 1,
    }
    assert row_codes(movers.rows_of_group(rows, "fell")) == ["broke", "down"]
    assert row_codes(movers.rows_of_group(rows, "passed")) == ["up"]
    assert row_codes(movers.rows_of_group(rows, "failed")) == ["broke"]
    assert row_codes(movers.rows_of_group(rows, "unknown")) == ["new"]


def test_movers_page_shows_the_group_of_the_address(shown):
    scored("up", "90", "80")
    scored("down", "86", "95.5")
    refresh_all()

    response = shown("movers", group="fell")

    assert row_codes(response.context["page_obj"]) == ["down"]
    assert "-9.50 ลดลง" in response.content.decode().replace("−", "-")
    assert row_codes(shown("movers", group="'; drop").context["page_obj"]) == ["up"]


def test_places_are_shared_by_equal_totals_and_a_search_does_not_move_them(shown):
    for code, total in (("a", "95"), ("b", "90"), ("c", "90"), ("d", "80"), ("e", "70"), ("none", None)):
        scored(code, total)
    scored("school", "99", kind="school")
    refresh_all()

    listed = shown("ranking", kind="municipality").context["ranked"]
    searched = shown("ranking", kind="municipality", q="d").context["ranked"]

    assert [(row.agency.code, row.place) for row in listed] == [("a", 1), ("b", 2), ("c", 2), ("d", 4), ("e", 5)]
    assert [(row.agency.code, row.place) for row in searched] == [("d", 4)]


def test_within_a_province_both_places_are_told(shown):
    for code, total in (("a", "95"), ("b", "90"), ("c", "85"), ("d", "80"), ("e", "70")):
        scored(code, total)
    scored("best", "99", province="ตราด")
    refresh_all()

    response = shown("ranking", kind="municipality", province="ตรัง")

    listed = [(row.agency.code, row.place, row.wider_place) for row in response.context["ranked"]]
    assert listed == [("a", 1, 2), ("b", 2, 3), ("c", 3, 4), ("d", 4, 5), ("e", 5, 6)]
    assert "เทศบาล 5 หน่วยงาน ภายในจังหวัดตรัง" in response.content.decode()


def test_who_oversees_some_is_told_that_places_are_among_these(shown):
    for code, total in (("a", "95"), ("b", "90"), ("c", "85"), ("d", "80"), ("e", "70")):
        scored(code, total)
    scored("best", "99", province="ตราด")
    refresh_all()
    user = make_user()
    Membership.objects.create(user=user, role="administrator", reach="province", province="ตรัง")

    of_all = shown("ranking", user, kind="municipality")
    within = shown("ranking", user, kind="municipality", province="ตรัง")

    assert of_all.context["titles"][0] == "อันดับในความดูแลของท่าน"
    assert "เทศบาล 5 หน่วยงาน ในความดูแลของท่าน" in of_all.content.decode()
    assert within.context["titles"] == ("อันดับภายในจังหวัดตรัง", "อันดับในประเภทที่ท่านดูแล")
    assert "อันดับในประเภททั้งหมด" not in within.content.decode()


def test_a_search_without_a_kind_offers_the_kinds_it_finds(shown):
    for number in range(5):
        scored(f"m{number}", "90", name=f"เทศบาลตรัง {number}")
    scored("s", "90", kind="school", name="โรงเรียนกระบี่")
    refresh_all()

    response = shown("ranking", q="โรงเรียน")

    assert [code for code, *_ in response.context["kinds"]] == ["school"]


def test_a_level_shows_some_of_the_group_and_leaves_their_places(shown):
    for code, total in (("a", "95"), ("b", "90"), ("c", "85"), ("d", "80"), ("e", "70")):
        scored(code, total)
    refresh_all()

    response = shown("ranking", kind="municipality", passed="no")

    assert [(row.agency.code, row.place) for row in response.context["ranked"]] == [("d", 4), ("e", 5)]


def lines_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))


def test_places_are_given_out_as_a_file(shown):
    for code, total in (("a", "95"), ("b", "90"), ("c", "90"), ("d", "80"), ("e", "70")):
        scored(code, total, "80")
    refresh_all()

    lines = lines_of(shown("ranking", kind="municipality", format="csv"))

    assert [line[:2] for line in lines] == [
        ["อันดับ", "รหัสหน่วยงาน"],
        ["1", "a"],
        ["2", "b"],
        ["2", "c"],
        ["4", "d"],
        ["5", "e"],
    ]


def test_file_of_places_in_a_province_has_both_places(shown):
    for code, total in (("a", "95"), ("b", "90"), ("c", "90"), ("d", "80"), ("e", "70")):
        scored(code, total)
    scored("best", "99", province="ตราด")
    refresh_all()

    lines = lines_of(shown("ranking", kind="municipality", province="ตรัง", format="csv"))

    assert [line[:3] for line in lines[:3]] == [
        ["อันดับภายในจังหวัดตรัง", "อันดับในประเภททั้งหมด", "รหัสหน่วยงาน"],
        ["1", "2", "a"],
        ["2", "3", "b"],
    ]


def test_movers_are_given_out_as_a_file(shown):
    scored("up", "90", "80")
    scored("down", "86", "95.5")
    refresh_all()

    lines = lines_of(shown("movers", group="fell", format="csv"))

    assert lines[1:] == [["down", "หน่วยงาน down", "เทศบาล", "ตรัง", "95.50", "86.00", "-9.50", "ผ่านดี"]]


def test_fewer_than_five_get_no_place(shown):
    for code in "abcd":
        scored(code, "90")
    refresh_all()

    response = shown("ranking", kind="municipality")

    assert "ranked" not in response.context
    assert "เทศบาลมีคะแนนรวม 4 หน่วยงาน ไม่ถึง 5 จึงไม่จัดอันดับ" in response.content.decode()


def test_without_a_kind_there_are_no_places_but_kinds(shown):
    for number in range(5):
        scored(f"m{number}", "90")
    scored("s", "90", kind="school")
    refresh_all()

    kinds = shown("ranking").context["kinds"]

    assert [(code, name, assessed.agencies, is_enough) for code, name, assessed, is_enough in kinds] == [
        ("municipality", "เทศบาล", 5, True),
        ("school", "สถานศึกษา", 1, False),
    ]


def test_the_group_of_a_place_is_what_one_sees():
    user = make_user()
    Membership.objects.create(user=user, role="administrator", reach="province", province="ตราด")
    scored("best", "99")
    scored("own", "90", province="ตราด")
    refresh_all()
    own = OverviewRow.objects.visible_to(user).of_year(YEAR)

    assert [(row.agency.code, row.place) for row in ranking.with_places(own, ranking.by_total(own))] == [("own", 1)]


@pytest.mark.parametrize("name", ["comparison", "movers", "ranking"])
def test_queries_do_not_grow_with_rows(client, django_assert_max_num_queries, name):
    client.force_login(make_user(administrator=True))
    address, asked = reverse(f"reports:{name}"), {"year": YEAR, "kind": "municipality"}
    for number in range(5):
        scored(f"a{number}", "90", "80")
    refresh_all()
    with django_assert_max_num_queries(15) as few:
        client.get(address, {**asked, "a": ["a0"]})
    for number in range(5, 30):
        scored(f"a{number}", "90", "80")
    refresh_all()

    with django_assert_max_num_queries(15) as many:
        client.get(address, {**asked, "a": ["a0", "a1", "a2", "a3"]})

    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["comparison", "movers", "ranking"])
def test_officers_find_no_such_page(shown, name):
    assert shown(name, make_user(officer_of=make_agency())).status_code == 404
