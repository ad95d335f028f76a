"""Who gets a job, and when: by the database's clock, one attempt at a time."""

from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from ita_portal.jobs.claiming import claim, seconds_until_due
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.queue import cancel, enqueue
from ita_portal.jobs.tasks import task


@task("claiming.nothing")
def do_nothing(running):
    pass


def waiting(**values):
    job = enqueue("claiming.nothing")
    Job.objects.filter(pk=job.pk).update(**values)
    return job


def abandoned(**values):
    """A job whose worker has been silent for longer than its lease."""
    running = {"state": "running", "attempt": 1, "worker": "dead", "started_at": Now(), "lease_until": from_now(-1)}
    return waiting(**{**running, **values})


@pytest.mark.django_db
def test_claim_gives_the_worker_a_lease_and_counts_the_attempt(settings):
    settings.JOBS_LEASE_SECONDS = 30
    job = waiting(done=3, total=4, note="จากครั้งก่อน")

    claimed = claim("worker")

    assert (claimed.pk, claimed.state, claimed.attempt, claimed.worker) == (job.pk, "running", 1, "worker")
    assert (claimed.done, claimed.total, claimed.note) == (0, 0, "")
    assert 29 < seconds_until_due(job.pk) <= 30


@pytest.mark.django_db
def test_claim_takes_the_job_that_is_due_longest():
    waiting(run_after=from_now(-1))
    longest = waiting(run_after=from_now(-9))

    assert claim("worker").pk == longest.pk


@pytest.mark.django_db
def test_claim_passes_over_jobs_that_are_held_not_due_or_ended():
    waiting(run_after=from_now(5))
    abandoned(lease_until=from_now(5))
    waiting(state="failed", error="เหตุ", ended_at=Now())

    assert claim("worker") is None


@pytest.mark.django_db
def test_claim_of_a_certain_job_takes_no_other():
    waiting(run_after=from_now(-9))
    wanted, not_due = waiting(), waiting(run_after=from_now(5))

    assert claim("worker", not_due.pk) is None
    assert claim("worker", wanted.pk).pk == wanted.pk


@pytest.mark.django_db
def test_claim_takes_over_from_a_dead_worker():
    job = abandoned()

    claimed = claim("worker")

    assert (claimed.pk, claimed.attempt, claimed.worker) == (job.pk, 2, "worker")


@pytest.mark.django_db
def test_claim_gives_up_a_job_whose_workers_died_too_often():
    job = abandoned(attempt=3)

    assert claim("worker") is None

    stored = Job.objects.get(pk=job.pk)
    assert (stored.state, stored.attempt) == ("failed", 3)
    assert stored.error.startswith("งานนี้หยุดกลางคันหลายครั้ง")


@pytest.mark.django_db
def test_claim_ends_an_abandoned_job_that_was_to_be_cancelled_and_goes_on_to_the_next():
    cancelled = abandoned(run_after=from_now(-9))
    cancel(cancelled, by=None)
    following = waiting()

    claimed = claim("worker")

    assert claimed.pk == following.pk
    assert Job.objects.get(pk=cancelled.pk).state == "cancelled"


def test_claim_on_eight_connections_gives_each_job_to_one(live_database):
    jobs = [waiting() for _ in range(20)]
    claimed = []

    def claim_all(name):
        while job := claim(name):
            claimed.append(job.pk)
        connection.close()

    threads = [Thread(target=claim_all, args=[f"worker-{number}"]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while job := claim("last"):  # what a thread passed over because another one had it locked just then
        claimed.append(job.pk)

    assert sorted(claimed) == sorted(job.pk for job in jobs)
    assert set(Job.objects.values_list("attempt", flat=True)) == {1}


def test_claim_does_not_wait_for_a_row_that_hangs_in_a_transaction(live_database):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no row locks: one writer at a time")
    hanging, free = waiting(run_after=from_now(-9)), waiting()
    claimed = []

    def claim_next():
        claimed.append(claim("worker").pk)
        connection.close()

    with transaction.atomic():
        Job.objects.filter(pk=hanging.pk).update(note="คนอื่นกำลังแก้")
        thread = Thread(target=claim_next)
        thread.start()
        thread.join(5)

    assert claimed == [free.pk]


@pytest.mark.django_db
def test_seconds_until_due_are_counted_to_the_time_or_to_the_end_of_the_lease():
    later, held = waiting(run_after=from_now(7)), abandoned(lease_until=from_now(4))
    ended = waiting(state="failed", error="เหตุ", ended_at=Now())

    assert 6 < seconds_until_due(later.pk) <= 7
    assert 3 < seconds_until_due(held.pk) <= 4
    assert seconds_until_due(abandoned().pk) == 0
    assert seconds_until_due(ended.pk) is None
    assert seconds_until_due("00000000-0000-0000-0000-000000000000") is None
