"""How a job ends: done, tried again, failed or cancelled; and that only who holds it decides that."""

import logging

import pytest
from django.contrib.auth.models import Group

from ita_portal.jobs.claiming import seconds_until_due
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.queue import cancel, enqueue
from ita_portal.jobs.running import run_all, run_one
from ita_portal.jobs.tasks import JobCancelled, JobFailed, task
from tests.jobs.attempts import lose

pytestmark = pytest.mark.django_db


@task("running.performed")
def perform(running):
    """Plays what a test gave as the body of the task."""
    bodies.pop()(running)


@task("running.refused")
def refuse(running):
    raise JobFailed("ปี 2567 ยังไม่มีคะแนน โปรดกรอกคะแนนก่อน")


@task("running.broken")
def fail(running):
    raise ZeroDivisionError


bodies = []


def run_body(body):
    """The job after one attempt whose task does this."""
    bodies.append(body)
    job = enqueue("running.performed")
    run_all()
    job.refresh_from_db()
    return job


def test_task_that_returns_is_done():
    job = run_body(lambda running: running.progress(1, 2))

    assert (job.state, job.attempt, job.percent, job.lease_until) == ("done", 1, 100, None)
    assert job.ended_at >= job.started_at >= job.created_at


def test_run_one_says_what_became_of_the_job_and_none_when_nothing_is_due():
    enqueue("running.refused")

    assert run_one("worker").state == "failed"
    assert run_one("worker") is None


def test_effect_in_completing_is_stored_with_the_end():
    def body(running):
        with running.completing():
            Group.objects.create(name="ผล")

    job = run_body(body)

    assert (job.state, Group.objects.count()) == ("done", 1)


def test_effect_in_completing_is_rolled_back_when_the_block_fails():
    def body(running):
        with running.completing():
            Group.objects.create(name="ผล")
            raise ZeroDivisionError

    job = run_body(body)

    assert (job.state, job.attempt, Group.objects.count()) == ("waiting", 1, 0)


def test_job_done_stays_done_when_its_task_fails_afterwards(caplog):
    def body(running):
        with running.completing():
            Group.objects.create(name="ผล")
        raise ZeroDivisionError

    job = run_body(body)

    assert (job.state, Group.objects.count()) == ("done", 1)
    assert "ZeroDivisionError" in caplog.text


def test_refusal_of_the_task_is_final_and_says_why():
    job = enqueue("running.refused")

    run_all()

    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == ("failed", 1, "ปี 2567 ยังไม่มีคะแนน โปรดกรอกคะแนนก่อน")


def test_fault_is_tried_again_after_a_delay_that_grows_and_in_the_end_fails(settings, caplog):
    settings.JOBS_RETRY_DELAYS = [20, 600]
    job = enqueue("running.broken", max_attempts=4)
    delays = []
    for _ in range(3):
        run_all()
        delays.append(seconds_until_due(job.pk))
        Job.objects.update(run_after=from_now(-1))

    run_all()

    job.refresh_from_db()
    assert [round(delay) for delay in delays] == [20, 600, 600]
    assert (job.state, job.attempt) == ("failed", 4)
    assert job.error.startswith("เกิดข้อผิดพลาดภายในระบบ")
    assert caplog.text.count("Traceback") == 4


def test_fault_of_a_job_that_was_to_be_cancelled_is_not_tried_again():
    def body(running):
        cancel(running.job, by=None)
        raise ZeroDivisionError

    assert run_body(body).state == "cancelled"


def test_refusal_of_a_job_that_was_to_be_cancelled_is_a_cancellation():
    def body(running):
        cancel(running.job, by=None)
        raise JobFailed("ข้อมูลไม่ครบ")

    job = run_body(body)

    assert (job.state, job.error) == ("cancelled", "")


@pytest.mark.parametrize("body", [ZeroDivisionError(), JobFailed("เหตุ"), JobCancelled(), None])
def test_attempt_that_lost_its_lease_ends_nothing(body, caplog):
    def play(running):
        lose(running)
        if body:
            raise body

    job = run_body(play)

    assert (job.state, job.attempt, job.worker, job.error) == ("running", 2, "another", "")


def test_attempt_that_lost_its_lease_is_a_line_in_the_log(caplog):
    job = run_body(lose)

    assert f"LeaseLost: running.performed {job.pk}, attempt 1 counts for nothing" in caplog.messages
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_task_that_cancels_itself_is_cancelled():
    def body(running):
        raise JobCancelled

    assert run_body(body).state == "cancelled"


def test_job_of_a_task_that_is_no_longer_there_is_tried_again():
    job = enqueue("running.performed")
    Job.objects.update(task="running.removed")

    run_all()

    job.refresh_from_db()
    assert (job.state, job.attempt) == ("waiting", 1)
