"""The API gives what is published and stands, page by page, and nothing else."""

from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment
from reports.models import Publication, PublishedFile
from reports.published_files import stored_path
from tests.makers import make_agency, make_user
from tests.reports.published_nation import at, built, publish_now, scored_year, take_back

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"


@pytest.fixture
def year():
    return scored_year("sao-1", name="อบต.ทุ่งบัวขาว", kind="subdistrict_administration", province="เชียงใหม่", total=92)


def got(client, path, status=200, **asked):
    response = client.get(f"{ROOT}/{path}", asked)
    assert response.status_code == status, response.content.decode()
    return response.json()


def all_pages(client, path, **asked):
    """Every item, by following `next`; and how many pages there were."""
    page, pages = got(client, path, **asked), 1
    items = page["items"]
    while page["next"]:
        place = urlsplit(page["next"])
        page = client.get(place.path, {name: values[0] for name, values in parse_qs(place.query).items()}).json()
        items, pages = items + page["items"], pages + 1
    return items, pages


def two_years():
    """One agency with two documents of which one has two versions, and another with one."""
    first = scored_year("a", name="ก", province="เลย", kind="hospital")
    second = scored_year("b", 2568, name="ข", province="ตาก")
    return [
        publish_now(first, moment=at(2)),
        publish_now(first, moment=at(3)),
        publish_now(first, "analysis", moment=at(4)),
        publish_now(second, moment=at(5)),
    ]


# --- Agencies ---------------------------------------------------------------------------------------------------------


def test_agencies_are_those_that_published(client, year, settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    publish_now(year, moment=at(2))
    make_agency("silent", name="ยังไม่เผยแพร่")

    assert got(client, "agencies") == {
        "next": None,
        "items": [
            {
                "code": "sao-1",
                "name": "อบต.ทุ่งบัวขาว",
                "kind": "subdistrict_administration",
                "kind_name": "องค์การบริหารส่วนตำบล",
                "province": "เชียงใหม่",
                "versions": 1,
                "first_fiscal_year_be": 2567,
                "last_fiscal_year_be": 2567,
                "last_published_at": "2026-11-02T16:00:00+07:00",
                "url": "https://ita.example.go.th/public/agencies/sao-1/",
            }
        ],
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["a", "b"]),
        ({"q": "เลย"}, ["a"]),
        ({"q": "ตาก"}, ["b"]),
        ({"q": ""}, ["a", "b"]),
        ({"kind": "hospital"}, ["a"]),
        ({"province": "ตาก"}, ["b"]),
        ({"province": "เลย", "kind": "court"}, []),
    ],
)
def test_agencies_are_found_by_word_kind_and_province(client, asked, expected):
    two_years()

    assert [item["code"] for item in got(client, "agencies", **asked)["items"]] == expected


def test_agency_tells_its_published_results(client, year):
    publish_now(year)
    publish_now(scored_year("", 2568, agency=year.agency, total=95))
    built()
    Assessment.objects.update(total=1)

    agency = got(client, "agencies/sao-1")

    assert (agency["code"], agency["versions"]) == ("sao-1", 2)
    assert [(row["assessed_year_be"], row["total"]) for row in agency["results"]] == [(2567, 95), (2566, 92)]


@pytest.mark.parametrize("code", ["silent", "nobody"])
def test_agency_without_publication_is_a_404_like_one_that_is_not_there(client, code):
    scored_year("silent")

    assert got(client, f"agencies/{code}", 404)["detail_th"] == "ไม่มีเอกสารของหน่วยงานที่เผยแพร่ ณ ที่อยู่นี้"


# --- Publications -----------------------------------------------------------------------------------------------------


