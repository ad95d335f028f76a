"""Every address of the portal, walked as nobody, as another agency and as the own officer."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from assessments.models import ResultsImport
from measures.models import CatalogueEntry, Photo
from reports.models import AgencyLogo, Attachment
from reports.publishing import publish
from reports.renderings import start_rendering
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_measure,
    make_progress,
    make_user,
)
from tests.measures.pictures import picture_bytes

pytestmark = pytest.mark.django_db

PUBLIC = {"accounts:login", "favicon"}
SIGNED_IN = {
    "accounts:logout",
    "accounts:password",
    "accounts:password-done",
    "assessments:home",
    "assessments:agency-list",
    "reports:import",
}
AGENCY = {
    "assessments:agency": {},
    "assessments:agency-edit": {},
    "assessments:year": {},
    "assessments:year-open": {},
    "assessments:score-home": {},
    "assessments:scores": {"role": "baseline"},
    "assessments:announced": {"role": "baseline"},
    "assessments:scores-import": {"role": "baseline"},
    "assessments:scores-start": {"role": "baseline"},
    "assessments:score-sheet": {"role": "baseline", "instrument": "OIT"},
    "assessments:score-cells": {"role": "baseline", "instrument": "OIT"},
    "assessments:score-paste": {"role": "baseline", "instrument": "OIT"},
    "assessments:past-results": {},
    "assessments:changes": {},
    "assessments:analysis": {},
    "assessments:trends": {},
    "assessments:what-if": {},
    "assessments:finding-add": {},
    "assessments:finding-edit": {"pk": "finding"},
    "assessments:finding-delete": {"pk": "finding"},
    "assessments:targets": {},
    "measures:list": {},
    "measures:add": {},
    "measures:edit": {"pk": "measure"},
    "measures:delete": {"pk": "measure"},
    "measures:move": {"pk": "measure"},
    "measures:accept": {"pk": "measure"},
    "measures:keep": {"pk": "measure"},
    "measures:carry-over": {},
    "measures:draft": {},
    "measures:catalogue": {},
    "measures:entry-add": {},
    "measures:entry-edit": {"pk": "kept"},
    "measures:entry-delete": {"pk": "kept"},
    "measures:limitations": {},
    "measures:progress": {},
    "measures:progress-add": {},
    "measures:progress-edit": {"pk": "entry"},
    "measures:progress-delete": {"pk": "entry"},
    "measures:photos": {},
    "measures:photo-add": {},
    "measures:photo-edit": {"pk": "photo"},
    "measures:photo-delete": {"pk": "photo"},
    "measures:photo-move": {"pk": "photo"},
    "measures:photo-file": {"pk": "photo"},
    "reports:documents": {},
    "reports:preview": {"kind": "measures"},
    "reports:page": {"kind": "measures"},
    "reports:pdf": {"kind": "measures"},
    "reports:pdf-job": {"kind": "measures", "pk": "job"},
    "reports:publish": {"kind": "measures"},
    "reports:docx": {"kind": "measures"},
    "reports:xlsx": {"kind": "measures"},
    "reports:narrative": {"part": "preface"},
    "reports:check": {"kind": "full"},
    "reports:live-checks": {},
    "reports:setup": {"kind": "measures"},
    "reports:attachments": {},
    "reports:attachment-add": {},
    "reports:attachment-edit": {"pk": "attachment"},
    "reports:attachment-delete": {"pk": "attachment"},
    "reports:attachment-move": {"pk": "attachment"},
    "reports:attachment-file": {"pk": "attachment"},
    "reports:logo": {},
    "reports:logo-file": {},
    "reports:export": {},
}
# For those who oversee the agencies; for all others as if they did not exist.
OVERSIGHT = {
    "assessments:results-files": {},
    "assessments:results-export": {},
    "assessments:results-import": {"pk": "results"},
    "assessments:results-returned": {"pk": "results"},
}
# For everybody, but only what is published: at an address that nobody can guess.
PUBLISHED = {
    "reports:published": {},
    "reports:published-page": {},
    "reports:published-file": {"file_format": "pdf"},
    "reports:published-picture": {"name": "x.jpg"},
}
SAMPLES = AGENCY | OVERSIGHT
ROWS = {name: sample["pk"] for name, sample in AGENCY.items() if "pk" in sample}
# A file of everything: one query a table, however many rows.
WHOLE_YEAR = {"reports:export": 22, "reports:pdf": 17, "reports:publish": 24}
METHODS = ["get", "post"]
WRITES = ("INSERT", "UPDATE", "DELETE")


def patterns(resolver=None, namespace="", prefix=""):
    """(name, names of its arguments) for every address but Django's own administration pages."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = entry.namespace or ""
            if inner != "admin":
                yield from patterns(entry, f"{namespace}{inner}:" if inner else namespace, prefix + str(entry.pattern))
        else:
            yield f"{namespace}{entry.name}", prefix + str(entry.pattern)


ADDRESSES = dict(patterns())


