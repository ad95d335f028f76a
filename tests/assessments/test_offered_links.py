"""Pages offer a way only to who may go it today; to the others they say how things stand."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from assessments.fiscal_year import fiscal_year_of
from assessments.models import Membership, YearWindow
from assessments.windows import ENTRY, PLAN, PROGRESS
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user

pytestmark = pytest.mark.django_db

CLOSED = "ปิดรับแล้วเมื่อสิ้นวันที่ 31 มกราคม 2563"
NO_RESULT = "ยังไม่มีผลการประเมินหลังดำเนินมาตรการ"


@pytest.fixture
def year():
    """Its plan leaves the urgent item o1 unanswered and has no later results."""
    year = make_agency_year(make_agency("own", short_name="สพป.ตัวอย่าง"), 2567)
    make_assessment(year, scores={"o1": 0, "9": 70})
    make_measure(year, indicator="1")
    return year


@pytest.fixture
def sign_in(client, year):
    def signed_in(role):
        user = make_user()
        Membership.objects.create(user=user, agency=year.agency, role=role)
        client.force_login(user)

    return signed_in


def close(*steps):
    for step in steps:
        YearWindow.objects.create(fiscal_year=2567, step=step, opens_on=date(2020, 1, 1), closes_on=date(2020, 1, 31))


def url(name, *args):
    return reverse(name, args=["own", 2567, *args])


def result_link():
    return f'href="{url("assessments:scores", "result")}"'


PAGES_WITH_RESULT = [("assessments:year",), ("assessments:scores", "baseline"), ("measures:progress",)]


@pytest.mark.parametrize("place", PAGES_WITH_RESULT)
@pytest.mark.parametrize(("role", "offered"), [("officer", True), ("head", False), ("viewer", False)])
def test_results_to_come_are_offered_to_who_may_begin_them(client, sign_in, place, role, offered):
    sign_in(role)

    page = client.get(url(*place)).text

    assert (result_link() in page) is offered
    assert offered or "ยังไม่มีผล" in page


@pytest.mark.parametrize("place", PAGES_WITH_RESULT)
def test_results_to_come_are_offered_to_nobody_while_their_step_is_closed(client, sign_in, place):
    sign_in("officer")
    close(PROGRESS)

    assert result_link() not in client.get(url(*place)).text


@pytest.mark.parametrize("place", PAGES_WITH_RESULT)
def test_closed_entry_does_not_hide_results_to_come(client, sign_in, place):
    sign_in("officer")
    close(ENTRY)

    assert result_link() in client.get(url(*place)).text


@pytest.mark.parametrize("place", [("assessments:year",), ("assessments:scores", "baseline")])
def test_results_that_are_there_are_shown_to_everybody(client, year, sign_in, place):
    make_assessment(year, role="result", framework="ita-2567", scores={"9": 90})
    sign_in("head")
    close(PROGRESS)

    page = client.get(url(*place)).text

    assert result_link() in page
    assert NO_RESULT not in page


def test_missing_results_answer_the_head_with_words(client, sign_in):
    sign_in("head")

    response = client.get(url("assessments:scores", "result"))

    assert response.status_code == 200
    assert "ปีนี้ยังไม่มีผลการประเมินนี้" in response.text
    assert url("assessments:scores-start", "result") not in response.text


def test_missing_results_lead_the_officer_to_their_start(client, sign_in):
    sign_in("officer")

    response = client.get(url("assessments:scores", "result"))

    assert response.headers["Location"] == url("assessments:scores-start", "result")


@pytest.mark.parametrize(
    ("step", "role", "offered"),
    [(None, "officer", True), (ENTRY, "officer", False), (PROGRESS, "officer", True), (None, "head", False)],
)
def test_progress_offers_first_results_to_who_may_begin_them(client, year, sign_in, step, role, offered):
    year.assessments.all().delete()
    sign_in(role)
    close(*filter(None, [step]))

    page = client.get(url("measures:progress")).text

    assert "ยังไม่มีผลคะแนนก่อนดำเนินมาตรการ" in page
    assert ("กรอกผลคะแนน</a>" in page) is offered


@pytest.mark.parametrize(("role", "offered"), [("officer", True), ("head", False), ("viewer", False)])
def test_limitations_are_offered_to_who_may_edit(client, sign_in, role, offered):
    sign_in(role)

    page = client.get(url("measures:list")).text

    assert (f'href="{url("measures:limitations")}"' in page) is offered


def test_closed_plan_is_not_what_to_do_next(client, sign_in):
    sign_in("officer")
    close(ENTRY, PLAN)

    response = client.get(url("assessments:year"))

    tasks = response.context["tasks"]
    assert [task.closed for task in tasks] == [CLOSED, CLOSED, CLOSED, "", ""]
    assert [task.is_next for task in tasks] == [False, False, False, True, False]
    assert f"<p>{CLOSED}</p>" in response.text
    assert "กำหนดมาตรการต่อ" not in response.text
    assert url("assessments:past-results") not in response.text


def test_first_step_that_is_not_complete_is_what_to_do_next_while_all_are_open(client, sign_in):
    sign_in("officer")

    tasks = client.get(url("assessments:year")).context["tasks"]

    assert [task.closed for task in tasks] == [""] * 5
    assert [task.is_next for task in tasks] == [True, False, False, False, False]


@pytest.mark.parametrize(("reach", "may_import"), [("all", True), ("province", False)])
def test_export_leads_back_to_the_import_only_who_may_import(client, reach, may_import):
    administrator = make_user()
    province = {"province": "เชียงใหม่"} if reach == "province" else {}
    Membership.objects.create(user=administrator, role="administrator", reach=reach, **province)
    client.force_login(administrator)

    page = client.get(reverse("assessments:results-export"))

    assert page.status_code == 200
    assert (f'href="{reverse("assessments:results-files")}"' in page.text) is may_import
    assert client.get(reverse("assessments:results-files")).status_code == (200 if may_import else 404)


def test_windows_are_offered_for_years_that_agencies_have_open(client, year):
    make_agency_year(make_agency("other"), 2567)
    make_agency_year(make_agency("third"), 2565)
    client.force_login(make_user(administrator=True))
    present = fiscal_year_of(localdate())

    years = client.get(reverse("assessments:windows")).context["years"]

    assert years == [(each, []) for each in sorted({2565, 2567, present, present + 1}, reverse=True)]


def test_way_on_from_a_missing_page_is_open_to_who_is_not_signed_in(client):
    page = client.get("/nothing-here/").text

    assert f'href="{reverse("reports:public-search")}">ค้นหาเอกสารที่เผยแพร่</a>' in page
    assert "ไปหน้าแรก" not in page


def test_way_on_from_a_missing_page_is_the_first_page_for_who_is_signed_in(client, sign_in):
    sign_in("viewer")

    assert f'href="{reverse("assessments:home")}">ไปหน้าแรก</a>' in client.get("/nothing-here/").text


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (("measures:list",), "มาตรการ"),
        (("measures:progress",), "ผลการดำเนินการ"),
        (("reports:documents",), "เอกสาร"),
        (("reports:narrative", "preface"), "คำนำ"),
        (("assessments:scores", "baseline"), "ผลคะแนน"),
        (("assessments:what-if",), "ลองปรับคะแนน"),
    ],
)
def test_title_of_a_year_names_page_agency_and_year(client, sign_in, place, title):
    sign_in("officer")

    page = client.get(url(*place)).text

    assert f"<title>{title} สพป.ตัวอย่าง พ.ศ. 2567 · ITA สู่มาตรการ</title>" in page
