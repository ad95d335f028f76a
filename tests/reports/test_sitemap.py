"""What search engines are told: which pages are for everybody, and where every version that stands is."""

from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers import make_agency
from tests.reports.public_rows import put_out, take_back

pytestmark = pytest.mark.django_db
SITE = "https://ita.example.go.th"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _public_url(settings):
    settings.PUBLIC_URL = SITE


def locations(response):
    return [each.text for each in ElementTree.fromstring(response.content).iterfind("*/s:loc", NAMES)]


def page(client, number=1):
    return client.get(f"/sitemap-{number}.xml")


def test_robots_are_led_to_the_public_pages_and_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response.content.decode() == (
        "User-agent: *\n"
        "Disallow: /public/*?\n"
        "Disallow: /api/v1/\n"
        "Allow: /v/\n"
        "Allow: /public/\n"
        "Allow: /open-data/\n"
        "Allow: /api/\n"
        "Allow: /static/\n"
        "Allow: /sitemap\n"
        "Disallow: /\n"
        "\n"
        "Sitemap: https://ita.example.go.th/sitemap.xml\n"
    )


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        ("/v/ABCD2345/", True),
        ("/v/ABCD2345/pdf/", True),
        ("/public/", True),
        ("/public/agencies/own/", True),
        ("/static/css/portal.css", True),
        ("/open-data/", True),
        ("/api/", True),
        ("/api/v1/agencies", False),
        ("/sitemap.xml", True),
        ("/sitemap-1.xml", True),
        ("/", False),
        ("/accounts/login/", False),
        ("/agencies/own/2567/", False),
        ("/admin/", False),
    ],
)
def test_robots_may_read_what_is_for_everybody(client, path, is_open):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())

    assert parser.can_fetch("anybot", SITE + path) == is_open


def test_sitemap_of_one_version_says_where_it_is_and_since_when(client):
    publication = put_out("สำนักงานทดสอบ", pk=7, at=datetime(2024, 2, 5, 18, 30, tzinfo=UTC))

    assert client.get("/sitemap.xml").content.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"<sitemap><loc>{SITE}/sitemap-1.xml</loc></sitemap>\n"
        "</sitemapindex>\n"
    )
    assert page(client).content.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"<url><loc>{SITE}/v/{publication.address}/</loc><lastmod>2024-02-06T01:30:00+07:00</lastmod></url>\n"
        "</urlset>\n"
    )


def test_only_versions_that_stand_are_listed(client):
    agency = make_agency()
    put_out(agency, pk=1)
    second, third = put_out(agency, pk=2, number=2), put_out(agency, pk=3, number=3)
    take_back(third)
    put_out(agency, pk=4, number=4, state="requested")
    report = put_out(agency, pk=5, kind="progress")
    take_back(put_out("อื่น", pk=6))

    assert locations(page(client)) == [f"{SITE}/v/{each.address}/" for each in (second, report)]


def test_pages_are_ranges_of_five_thousand_keys_up_to_the_newest(client):
    last_of_first, first_of_second = put_out("ก", pk=5000), put_out("ข", pk=5001)
    take_back(put_out("ค", pk=10001))
    far = put_out("ง", pk=20001)

    assert locations(client.get("/sitemap.xml")) == [f"{SITE}/sitemap-{number}.xml" for number in range(1, 6)]
    listed = [locations(page(client, number)) for number in range(1, 6)]
    one, two, five = ([f"{SITE}/v/{each.address}/"] for each in (last_of_first, first_of_second, far))
    assert listed == [one, two, [], [], five]
    assert [page(client, number).status_code for number in (0, 6, 10**9, 10**40)] == [404] * 4


def test_portal_without_publications_has_an_empty_index_and_no_page(client):
    assert locations(client.get("/sitemap.xml")) == []
    assert page(client).status_code == 404


def test_page_and_index_ask_one_query(client):
    for number in range(12):
        put_out(f"หน่วยงาน {number}", pk=number + 1)

    assert (queries(client, "/sitemap-1.xml"), queries(client, "/sitemap.xml")) == (1, 1)


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


def test_both_are_xml_kept_an_hour(client):
    put_out("สำนักงานทดสอบ", pk=1)

    answers = [client.get("/sitemap.xml"), page(client)]

    assert {answer["Content-Type"] for answer in answers} == {"application/xml; charset=utf-8"}
    assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=3600"}
