"""Publishing: frozen at the click, numbered, drawn from nothing but what was frozen, and never changed again."""

import json
from hashlib import sha256
from itertools import cycle

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone

from assessments.models import AppendOnly, Change
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel
from ita_portal.jobs.running import run_all
from reports.documents.freezing import thawed
from reports.documents.model import VersionMark
from reports.models import AgencyLogo, Attachment, Publication, PublishedFile
from reports.publishing import (
    ALPHABET,
    PublishingRefused,
    cancel_publishing,
    create_at_free_address,
    create_version,
    new_address,
    retry_publishing,
    short_address,
)
from reports.writers.limits import Limits
from reports.writers.renderer import Renderer
from tests.makers import make_agency_year, make_measure, make_user
from tests.measures.pictures import picture_bytes
from tests.reports.pdf_files import plain_pdf
from tests.reports.publications import contents_of, edit_measure, fresh, publish_approved, publishable_year, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return publishable_year()


@pytest.fixture
def officer(year):
    return make_user("officer", officer_of=year.agency)


@pytest.fixture
def no_memory(monkeypatch):
    """Any document is too large for it."""
    renderer = Renderer(Limits(memory_bytes=0))
    monkeypatch.setattr("reports.services.RENDERER", renderer)
    yield
    renderer.close()


def request_version(year, officer, kind="measures", comment=""):
    return publish_approved(agency_year=fresh(year), kind=kind, comment=comment, by=officer)


def frozen_document(publication):
    return thawed(json.loads(contents_of(publication)["document"]))


def refused(year, officer, **values):
    with pytest.raises(PublishingRefused) as refusal:
        request_version(year, officer, **values)
    return str(refusal.value)


def test_publishing_freezes_content_at_the_click(year, officer):
    publication = request_version(year, officer)
    edit_measure(year, "แก้หลังกดเผยแพร่")
    run_all()

    stored = Publication.objects.get()
    data = json.loads(contents_of(stored)["json"])
    assert (stored.number, stored.state, stored.requested_by, stored.job) == (1, "published", officer, None)
    assert (stored.title, stored.fiscal_year) == ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", 2567)
    assert data["measures"][0]["title"] == "เผยแพร่สถิติทุกไตรมาส"
    assert "แก้หลังกดเผยแพร่" not in contents_of(stored)["document"].decode()
    assert stored.pk == publication.pk


def test_published_version_has_each_file_with_its_hash_and_size(year, officer):
    publication = published(year, by=officer)

    contents = contents_of(publication)
    stored = {file.format: (file.sha256, file.size) for file in publication.files.all()}
    assert set(contents) == {"pdf", "docx", "csv", "json", "document"}
    assert contents["pdf"].startswith(b"%PDF-")
    assert contents["docx"].startswith(b"PK")
    assert stored == {each: (sha256(data).hexdigest(), len(data)) for each, data in contents.items()}


def test_published_document_bears_its_number_day_and_address(settings, year, officer):
    settings.PUBLIC_URL = "https://ita.example.go.th"

    publication = published(year, by=officer)

    mark = next(block for block in frozen_document(publication).blocks if isinstance(block, VersionMark))
    assert mark.address == f"https://ita.example.go.th/v/{publication.address}" == short_address(publication)
    assert mark.number_line.startswith("ฉบับที่ ๑ เผยแพร่ ")
    assert publication.day == timezone.localdate()


def test_address_is_of_letters_that_nobody_takes_for_another():
    assert {len(new_address()) for _ in range(20)} == {8}
    assert set("".join(new_address() for _ in range(200))) == set(ALPHABET)
    assert set("01IOU") & set(ALPHABET) == set()


def test_address_that_is_taken_is_drawn_again(year, officer):
    values = {"agency_year": year, "kind": "full", "fiscal_year": 2567, "requested_by": officer, "comment": "ก"}
    create_at_free_address(iter(["AAAAAAAA"]), number=1, **values)

    second = create_at_free_address(iter(["AAAAAAAA", "BBBBBBBB"]), number=2, **values)

    assert second.address == "BBBBBBBB"


def test_number_that_is_taken_is_not_mended_by_another_address(year, officer):
    values = {"agency_year": year, "kind": "full", "number": 1, "fiscal_year": 2567, "requested_by": officer}
    create_at_free_address(iter(["AAAAAAAA"]), **values)

    with pytest.raises(IntegrityError):
        create_at_free_address(cycle(["BBBBBBBB", "CCCCCCCC"]), **values)


