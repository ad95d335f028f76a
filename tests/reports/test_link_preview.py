"""Links to the public pages: what is shown of them, the code of the short address, and the ways there."""

import re

import pytest
from PIL import Image

from reports.documents.qr import qr_code
from tests.guards.source import ROOT
from tests.makers import make_agency, make_user
from tests.reports.public_pages import got
from tests.reports.public_rows import put_out
from tests.reports.publications import publishable_year, published

pytestmark = pytest.mark.django_db


SEARCH = "/public/"


@pytest.fixture(autouse=True)
def _public_url(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"


def meta(page):
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (SEARCH, "เอกสารที่หน่วยงานเผยแพร่"),
        ("/public/agencies/own/", "เอกสารที่เผยแพร่ของสำนักงาน &quot;ทดสอบ&quot;"),
        ("/v/00000000/", "มาตรการส่งเสริม ฉบับที่ 1"),
    ],
)
def test_link_to_a_page_has_a_preview_with_whole_addresses(client, path, title):
    publication = put_out(make_agency("own", name='สำนักงาน "ทดสอบ"'))
    path = path.replace("00000000", publication.address)

    page = client.get(path).content.decode()

    tags = meta(page)
    assert tags["og:title"] == title
    assert tags["og:url"] == f"https://ita.example.go.th{path}"
    assert f'<link rel="canonical" href="https://ita.example.go.th{path}">' in page
    assert tags["og:image"] == "https://ita.example.go.th/static/img/share.png"
    assert (tags["og:locale"], tags["twitter:card"]) == ("th_TH", "summary_large_image")
    assert tags["og:description"] == tags["description"] != ""
    assert "robots" not in tags


def test_picture_of_the_preview_is_served_and_as_large_as_the_page_says(client):
    tags = meta(client.get(SEARCH).content.decode())

    with Image.open(ROOT / "static" / "img" / "share.png") as picture:
        assert picture.size == (int(tags["og:image:width"]), int(tags["og:image:height"]))


def test_page_of_a_version_holds_the_code_of_its_short_address(client):
    publication = put_out("สำนักงานทดสอบ")
    address = f"https://ita.example.go.th/v/{publication.address}"

    page = client.get(f"/v/{publication.address}/").content.decode()

    assert f'd="{qr_code(address).path}"' in page
    assert f'aria-label="คิวอาร์โค้ดของ {address}"' in page
    assert 'href="/public/agencies/' in page


def test_files_name_the_page_that_they_belong_to(client):
    year = publishable_year()
    page = f"/v/{published(year, by=make_user(officer_of=year.agency)).address}/"

    links = {got(client, f"{page}{each}/")[0]["Link"] for each in ("pdf", "csv", "page")}

    assert links == {f'<https://ita.example.go.th{page}>; rel="canonical"'}


def test_way_to_the_search_stands_in_the_head_of_every_page(client):
    put_out(make_agency("own"))
    officer = make_user("officer", officer_of=make_agency("mine"))
    link = '<a href="/public/">เอกสารที่เผยแพร่</a>'

    public = [client.get(path).content.decode() for path in (SEARCH, "/public/agencies/own/", "/accounts/login/")]
    client.force_login(officer)
    private = client.get("/agencies/mine/").content.decode()

    assert [link in page for page in (*public, private)] == [True] * 4