def test_publications_are_the_newest_first_with_their_status(client):
    first, second, third, fourth = two_years()
    take_back(fourth)

    items = got(client, "publications")["items"]

    assert [(item["address"], item["status"]) for item in items] == [
        (fourth.address, "withdrawn"),
        (third.address, "standing"),
        (second.address, "standing"),
        (first.address, "replaced"),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"agency": "a"}, [2, 1, 0]),
        ({"agency": "nobody"}, []),
        ({"document": "analysis"}, [2]),
        ({"fiscal_year_be": "2568"}, [3]),
        ({"published_since": "2026-11-04"}, [3, 2]),
        ({"published_since": "0001-01-01"}, [3, 2, 1, 0]),
        ({"published_since": "9999-12-31"}, []),
        ({"agency": "a", "document": "measures", "published_since": "2026-11-03"}, [1]),
    ],
)
def test_publications_are_chosen_by_what_is_asked(client, asked, expected):
    publications = two_years()

    addresses = [item["address"] for item in got(client, "publications", **asked)["items"]]

    assert addresses == [publications[index].address for index in expected]


def test_day_of_publication_begins_at_thai_midnight(client, year):
    """17:00 of the 3rd in UTC is the 4th in Thailand."""
    late = publish_now(year, moment=at(3, hour=17))
    publish_now(year, "analysis", moment=at(3, hour=16))

    items = got(client, "publications", published_since="2026-11-04")["items"]

    assert [item["address"] for item in items] == [late.address]