def full_year(code):
    """An agency with a row of every kind, in fiscal year 2567."""
    year = make_agency_year(make_agency(code, units=["กลุ่มอำนวยการ"]), 2567)
    make_assessment(year, scores={"9": 95, "o29": 0})
    make_assessment(year, role="result", framework="ita-2567", scores={"9": 98})
    measure = make_measure(year, indicator="9", title="มาตรการ", steps=["ประชุม"])
    photo = Photo.objects.create(agency_year=year, position=0, caption="ภาพ", taken_on=date(2024, 6, 1))
    photo.file.save("x.jpg", ContentFile(b"\xff\xd8\xff picture"))
    attachment = Attachment(agency_year=year, position=0, title="คำสั่ง", pages=1)
    attachment.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    AgencyLogo(agency=year.agency).file.save("x.png", ContentFile(picture_bytes("PNG")))
    return {
        "year": year,
        "finding": make_finding(year, indicator="9", items=["o29"], causes=["ไม่ครบ"]),
        "measure": measure,
        "entry": make_progress(year, measure, performed=["ประชุมแล้ว"]),
        "photo": photo,
        "attachment": attachment,
        "kept": CatalogueEntry.objects.create(agency=year.agency, key="c1", indicator="9", title="แนวทาง"),
        "results": ResultsImport.objects.create(file="x", file_name="x", framework_code="ita-2566", by=make_user()),
        "job": start_rendering(agency_year=year, kind="measures", layout=None, key=code, by=None),
    }


def address(name, agency_code, rows):
    """The address with sample arguments; `rows` gives the objects that a pk stands for."""
    sample = {key: rows[value].pk if key == "pk" else value for key, value in SAMPLES.get(name, {}).items()}
    arguments = {"agency_code": agency_code, "fiscal_year": 2567, **sample}
    return reverse(name, kwargs={key: value for key, value in arguments.items() if f":{key}>" in ADDRESSES[name]})


def test_every_address_has_an_expectation():
    assert set(ADDRESSES) == PUBLIC | SIGNED_IN | set(AGENCY) | set(OVERSIGHT) | set(PUBLISHED)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_public_address_of_nothing_published_is_a_404_for_everybody(client, name, method):
    rows = full_year("own")
    officer = make_user(officer_of=rows["year"].agency)
    prepared = publish(agency_year=rows["year"], kind="measures", comment="", by=officer)

    for user in (None, officer):
        if user:
            client.force_login(user)
        for known in ("ZZZZZZZZ", prepared.address):
            path = reverse(name, kwargs={"address": known, **PUBLISHED[name]})
            assert getattr(client, method)(path).status_code == 404


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(SIGNED_IN | set(AGENCY) | set(OVERSIGHT)))
def test_nobody_signed_in_is_sent_to_sign_in(client, name, method):
    rows = full_year("own")

    response = getattr(client, method)(address(name, "own", rows))

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(AGENCY))
def test_other_agency_is_a_404(client, name, method):
    rows = full_year("own")
    other = full_year("other")
    client.force_login(make_user(officer_of=other["year"].agency))

    assert getattr(client, method)(address(name, "own", rows)).status_code == 404


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(OVERSIGHT))
def test_page_over_many_agencies_is_a_404_for_an_officer(client, name, method):
    rows = full_year("own")
    client.force_login(make_user(officer_of=rows["year"].agency))

    assert getattr(client, method)(address(name, "own", rows)).status_code == 404


@pytest.mark.parametrize("name", sorted(OVERSIGHT))
def test_administrator_reads_in_few_queries_and_writes_nothing(client, name):
    rows = full_year("own")
    client.force_login(make_user(administrator=True))

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(name, "own", rows))

    written = [query["sql"] for query in queries if query["sql"].lstrip().startswith(WRITES)]
    assert response.status_code == (404 if name == "assessments:results-returned" else 200)
    assert written == []
    assert len(queries) <= 15


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(ROWS))
def test_row_of_another_agency_under_the_own_address_is_a_404(client, name, method):
    rows = full_year("own")
    other = full_year("other")
    client.force_login(make_user(officer_of=other["year"].agency))

    assert getattr(client, method)(address(name, "other", rows)).status_code == 404


@pytest.mark.parametrize("name", sorted(AGENCY))
def test_officer_reaches_every_page_in_few_queries_and_reading_writes_nothing(client, name):
    rows = full_year("own")
    client.force_login(make_user(officer_of=rows["year"].agency))

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(name, "own", rows))
    response.close()

    written = [query["sql"] for query in queries if query["sql"].lstrip().startswith(WRITES)]
    assert response.status_code in (200, 302, 405)
    assert written == []
    assert len(queries) <= WHOLE_YEAR.get(name, 15)


@pytest.mark.parametrize("name", sorted(AGENCY))
def test_post_without_content_is_never_a_server_error(client, name):
    rows = full_year("own")
    client.force_login(make_user(officer_of=rows["year"].agency))

    assert client.post(address(name, "own", rows)).status_code in (200, 302, 400, 403, 404, 405, 409)


@pytest.mark.parametrize("name", sorted(AGENCY))
def test_year_that_does_not_exist_is_a_404(client, name):
    rows = full_year("own")
    client.force_login(make_user(officer_of=rows["year"].agency))
    path = address(name, "own", rows)

    if "2567" in path:
        assert client.get(path.replace("2567", "2560")).status_code == 404
    else:
        assert client.get(path.replace("own", "none")).status_code == 404
