"""The officer's page of publishing: what it says before, meanwhile and after, and what each button does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Membership
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel
from ita_portal.jobs.running import run_all
from reports.models import DocumentKind, Publication, Review
from reports.reviewing.services import submit
from tests.makers import make_user
from tests.reports.publications import (
    edit_measure,
    fresh,
    make_approved_review,
    publish_approved,
    publishable_year,
    published,
)

pytestmark = pytest.mark.django_db
REFRESH = '<noscript><meta http-equiv="refresh" content="2"></noscript>'


@pytest.fixture
def year():
    """What stands in it is approved, and may be published."""
    year = publishable_year()
    make_approved_review(year)
    return year


@pytest.fixture
def officer(client, year):
    user = make_user("officer", officer_of=year.agency, name="เจ้าหน้าที่ทดสอบ")
    client.force_login(user)
    return user


def place(name="publish", kind="measures"):
    kinds = {} if name == "documents" else {"kind": kind}
    return reverse(f"reports:{name}", kwargs={"agency_code": "own", "fiscal_year": 2567, **kinds})


def shown(client, address=None):
    return client.get(address or place()).content.decode()


def test_first_version_is_published_without_a_comment(client, officer):
    before = shown(client)
    response = client.post(place(), {"comment": ""})

    assert "ยืนยันเผยแพร่ฉบับที่ 1" in before
    assert response["Location"] == place()
    assert [(row.number, row.requested_by) for row in Publication.objects.all()] == [(1, officer)]


def test_page_says_how_far_it_is_and_asks_again_without_scripts(client, officer):
    client.post(place())

    page = shown(client)

    assert "กำลังจัดทำฉบับที่ 1" in page
    assert 'role="status"' in page
    assert REFRESH in page
    assert "ยืนยันเผยแพร่" not in page


def test_page_of_a_published_version_gives_address_and_hashes(client, officer):
    client.post(place())
    run_all()

    page, publication = shown(client), Publication.objects.get()
    hashes = {file.format: file.sha256 for file in publication.files.all()}
    assert f"/v/{publication.address}" in page
    assert [each for each in ("pdf", "docx", "json") if hashes[each] not in page] == []
    assert hashes["document"] not in page
    assert "โดย เจ้าหน้าที่ทดสอบ" in page
    assert REFRESH not in page


def test_second_version_asks_what_changed(client, year, officer):
    published(year, by=officer)
    edit_measure(year, "ใหม่")

    page = client.post(place(), {"comment": "  "}).content.decode()

    assert "ต้องบอกว่าเปลี่ยนแปลงอะไรจากฉบับก่อน" in page
    assert Publication.objects.count() == 1


def test_unchanged_document_is_explained_and_what_was_typed_stays(client, year, officer):
    published(year, by=officer)

    page = client.post(place(), {"comment": "ลองอีก"}).content.decode()

    assert "ไม่มีอะไรเปลี่ยนจากฉบับที่ 1" in page
    assert "ลองอีก" in page
    assert Publication.objects.count() == 1


def test_second_press_while_one_is_prepared_publishes_once(client, officer):
    client.post(place())
    page = client.post(place()).content.decode()

    assert "ต้องบอกว่าเปลี่ยนแปลงอะไรจากฉบับก่อน" in page or "กำลังจัดทำฉบับที่ 1" in page
    assert (Publication.objects.count(), Job.objects.count()) == (1, 1)


def test_failed_version_says_why_and_is_tried_again(client, officer, year):
    publication = publish_approved(agency_year=fresh(year), kind="measures", comment="", by=officer)
    Job.objects.update(max_attempts=1, arguments={"publication_id": 0})
    run_all()
    page = shown(client)
    assert "เกิดข้อผิดพลาดภายในระบบ" in page
    assert "ลองอีกครั้งด้วยเนื้อหาเดิม" in page

    client.post(place(), {"retry": "1", "number": "1"})
    run_all()

    assert [row.pk for row in Publication.objects.published()] == [publication.pk]


def test_version_that_was_overtaken_is_not_tried_again_from_an_old_page(client, officer, year):
    first = publish_approved(agency_year=fresh(year), kind="measures", comment="", by=officer)
    cancel(Job.objects.get(), by=officer)
    published(year, by=officer, comment="ก")

    page = client.post(place(), {"retry": "1", "number": "1"}, follow=True).content.decode()

    assert "ไม่ได้รอให้ลองใหม่แล้ว" in page
    assert not Publication.objects.get(pk=first.pk).is_published


def test_preparation_is_stopped_by_the_button(client, officer):
    client.post(place())

    client.post(place(), {"cancel": "1", "number": "1"})
    run_all()

    assert Publication.objects.get().has_failed
    assert "ฉบับที่ 1 ยังไม่ได้เผยแพร่" in shown(client)


@pytest.mark.parametrize("data", [{"retry": "1"}, {"cancel": "1", "number": "7"}, {"retry": "1", "number": "x"}])
def test_button_of_no_version_does_nothing(client, officer, data):
    assert client.post(place(), data)["Location"] == place()
    assert Publication.objects.count() == 0


def test_document_that_cannot_be_drawn_is_not_offered(client, officer, year):
    year.progress_entries.all().delete()

    page = shown(client, place(kind="progress"))

    assert "ยังไม่มีข้อมูลที่จะจัดทำเอกสารนี้" in page
    assert "ยืนยันเผยแพร่" not in page


def test_documents_page_and_preview_lead_to_publishing(client, officer, year):
    publication = published(year, by=officer)

    documents, preview = shown(client, place("documents")), shown(client, place("preview"))

    assert place() in documents
    assert place() in preview
    assert "ฉบับที่ 1" in documents
    assert f"/v/{publication.address}/" in documents


def leads_to_publishing(client):
    """The kinds whose page of publishing the page of documents offers."""
    documents = shown(client, place("documents"))
    kinds = {kind for kind in DocumentKind.values if place(kind=kind) in documents}
    assert all((place(kind=kind) in shown(client, place("preview", kind))) == (kind in kinds) for kind in DocumentKind)
    return kinds


def test_only_an_approved_document_leads_to_publishing_and_the_others_to_their_review(client, officer, year):
    assert leads_to_publishing(client) == {"measures"}
    assert place("review", "analysis") in shown(client, place("documents"))

    Review.objects.filter(agency_year=year).update(state="lapsed", closed_at=timezone.now())

    assert leads_to_publishing(client) == set()


def test_document_with_a_version_leads_to_it_whatever_its_review(client, officer, year):
    client.post(place())
    while_drawn = leads_to_publishing(client)
    run_all()
    edit_measure(year, "แก้หลังเผยแพร่")
    submit(agency_year=fresh(year), kind="measures", by=officer)

    assert (while_drawn, leads_to_publishing(client)) == ({"measures"}, {"measures"})


def test_approval_of_another_agency_or_year_opens_nothing(client, officer, year):
    Review.objects.filter(agency_year=year).update(state="lapsed", closed_at=timezone.now())
    make_approved_review(publishable_year("other"))

    assert leads_to_publishing(client) == set()


def test_who_may_not_publish_is_not_led_there(client, officer, year):
    Membership.objects.filter(user=officer).update(role=Membership.Role.VIEWER)

    assert leads_to_publishing(client) == set()


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        client.get(place())
    return len(queries)


def test_queries_do_not_grow_with_versions(client, year, officer):
    published(year, by=officer)
    of_one = queries_of(client)
    for number in (2, 3):
        edit_measure(year, f"ครั้งที่ {number}")
        published(year, by=officer, comment="แก้")

    assert queries_of(client) == of_one <= 35