def test_number_that_somebody_took_at_the_same_moment_is_explained(year, officer):
    values = {"agency_year": year, "kind": "full", "number": 1, "fiscal_year": 2567, "requested_by": officer}
    create_version(**values)

    with pytest.raises(PublishingRefused, match="มีผู้อื่นเพิ่งเผยแพร่ฉบับที่ 1"):
        create_version(**values)

    assert Publication.objects.count() == 1


def test_history_says_who_published_what(year, officer):
    publication = published(year, by=officer)

    rows = Change.objects.filter(record__startswith="ฉบับเผยแพร่").order_by("pk")
    assert [(row.field, row.before, row.after, row.by) for row in rows] == [
        ("สถานะ", "", "สั่งเผยแพร่แล้ว", officer),
        ("ที่อยู่สั้น", "", publication.address, officer),
        ("สถานะ", "สั่งเผยแพร่แล้ว", "เผยแพร่แล้ว", officer),
    ]
    assert {(row.agency, row.fiscal_year) for row in rows} == {(year.agency, 2567)}


def test_correcting_makes_the_next_version_and_the_old_stays_as_it_was(year, officer):
    first = published(year, by=officer)
    before = contents_of(first)
    edit_measure(year, "แก้ชื่อมาตรการ")

    second = published(year, by=officer, comment="แก้ชื่อมาตรการ")

    hashes = {file.format: file.sha256 for file in first.files.all()}
    assert (second.number, second.comment) == (2, "แก้ชื่อมาตรการ")
    assert second.address != first.address
    assert contents_of(first) == before
    assert hashes == {each: sha256(data).hexdigest() for each, data in before.items()}
    assert "แก้ชื่อมาตรการ" in contents_of(second)["json"].decode()


def test_each_kind_counts_its_own_versions(year, officer):
    published(year, by=officer)

    assert published(year, "announcement", by=officer).number == 1


def test_pictures_and_attachments_outlive_their_removal(year, officer):
    attachment = Attachment(agency_year=year, position=0, title="คำสั่ง", pages=1)
    attachment.file.save("x.pdf", ContentFile(plain_pdf(1)))
    AgencyLogo(agency=year.agency).file.save("x.png", ContentFile(picture_bytes("PNG")))
    photo = year.photos.get()
    request_version(year, officer, "progress")
    for row in (photo, attachment, year.agency.logo):
        row.file.delete(save=False)
        row.delete()
    run_all()

    publication = Publication.objects.get()
    assert publication.is_published
    document = contents_of(publication)["document"].decode()
    assert f"published/copies/{sha256(picture_bytes()).hexdigest()}.jpg" in document
    assert f"published/copies/{sha256(plain_pdf(1)).hexdigest()}.pdf" in document


def test_unchanged_document_is_not_published_twice(year, officer):
    published(year, by=officer)

    assert refused(year, officer, comment="ซ้ำ") == "ไม่มีอะไรเปลี่ยนจากฉบับที่ 1 จึงไม่ต้องเผยแพร่ซ้ำ"
    assert Publication.objects.count() == 1


def test_document_of_other_pictures_is_a_change(year, officer):
    published(year, "progress", by=officer)
    photo = year.photos.get()
    photo.file.save("y.jpg", ContentFile(picture_bytes(color="blue")))

    assert published(year, "progress", by=officer, comment="เปลี่ยนภาพ").number == 2


def test_second_version_says_what_changed(year, officer):
    published(year, by=officer)
    edit_measure(year, "ใหม่")

    assert "ต้องบอกว่าเปลี่ยนแปลงอะไร" in refused(year, officer)


def test_version_in_preparation_keeps_the_next_from_being_started(year, officer):
    request_version(year, officer)
    edit_measure(year, "ใหม่")

    assert "กำลังจัดทำฉบับที่ 1 อยู่" in refused(year, officer, comment="ก")
    assert (Publication.objects.count(), Job.objects.count()) == (1, 1)


def test_document_of_nothing_is_refused(officer):
    assert "ยังไม่มีข้อมูล" in refused(make_agency_year(), officer)


def test_year_without_a_framework_is_refused(officer):
    year = make_agency_year()
    make_measure(year, title="มาตรการ")

    assert "ยังไม่ได้เลือกกรอบการประเมิน" in refused(year, officer)


def test_document_of_an_unknown_kind_is_refused(year, officer):
    assert "ยังไม่มีข้อมูล" in refused(year, officer, kind="poster")


def test_refusal_leaves_nothing_behind(year, officer):
    published(year, by=officer)
    changes = Change.objects.count()

    refused(year, officer, comment="ซ้ำ")

    assert (Job.objects.count(), PublishedFile.objects.count(), Change.objects.count()) == (1, 5, changes)


