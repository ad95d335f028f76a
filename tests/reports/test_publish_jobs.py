"""The jobs that draw files: only the attempt that holds the job counts, and a cancelled one has no effect."""

from contextlib import nullcontext

import pytest
from django.db.models import F

from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.queue import cancel
from ita_portal.jobs.running import run, run_all
from reports.models import Publication, PublishedFile, Rendering
from reports.renderings import key_of, start_rendering
from reports.services import build_document
from tests.makers import make_user
from tests.reports.publications import fresh, publish_approved, publishable_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return publishable_year()


@pytest.fixture
def officer(year):
    return make_user("officer", officer_of=year.agency)


def taken_over(job_id):
    """(the attempt whose worker fell silent, the attempt that took the job over)."""
    silent = claim("silent", job_id)
    Job.objects.filter(pk=job_id).update(lease_until=from_now(-1))
    return silent, claim("second", job_id)


def test_publication_counts_for_the_attempt_that_holds_the_job_alone(year, officer):
    publish_approved(agency_year=year, kind="measures", comment="", by=officer)
    silent, second = taken_over(Job.objects.get().pk)

    run(silent, heartbeat=nullcontext)
    assert not Publication.objects.get().is_published
    assert PublishedFile.objects.count() == 3

    run(second, heartbeat=nullcontext)
    assert Publication.objects.get().is_published
    assert [file.file.name.split("/")[2] for file in PublishedFile.objects.filter(format="pdf")] == [f"{second.pk}-2"]


def test_publication_is_not_published_by_an_attempt_that_wakes_up_late(year, officer):
    publish_approved(agency_year=year, kind="measures", comment="", by=officer)
    silent, second = taken_over(Job.objects.get().pk)

    run(second, heartbeat=nullcontext)
    files = list(PublishedFile.objects.values_list("file", flat=True))
    run(silent, heartbeat=nullcontext)

    assert list(PublishedFile.objects.values_list("file", flat=True)) == files
    assert Job.objects.get().state == "done"


def test_cancelled_publication_counts_for_nothing(year, officer):
    publish_approved(agency_year=year, kind="measures", comment="", by=officer)
    job = claim("worker")
    cancel(job, by=officer)

    run(job, heartbeat=nullcontext)

    assert Job.objects.get().state == "cancelled"
    assert Publication.objects.get().has_failed
    assert PublishedFile.objects.count() == 3


def test_publication_says_how_far_it_is(year, officer):
    publish_approved(agency_year=year, kind="measures", comment="", by=officer)

    run_all()

    job = Job.objects.get()
    assert (job.done, job.total, job.note) == (1, 2, "กำลังจัดทำไฟล์ Word")


def rendering_job(year, officer, layout=None):
    key = key_of(build_document(fresh(year), "measures", layout))
    return start_rendering(agency_year=fresh(year), kind="measures", layout=layout, key=key, by=officer)


def test_draft_is_drawn_with_the_layout_that_was_asked_for(year, officer):
    rendering_job(year, officer, "issue-wide")
    run_all()

    stored = Rendering.objects.get()
    assert stored.key == key_of(build_document(fresh(year), "measures", "issue-wide"))
    assert stored.key != key_of(build_document(fresh(year), "measures"))


def test_draft_of_a_silent_attempt_does_not_count(year, officer):
    job = rendering_job(year, officer)
    silent, second = taken_over(job.pk)

    run(silent, heartbeat=nullcontext)
    assert Rendering.objects.count() == 0

    run(second, heartbeat=nullcontext)
    assert Rendering.objects.get().file.name.endswith(f"{job.pk}-2.pdf")


def test_draft_that_was_drawn_meanwhile_is_not_drawn_again(year, officer):
    rendering_job(year, officer)
    run_all()
    first = Rendering.objects.get()

    Job.objects.update(state="waiting", ended_at=None, attempt=F("attempt"))
    run_all()

    assert Rendering.objects.get().created_at == first.created_at


def test_layout_that_is_there_no_longer_is_a_final_failure(year, officer):
    start_rendering(agency_year=year, kind="measures", layout="gone", key="k", by=officer)

    run_all()

    job = Job.objects.get()
    assert (job.state, job.attempt) == ("failed", 1)
    assert "gone" in job.error