def test_publication_tells_its_files_hashes_and_versions(client, year, settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    first, second = publish_now(year, moment=at(2)), publish_now(year, moment=at(3), comment="แก้คะแนน")

    found = got(client, f"publications/{second.address}")

    place = f"https://ita.example.go.th/v/{second.address}/"
    assert (found["url"], found["change"], found["version"], found["status"]) == (place, "แก้คะแนน", 2, "standing")
    assert found["data_url"] == f"https://ita.example.go.th/api/v1/publications/{second.address}/data"
    assert {(each["format"], each["url"], each["sha256"], each["size"]) for each in found["files"]} == {
        (row.format, f"{place}{row.format}/", row.sha256, row.size)
        for row in PublishedFile.objects.filter(publication=second)
    }
    assert [(each["address"], each["status"]) for each in found["versions"]] == [
        (second.address, "standing"),
        (first.address, "replaced"),
    ]


def test_withdrawn_publication_keeps_its_hashes_and_loses_its_files(client, year):
    publication = publish_now(year)
    take_back(publication, reason="คะแนนผิด", moment=at(5))

    found = got(client, f"publications/{publication.address}")
    gone = got(client, f"publications/{publication.address}/data", 410)

    assert (found["status"], found["withdrawn_at"]) == ("withdrawn", "2026-11-05T16:00:00+07:00")
    assert (found["withdrawn_reason"], found["data_url"]) == ("คะแนนผิด", None)
    assert {each["url"] for each in found["files"]} == {None}
    assert len({each["sha256"] for each in found["files"]}) == 3
    assert (gone["status"], gone["detail_th"]) == (410, "หน่วยงานถอนแล้ว: คะแนนผิด")


def test_data_are_the_frozen_bytes(client, year):
    publication = publish_now(year)
    Assessment.objects.update(total=1)

    response = client.get(f"{ROOT}/publications/{publication.address}/data")

    frozen = publication.files.get(format="json")
    assert sha256(response.content).hexdigest() == frozen.sha256
    assert response.json()["assessment"]["overall"] == 92
    assert response["Cache-Control"] == "public, no-cache"


def test_address_may_be_typed_in_small_letters(client, year):
    publication = publish_now(year, address="ABCDEFGH")

    assert got(client, "publications/abcd-efgh")["address"] == publication.address


def test_version_in_preparation_is_nowhere(client, year):
    values = {"agency_year": year, "kind": "measures", "number": 1, "address": "ABCD2345", "title": "ร่าง"}
    Publication.objects.create(agency_name="ก", fiscal_year=2567, requested_by=make_user(), **values)
    built()

    assert got(client, "publications")["items"] == got(client, "agencies")["items"] == []
    assert got(client, "results", assessed_year_be=2566)["items"] == []
    for path in ("publications/ABCD2345", "publications/ABCD2345/data", "agencies/sao-1"):
        got(client, path, 404)


def test_data_file_that_was_lost_is_a_404(client, year):
    publication = publish_now(year)
    stored_path(publication.files.get(format="json").file.name).unlink()

    got(client, f"publications/{publication.address}/data", 404)


# --- Results ----------------------------------------------------------------------------------------------------------


def test_results_are_those_of_the_open_data(client, year):
    publish_now(year)
    publish_now(scored_year("b", total=81))
    publish_now(scored_year("c", 2568, total=70))
    built()
    Assessment.objects.update(total=1)

    assert [(row["agency_code"], row["total"]) for row in got(client, "results", assessed_year_be=2566)["items"]] == [
        ("sao-1", 92),
        ("b", 81),
    ]
    assert [row["total"] for row in got(client, "results", assessed_year_be=2566, agency="b")["items"]] == [81]


def test_result_that_was_withdrawn_is_gone_before_the_next_build(client, year):
    publication = publish_now(year)
    built()
    assert len(got(client, "results", assessed_year_be=2566)["items"]) == 1

    take_back(publication)

    assert got(client, "results", assessed_year_be=2566)["items"] == []
    assert got(client, "agencies/sao-1")["results"] == []


@pytest.mark.parametrize("path", ["results?assessed_year_be=2566", "agencies/sao-1"])
def test_results_before_the_first_build_are_not_ready_instead_of_none(client, year, path):
    publish_now(year)

    response = client.get(f"{ROOT}/{path}")

    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert (response["Retry-After"], problem["status"]) == ("600", 503)
    assert "Retry-After" in response["Access-Control-Expose-Headers"]
    assert "built for the first time" in problem["detail"]
    assert "กำลังจัดทำข้อมูลเปิดเป็นครั้งแรก" in problem["detail_th"]
    built()
    assert client.get(f"{ROOT}/{path}").status_code == 200


@pytest.mark.parametrize("asked", [{"assessed_year_be": "2599"}, {"assessed_year_be": "2566", "agency": "nobody"}])
def test_results_that_there_are_none_of_after_a_build_are_an_empty_list(client, year, asked):
    publish_now(year)
    built()

    assert got(client, "results", **asked) == {"next": None, "items": []}


def test_what_is_not_fed_by_the_build_is_answered_before_it(client, year):
    publication = publish_now(year)

    for path in ("agencies", "publications", f"publications/{publication.address}"):
        got(client, path)
    got(client, "agencies/nobody", 404)
    got(client, "results", 400)


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "asked", "key"),
    [
        ("agencies", {}, "code"),
        ("publications", {}, "address"),
        ("publications", {"document": "measures"}, "address"),
        ("results", {"assessed_year_be": "2566"}, "publication"),
    ],
)
def test_pages_hold_every_row_once(client, path, asked, key):
    for number in range(5):
        publish_now(scored_year(f"a-{number}"))
    built()

    whole, _ = all_pages(client, path, **asked)
    by_two, pages = all_pages(client, path, limit="2", **asked)

    assert (len({row[key] for row in whole}), pages) == (5, 3)
    assert by_two == whole


@pytest.mark.parametrize(
    ("path", "asked"),
    [("agencies", {}), ("publications", {}), ("results", {"assessed_year_be": "2566"}), ("agencies/a-0", {})],
)
def test_queries_are_as_many_whatever_the_number_of_rows(client, path, asked):
    publish_now(scored_year("a-0"))
    built()
    with CaptureQueriesContext(connection) as one:
        got(client, path, **asked)
    for number in range(1, 4):
        take_back(publish_now(scored_year(f"a-{number}"), "analysis"))
        publish_now(scored_year(f"b-{number}"))
    built("2-1")

    with CaptureQueriesContext(connection) as several:
        got(client, path, **asked)

    assert len(several) == len(one) <= 3


def test_publication_costs_the_same_queries_whatever_the_number_of_versions(client, year):
    publication = publish_now(year)
    with CaptureQueriesContext(connection) as one:
        got(client, f"publications/{publication.address}")
    publish_now(year)
    take_back(publish_now(year))

    with CaptureQueriesContext(connection) as several:
        got(client, f"publications/{publication.address}")

    assert len(several) == len(one) <= 4