def test_document_too_large_for_a_pdf_fails_with_the_reason_and_keeps_its_number(year, officer, no_memory):
    publication = published(year, by=officer)

    assert (publication.number, publication.state, publication.has_failed) == (1, "requested", True)
    assert "ใหญ่หรือซับซ้อนเกิน" in publication.reason
    assert {file.format for file in publication.files.all()} == {"csv", "json", "document"}


def failed_version(year, officer):
    """As when nobody could draw it: the job ended without files."""
    publication = request_version(year, officer)
    cancel(Publication.objects.get(pk=publication.pk).job, by=officer)
    return Publication.objects.get(pk=publication.pk)


def test_failed_version_is_tried_again_with_the_same_content(year, officer):
    publication = failed_version(year, officer)
    frozen = contents_of(publication)["document"]
    edit_measure(year, "แก้ระหว่างนั้น")

    retry_publishing(publication=publication, by=officer)
    run_all()

    publication = Publication.objects.get()
    assert (publication.number, publication.state) == (1, "published")
    assert contents_of(publication)["document"] == frozen
    assert Change.objects.filter(before="ไม่สำเร็จ", after="ลองอีกครั้ง", by=officer).count() == 1


def test_version_after_a_failed_one_has_the_next_number(year, officer):
    failed_version(year, officer)

    second = published(year, by=officer, comment="ฉบับที่ 1 จัดทำไม่สำเร็จ")

    assert (second.number, second.state) == (2, "published")


def test_failed_version_that_was_overtaken_is_not_tried_again(year, officer):
    first = failed_version(year, officer)
    published(year, by=officer, comment="ก")

    with pytest.raises(PublishingRefused):
        retry_publishing(publication=first, by=officer)

    assert Publication.objects.get(number=1).has_failed


def test_version_that_is_published_or_at_work_is_not_tried_again(year, officer):
    publication = request_version(year, officer)

    with pytest.raises(PublishingRefused):
        retry_publishing(publication=publication, by=officer)
    run_all()
    with pytest.raises(PublishingRefused):
        retry_publishing(publication=publication, by=officer)

    assert Job.objects.count() == 1


def test_cancelled_version_is_not_published_and_can_be_tried_again(year, officer):
    publication = request_version(year, officer)

    cancel_publishing(publication=publication, by=officer)
    run_all()

    publication = Publication.objects.get()
    assert publication.has_failed
    retry_publishing(publication=publication, by=officer)
    run_all()
    assert Publication.objects.get().is_published


def test_published_version_cannot_be_cancelled(year, officer):
    publication = published(year, by=officer)

    with pytest.raises(PublishingRefused):
        cancel_publishing(publication=publication, by=officer)

    assert Publication.objects.get().is_published


def test_job_that_runs_again_changes_nothing(year, officer):
    publication = published(year, by=officer)
    before = contents_of(publication)
    job = Job.objects.get()
    Job.objects.filter(pk=job.pk).update(state="waiting", ended_at=None)

    run_all()

    assert contents_of(Publication.objects.get()) == before
    assert PublishedFile.objects.count() == 5


@pytest.mark.parametrize(
    "attempt",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: type(row).objects.update(),
        lambda row: type(row).objects.filter(pk=row.pk).update(pk=row.pk),
        lambda row: type(row).objects.all().delete(),
        lambda row: type(row).objects.bulk_update([row], ["publication_id" if hasattr(row, "sha256") else "comment"]),
    ],
)
def test_row_of_a_publication_is_never_changed_or_deleted(year, officer, attempt):
    publication = published(year, by=officer)

    for row in (publication, publication.files.first()):
        with pytest.raises(AppendOnly):
            attempt(row)


def test_published_version_is_not_given_to_a_job_or_published_again(year, officer):
    publication = published(year, by=officer)

    assert not Publication.objects.finish(publication, timezone.now())
    assert not Publication.objects.give(publication, Job.objects.get())
    assert Publication.objects.get().published_at == publication.published_at


def test_year_and_officer_of_a_publication_cannot_be_deleted(year, officer):
    published(year, by=officer)

    with pytest.raises(ProtectedError):
        type(year).objects.filter(pk=year.pk).delete()
    with pytest.raises(ProtectedError):
        officer.delete()


def test_jobs_that_are_pruned_leave_publications_alone(year, officer):
    failed_version(year, officer)
    published(year, by=officer, comment="ก")

    Job.objects.all().delete()

    first, second = Publication.objects.order_by("number")
    assert (first.has_failed, first.reason, second.is_published) == (True, "", True)
