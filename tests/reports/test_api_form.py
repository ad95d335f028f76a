"""The form of the API's answers: faults in two languages, kept copies, other sites, its description and page."""

import json

import pytest
from django.test import Client
from django.urls import resolve

from reports.api.operations import OPERATIONS
from tests.makers import make_user
from tests.reports.published_nation import publish_now, scored_year, take_back

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"


@pytest.fixture
def year():
    return scored_year("sao-1", name="อบต.ทุ่งบัวขาว", kind="subdistrict_administration", province="เชียงใหม่", total=92)


def got(client, path, status=200, **asked):
    response = client.get(f"{ROOT}/{path}", asked)
    assert response.status_code == status, response.content.decode()
    return response.json()


ODD = [
    ("agencies", {"q": "a\0b"}, "q"),
    ("agencies", {"q": "ก" * 201}, "q"),
    ("agencies", {"province": "\0"}, "province"),
    ("agencies", {"kind": "none"}, "kind"),
    ("agencies", {"limit": "101"}, "limit"),
    ("agencies", {"limit": "0"}, "limit"),
    ("agencies", {"limit": "๑๐"}, "limit"),
    ("agencies", {"cursor": str(10**30)}, "cursor"),
    ("agencies", {"cursor": "-1"}, "cursor"),
    ("agencies", {"cursor": ["1", "2"]}, "cursor"),
    ("agencies", {"page": str(10**30)}, "page"),
    ("publications", {"published_since": "2026-02-30"}, "published_since"),
    ("publications", {"published_since": "20260201"}, "published_since"),
    ("publications", {"published_since": "2569-01-01T00:00"}, "published_since"),
    ("publications", {"fiscal_year_be": "2026"}, "fiscal_year_be"),
    ("publications", {"fiscal_year_be": "2568.0"}, "fiscal_year_be"),
    ("publications", {"document": ""}, "document"),
    ("publications", {"agency": "\0"}, "agency"),
    ("publications/ABCD2345", {"x": "1"}, "x"),
    ("results", {}, "assessed_year_be"),
    ("results", {"assessed_year_be": ""}, "assessed_year_be"),
]


@pytest.mark.parametrize(("path", "asked", "parameter"), ODD)
def test_odd_parameter_is_a_400_that_names_it(client, path, asked, parameter):
    problem = got(client, path, 400, **asked)

    assert [fault["parameter"] for fault in problem["errors"]] == [parameter]
    assert (problem["title"], problem["title_th"]) == ("Bad request", "คำขอไม่ถูกต้อง")


def test_all_faults_are_said_at_once_in_both_languages(client):
    problem = got(client, "publications", 400, fiscal_year_be="x", limit="1000", nonsense="1")

    assert problem["errors"] == [
        {"parameter": "nonsense", "message": "Unknown parameter.", "message_th": "ไม่มีพารามิเตอร์นี้"},
        {
            "parameter": "fiscal_year_be",
            "message": "Expected a whole number from 2550 to 2650.",
            "message_th": "ให้ได้เฉพาะจำนวนเต็ม 2550 ถึง 2650",
        },
        {
            "parameter": "limit",
            "message": "Expected a whole number from 1 to 100.",
            "message_th": "ให้ได้เฉพาะจำนวนเต็ม 1 ถึง 100",
        },
    ]


@pytest.mark.parametrize(
    "path", ["", "nothing", "agencies/", "agencies/ก", "publications/%00", "publications/a%2Fb", "x%0a"]
)
def test_anything_else_under_the_address_is_a_problem_and_no_page(client, path):
    response = client.get(f"{ROOT}/{path}")

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert "/api/" in response.json()["detail_th"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["agencies", "publications/ABCD2345/data", "openapi.json", "nothing"])
def test_nothing_can_be_written(method, path):
    response = Client(enforce_csrf_checks=True).generic(method, f"{ROOT}/{path}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"


def test_every_answer_may_be_read_from_other_sites_and_only_refusals_are_kept(client, year):
    publish_now(year)
    client.force_login(make_user())

    refused = "public, max-age=60"
    for path, status, kept in (
        ("agencies", 200, "public, no-cache"),
        ("agencies?x=1", 400, refused),
        ("agencies/nobody", 404, refused),
        ("publications/22222222/data", 404, refused),
        ("publications/22222222/data?x=1", 400, refused),
        ("openapi.json", 200, "public, max-age=3600"),
    ):
        response = client.get(f"{ROOT}/{path}")
        assert response.status_code == status
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == kept
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_browser_asks_first_and_is_told_what_it_may(client):
    response = client.options(f"{ROOT}/agencies")

    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (200, "GET, HEAD, OPTIONS")
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"


def test_answer_that_is_there_already_is_not_sent_again(client, year):
    publication = publish_now(year)
    path = f"{ROOT}/publications/{publication.address}"

    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": etag})
    take_back(publication)

    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200
    assert client.head(path).content == b""


def test_whatever_form_is_wanted_json_is_given_in_readable_thai(client, year):
    publish_now(year)

    response = client.get(f"{ROOT}/agencies", headers={"accept": "text/html"})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert "อบต.ทุ่งบัวขาว".encode() in response.content


# --- The description --------------------------------------------------------------------------------------------------


def test_every_operation_is_answered_by_the_view_that_declares_it():
    for operation in OPERATIONS:
        found = resolve(example_path(operation))
        assert (found.view_name, found.func.view_class.operation) == (f"reports:{operation.name}", operation)


def example_path(operation):
    path = operation.path
    for parameter in operation.place:
        path = path.replace(f"{{{parameter.name}}}", str(parameter.example))
    return path


def test_description_names_every_parameter_and_its_bounds(client):
    paths = client.get(f"{ROOT}/openapi.json").json()["paths"]

    asked = {each["name"]: each for each in paths["/api/v1/results"]["get"]["parameters"]}
    assert list(asked) == ["assessed_year_be", "agency", "cursor", "limit"]
    assert asked["assessed_year_be"]["required"] is True
    assert asked["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100, "default": 50}
    assert sorted(paths["/api/v1/publications/{address}/data"]["get"]["responses"]) == [
        *("200", "304", "400", "404", "405", "410")
    ]


def test_description_says_what_is_not_ready_before_the_first_build_and_when_to_come_back(client):
    paths = client.get(f"{ROOT}/openapi.json").json()["paths"]

    waiting = [path for path, operation in paths.items() if "503" in operation["get"]["responses"]]
    assert waiting == ["/api/v1/agencies/{code}", "/api/v1/results"]
    answer = paths["/api/v1/results"]["get"]["responses"]["503"]
    assert answer["headers"]["Retry-After"]["schema"] == {"type": "integer", "minimum": 0}
    assert list(answer["content"]) == ["application/problem+json"]
    assert "503 ยังไม่พร้อม" in client.get("/api/").content.decode()


def test_page_explains_every_operation_and_its_example(client):
    page = client.get("/api/").content.decode()

    for operation in OPERATIONS:
        assert f"GET {operation.path}" in page
        assert operation.summary in page
    assert "<script" not in page
    assert json.dumps(OPERATIONS[0].answer.example["items"][0]["name"], ensure_ascii=False)[1:-1] in page
