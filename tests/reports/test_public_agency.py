"""The page of an agency: all that it published, said to be what it is; a 404 where nothing is published."""

import re
from datetime import UTC, datetime

import pytest

from tests.makers import make_agency, make_agency_year
from tests.reports.public_pages import queries_of, read_aloud
from tests.reports.public_rows import put_out, take_back

pytestmark = pytest.mark.django_db


def test_page_of_an_agency_shows_all_its_versions_by_year(client):
    agency = make_agency("own", name="สำนักงานทดสอบ", kind="education_area", province="ลำปาง")
    old = put_out(agency, fiscal_year=2566, agency_name="ชื่อเดิม")
    first = put_out(agency)
    second = put_out(agency, number=2)
    report = put_out(agency, kind="progress", title="รายงานผล")
    take_back(report, reason="ภาพผิด")

    page = client.get("/public/agencies/own/").content.decode()

    assert re.findall(r'href="/v/(\w+)/"', page) == [each.address for each in (second, first, report, old)]
    assert re.findall(r'class="state[^"]*">([^<]+)<', page) == ["ฉบับที่ใช้อยู่", "มีฉบับใหม่กว่า", "ถอนแล้ว", "ฉบับที่ใช้อยู่"]
    said = read_aloud(page)
    assert "ถอนเมื่อ 5 กุมภาพันธ์ 2567 เหตุผล: ภาพผิด" in said
    assert "ในชื่อ ชื่อเดิม" in said
    assert said.index("พ.ศ. 2567") < said.index("พ.ศ. 2566")


def test_day_of_a_withdrawal_is_that_of_thailand(client):
    late = datetime(2024, 2, 5, 18, 30, tzinfo=UTC)
    publication = put_out(make_agency("own"))
    take_back(publication, at=late)

    pages = [client.get(path).content.decode() for path in ("/public/agencies/own/", f"/v/{publication.address}/")]

    assert ["6 กุมภาพันธ์ 2567" in page.partition("ถอน")[2] for page in pages] == [True, True]


def test_page_of_an_agency_without_publications_is_a_404_like_one_that_is_not_there(client):
    make_agency_year(make_agency("idle"))
    put_out(make_agency("preparing"), state="requested")

    answers = [client.get(f"/public/agencies/{code}/") for code in ("idle", "preparing", "nobody")]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.content for answer in answers}) == 1


def test_page_of_an_agency_tells_of_no_other_version_and_no_person(client):
    agency = put_out(make_agency("own")).agency_year.agency
    put_out(agency, number=2, state="requested", title="ความลับ")
    put_out("อีกหน่วยงาน")

    page = client.get("/public/agencies/own/").content.decode()

    assert len(re.findall(r'href="/v/', page)) == 1
    assert [word for word in ("ความลับ", "อีกหน่วยงาน", "user-") if word in page] == []


def test_agency_that_took_everything_back_keeps_its_page(client):
    take_back(put_out(make_agency("own")))

    assert "ถอนแล้ว" in client.get("/public/agencies/own/").content.decode()


def test_page_of_an_agency_asks_one_query_for_one_and_many(client):
    agency = put_out(make_agency("own")).agency_year.agency
    few = queries_of(client, "/public/agencies/own/")
    for number in range(2, 9):
        take_back(put_out(agency, number=number))

    assert queries_of(client, "/public/agencies/own/") == few == 1
