"""An unchanged draft is drawn once: what is a change, how long a file is kept, and the pages around it."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from ita_portal.jobs.models import Job
from ita_portal.jobs.running import run_all
from reports.models import Attachment, Rendering
from reports.published_files import stored_path
from reports.renderings import drawing_version, finished, key_of, prune_renderings, start_rendering
from reports.services import build_document
from reports.views.drafts import PdfView
from tests.makers import make_user
from tests.measures.pictures import picture_bytes
from tests.reports.pdf_files import plain_pdf
from tests.reports.publications import edit_measure, fresh, publishable_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return publishable_year()


@pytest.fixture
def officer(client, year, monkeypatch):
    """Signed in; no test waits for a worker that is not there."""
    monkeypatch.setattr(PdfView, "patience", 0)
    user = make_user("officer", officer_of=year.agency)
    client.force_login(user)
    return user


def key(year, kind="progress"):
    return key_of(build_document(fresh(year), kind))


def place(name="reports:pdf", kind="measures", **kwargs):
    return reverse(name, kwargs={"agency_code": "own", "fiscal_year": 2567, "kind": kind, **kwargs})


def drawn(client, address=None):
    """Asked for, and drawn by a worker."""
    response = client.post(address or place())
    run_all()
    return response


def got(client, address=None):
    """(what came, its headers); reading it to the end closes the file."""
    response = client.get(address or place())
    return response.getvalue(), response.headers


def kind_of_answer(client, address=None):
    return got(client, address)[1]["Content-Type"].partition(";")[0]


def test_key_is_the_same_for_the_same_content(year):
    assert key(year) == key(year)


def test_key_changes_with_the_text(year):
    before = key(year)
    edit_measure(year, "อื่น")

    assert key(year) != before


def test_key_changes_with_the_bytes_of_a_picture_under_the_same_name(year):
    before = key(year)
    stored_path(year.photos.get().file.name).write_bytes(picture_bytes(color="blue"))

    assert key(year) != before


def test_key_changes_with_the_bytes_of_an_attachment(year):
    attachment = Attachment(agency_year=year, position=0, title="คำสั่ง", pages=1)
    attachment.file.save("x.pdf", ContentFile(plain_pdf(1)))
    before = key(year)
    stored_path(attachment.file.name).write_bytes(plain_pdf(1, width=301))

    assert key(year) != before


def test_key_knows_the_code_and_files_that_draw():
    assert drawing_version().startswith("70.0 ")
    assert len(drawing_version().split()) > 20


def test_pdf_is_drawn_once_and_then_a_file(client, officer):
    response = drawn(client)
    content, headers = got(client)
    again = client.post(place())

    assert response["Location"] == place("reports:pdf-job", pk=Job.objects.get().pk)
    assert content.startswith(b"%PDF-")
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert headers["Content-Disposition"].endswith("2567.pdf")
    assert again["Location"] == place()
    assert Job.objects.count() == 1


def test_pdf_that_is_ready_in_time_is_downloaded_by_the_same_click(client, officer, year):
    drawn(client)

    assert client.post(place())["Location"] == place()


def test_pdf_of_changed_content_is_drawn_anew(client, officer, year):
    drawn(client)
    edit_measure(year, "อื่น")

    assert "ยังไม่มีไฟล์ PDF ของเนื้อหาล่าสุด" in client.get(place()).content.decode()
    drawn(client)
    assert (Rendering.objects.count(), Job.objects.count()) == (2, 2)


def test_pdf_of_restored_content_is_not_drawn_again(client, officer, year):
    drawn(client)
    edit_measure(year, "อื่น")
    edit_measure(year, "เผยแพร่สถิติทุกไตรมาส")

    assert kind_of_answer(client) == "application/pdf"


def test_two_clicks_make_one_job(client, officer):
    client.post(place())
    client.post(place())

    assert Job.objects.count() == 1


def test_layout_is_kept_through_the_whole_way(client, officer):
    address = place() + "?layout=issue-wide"

    job = drawn(client, address)

    assert address in client.get(job["Location"]).content.decode()
    assert kind_of_answer(client, address) == "application/pdf"
    assert kind_of_answer(client) == "text/html"


def test_file_that_is_gone_is_drawn_again(client, officer):
    drawn(client)
    stored_path(Rendering.objects.get().file.name).unlink()

    drawn(client)

    assert kind_of_answer(client) == "application/pdf"
    assert Rendering.objects.count() == 1


def test_page_says_how_far_the_job_is_and_asks_again_without_scripts(client, officer):
    job = client.post(place())["Location"]

    page = client.get(job).content.decode()

    assert "รอดำเนินการ" in page
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page
    assert "ยังไม่มีตัวทำงานเบื้องหลัง" not in page


def test_page_says_what_is_ahead_and_that_no_worker_takes_the_job(client, officer, year):
    start_rendering(agency_year=year, kind="full", layout=None, key="before", by=officer)
    job = client.post(place())["Location"]
    long_ago = timezone.now() - timedelta(seconds=11)
    Job.objects.filter(arguments__kind="full").update(created_at=long_ago - timedelta(seconds=1))
    Job.objects.filter(arguments__kind="measures").update(created_at=long_ago)

    page = client.get(job).content.decode()

    assert "มีงานก่อนหน้า 1 งาน" in page
    assert "manage.py run_worker" in page


def test_page_of_a_job_that_is_done_starts_the_download(client, officer):
    job = drawn(client)["Location"]

    assert f'<meta http-equiv="refresh" content="0;url={place()}">' in client.get(job).content.decode()


def test_page_of_a_failed_job_says_why_and_offers_another_try(client, officer, year):
    start_rendering(agency_year=year, kind="measures", layout="gone", key="k", by=officer)
    run_all()
    job = Job.objects.get()

    page = client.get(place("reports:pdf-job", pk=job.pk)).content.decode()

    assert job.error in page
    assert str(job.pk) in page
    assert "ลองอีกครั้ง" in page


def test_waiting_is_stopped_by_the_button(client, officer):
    job = client.post(place())["Location"]

    client.post(job)
    run_all()

    assert Job.objects.get().state == "cancelled"
    assert Rendering.objects.count() == 0
    assert "จัดทำไฟล์ PDF" in client.get(job).content.decode()


def test_job_of_another_document_is_a_404(client, officer):
    client.post(place())
    job = Job.objects.get()

    assert client.get(place("reports:pdf-job", kind="full", pk=job.pk)).status_code == 404


def test_rendering_of_another_agency_with_the_same_key_is_not_given_out(year, officer, client):
    drawn(client)
    other = publishable_year("other")

    assert finished(year, key(year, "measures")) is not None
    assert finished(other, key(year, "measures")) is None


def test_old_renderings_go_with_their_files(client, officer, year):
    drawn(client)
    old = Rendering.objects.get()
    long_ago = timezone.now() - timedelta(days=31)
    folder = stored_path(old.file.name).parent
    folder.rename(folder.with_name((timezone.localdate() - timedelta(days=33)).isoformat()))
    Rendering.objects.update(created_at=long_ago)
    (folder.parent / "note").mkdir()

    edit_measure(year, "อื่น")
    drawn(client)

    assert [row.pk for row in Rendering.objects.all()] == [Rendering.objects.exclude(pk=old.pk).get().pk]
    assert sorted(os.listdir(folder.parent)) == [timezone.localdate().isoformat(), "note"]


def test_renderings_of_the_last_month_stay(client, officer):
    drawn(client)
    Rendering.objects.update(created_at=timezone.now() - timedelta(days=29))

    prune_renderings()

    assert Path(Rendering.objects.get().file.path).exists()
