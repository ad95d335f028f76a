"""The page of the open data and the downloads: files are what the page says of them."""

import gzip
import json
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.models import OpenDataFile
from reports.open_data.datasets import TERMS
from reports.published_files import stored_path
from tests.reports.published_nation import (
    built,
    publish_now,
    scored_year,
    unpacked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return scored_year(
        "sao-1", name="อบต.ทุ่งบัวขาว", total="92.416667", scores={"IIT": 91.5, "EIT": 88.25, "1": 90, "10": 0, "o29": 0}
    )


def download(client, name, **headers):
    response = client.get(f"/open-data/{name}", headers=headers)
    return response, response.getvalue() if response.streaming else response.content


def test_page_offers_every_file_with_its_hash_and_size(client, year):
    publish_now(year)
    built()

    page = client.get("/open-data/").content.decode()

    for file in OpenDataFile.objects.all():
        assert f'href="/open-data/{file.name}.{file.format}"' in page
        assert file.sha256 in page
    assert TERMS in page
    assert "ข้อมูล ณ" in page


def test_page_before_the_first_build_says_so(client):
    page = client.get("/open-data/")

    assert page.status_code == 200
    assert "กำลังจัดทำครั้งแรก" in page.content.decode()
    assert "โปรดกลับมาที่หน้านี้ในอีก 10 นาที" in page.content.decode()


def test_page_after_the_first_build_asks_nobody_to_come_back(client):
    built()

    page = client.get("/open-data/").content.decode()

    assert "โปรดกลับมา" not in page
    assert "ยังไม่มีหน่วยงานใดเผยแพร่ผลการประเมิน" in page


def test_page_costs_the_same_queries_whatever_there_is(client, year):
    with CaptureQueriesContext(connection) as without:
        client.get("/open-data/")
    publish_now(year)
    publish_now(scored_year("b", 2568))
    built()

    with CaptureQueriesContext(connection) as with_files:
        client.get("/open-data/")

    assert len(without) == len(with_files) == 2


@pytest.mark.parametrize("encoding", ["gzip, br", "identity", "gzip;q=0"])
@pytest.mark.parametrize(
    ("name", "content_type"), [("results-2566.csv", "text/csv; charset=utf-8"), ("results.json", "application/json")]
)
def test_download_is_what_the_page_says_packed_or_not(client, year, encoding, name, content_type):
    publish_now(year)
    built()
    stem, _, file_format = name.rpartition(".")
    file = OpenDataFile.objects.get(name=stem, format=file_format)

    response, content = download(client, name, accept_encoding=encoding)

    assert (response.get("Content-Encoding") == "gzip") == (encoding == "gzip, br")
    data = gzip.decompress(content) if encoding == "gzip, br" else content
    assert (sha256(data).hexdigest(), len(data)) == (file.sha256, file.size)
    assert int(response["Content-Length"]) == len(content)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="ita-{name}"'
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Vary"] == "Accept-Encoding"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_download_that_is_there_already_is_not_sent_again(client, year):
    publish_now(year)
    built()
    response, _ = download(client, "results.csv")

    by_tag, empty = download(client, "results.csv", if_none_match=response["ETag"])
    by_date, _ = download(client, "results.csv", if_modified_since=response["Last-Modified"])
    head = client.head("/open-data/results.csv")

    assert (by_tag.status_code, empty, by_date.status_code) == (304, b"", 304)
    assert by_tag["ETag"] == response["ETag"] == head["ETag"]
    assert (head.status_code, head["Content-Length"]) == (200, response["Content-Length"])
    head.close()


@pytest.mark.parametrize("name", ["results-2599.csv", "results.xlsx", "x.csv", "results-.csv", "..%2fdb.csv"])
def test_file_that_there_is_not_is_a_404(client, year, name):
    publish_now(year)
    built()

    assert client.get(f"/open-data/{name}").status_code == 404


def test_file_that_was_lost_is_a_404_and_no_error(client, year):
    publish_now(year)
    built()
    stored_path(OpenDataFile.objects.get(name="results", format="csv").file.name).unlink()

    assert client.get("/open-data/results.csv").status_code == 404


@pytest.mark.parametrize("path", ["/open-data/", "/open-data/results.csv"])
def test_nothing_can_be_posted(path):
    assert Client(enforce_csrf_checks=False).post(path).status_code == 405


def test_json_is_one_valid_document_with_readable_thai(year):
    publish_now(year)
    built()

    data = unpacked("publications", "json")

    assert "มาตรการ".encode() in data
    assert len(json.loads(data)["rows"]) == 1
