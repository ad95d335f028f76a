"""Answers to the public are the same for everybody, set no cookie, and are kept by browsers and proxies."""

import time

import pytest

from ita_portal.accounts.sessions import SEEN
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_user
from tests.reports.public_pages import got
from tests.reports.public_rows import put_out, take_back
from tests.reports.publications import publishable_year, published

pytestmark = pytest.mark.django_db


SEARCH = "/public/"


@pytest.fixture
def addresses():
    """Every public address, of a version whose files are there."""
    year = publishable_year("own", name="สำนักงานทดสอบ")
    publication = published(year, by=make_user("officer", officer_of=year.agency))
    refresh_all()
    place = f"/v/{publication.address}/"
    files = [f"{place}{each}/" for each in ("pdf", "docx", "csv", "json")]
    pages = [place, f"{place}page/", SEARCH, "/public/agencies/own/", "/robots.txt", "/sitemap.xml", "/sitemap-1.xml"]
    return [*pages, *files]


def test_answers_are_the_same_for_everybody_and_set_no_cookie(client, addresses):
    stranger = [got(client, path) for path in addresses]
    sign_in_long_ago(client)
    signed_in = [got(client, path) for path in addresses]

    assert [response.status_code for response, _ in stranger] == [200] * len(addresses)
    assert [content for _, content in stranger] == [content for _, content in signed_in]
    for response, _ in stranger + signed_in:
        assert (dict(response.cookies), response.headers.get("Vary")) == ({}, None)


def test_what_a_withdrawal_may_change_is_asked_for_each_time_and_answered_in_a_word(client, addresses):
    kept = {path: got(client, path)[0]["Cache-Control"] for path in addresses}

    an_hour = {path for path, how in kept.items() if how == "public, max-age=3600"}
    assert an_hour == {"/robots.txt", "/sitemap.xml", "/sitemap-1.xml"}
    assert {how for path, how in kept.items() if path not in an_hour} == {"public, no-cache"}


def sign_in_long_ago(client):
    """So long that the next page of the person would renew the session."""
    client.login(username="officer", password="secret-for-tests")
    session = client.session
    session[SEEN] = int(time.time()) - 3600
    session.save()


def test_session_lasts_after_a_public_page(client, addresses):
    sign_in_long_ago(client)

    client.get(SEARCH)

    assert client.get("/agencies/own/").status_code == 200


def test_what_the_browser_has_is_not_sent_again(client, addresses):
    for path in addresses:
        first, _ = got(client, path)
        again, content = got(client, path, if_none_match=first["ETag"])

        assert (path, again.status_code, content) == (path, 304, b"")
        assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])


def test_head_tells_the_same_without_the_content(client, addresses):
    for path in addresses:
        full, content = got(client, path)
        head, nothing = got(client, path, "head")

        assert (path, head.status_code, nothing) == (path, 200, b"")
        assert (head["ETag"], head["Content-Type"]) == (full["ETag"], full["Content-Type"])
        assert full.headers.get("Content-Length") == str(len(content))


def test_withdrawn_version_is_told_as_gone_at_once_and_its_page_stays(client, addresses):
    publication = put_out(make_agency("other"))
    before = client.get(f"/v/{publication.address}/")["ETag"]
    take_back(publication)

    page = client.get(f"/v/{publication.address}/", headers={"if-none-match": before})
    files = [client.get(f"/v/{publication.address}/{each}/") for each in ("pdf", "csv", "page")]

    assert (page.status_code, '<meta name="robots" content="noindex">' in page.content.decode()) == (200, True)
    assert [(file.status_code, file["Cache-Control"]) for file in files] == [(410, "public, max-age=60")] * 3


def test_public_pages_take_nothing(client, addresses):
    assert {client.post(path).status_code for path in addresses} == {405}
