"""What a task is given: progress, and a moment of completion that counts once."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ita_portal.jobs.heartbeat import Heartbeat
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel
from ita_portal.jobs.tasks import JobCancelled, LeaseLost, call_exit_hooks, find_task, on_worker_exit, task
from tests.jobs.attempts import do_nothing, hold, lose

pytestmark = pytest.mark.django_db


def test_effect_of_an_attempt_that_lost_its_lease_is_rolled_back():
    running = hold()
    lose(running)

    with pytest.raises(LeaseLost), running.completing():
        Group.objects.create(name="ผล")

    assert (Group.objects.count(), Job.objects.get().worker) == (0, "another")


def test_effect_of_a_job_that_was_to_be_cancelled_is_rolled_back():
    running = hold()
    cancel(running.job, by=None)

    with pytest.raises(JobCancelled), running.completing():
        Group.objects.create(name="ผล")

    assert Group.objects.count() == 0


def test_second_end_of_the_same_attempt_does_not_count():
    running = hold()
    with running.completing():
        Group.objects.create(name="ผล")

    with pytest.raises(LeaseLost), running.completing():
        Group.objects.create(name="อีกครั้ง")

    assert Group.objects.get().name == "ผล"


def test_progress_is_written_at_most_twice_a_second_and_always_when_finished():
    running = hold()

    with CaptureQueriesContext(connection) as queries:
        for done in range(101):
            running.progress(done, 100, note=f"หน้า {done}")

    job = Job.objects.get()
    assert len(queries) == 2
    assert (job.done, job.total, job.note, job.percent) == (100, 100, "หน้า 100", 100)


def test_progress_without_a_total_is_written_at_most_twice_a_second():
    running = hold()

    with CaptureQueriesContext(connection) as queries:
        for done in range(100):
            running.progress(done, 0)

    assert (len(queries), Job.objects.get().percent) == (1, 0)


def test_progress_of_a_cancelled_job_stops_it():
    running = hold()
    cancel(running.job, by=None)

    with pytest.raises(JobCancelled):
        running.progress(1, 2)

    assert Job.objects.get().done == 0


def test_progress_of_a_lost_attempt_stops_it_and_leaves_the_other_ones_alone():
    running = hold()
    lose(running).progress(1, 9)

    with pytest.raises(LeaseLost):
        running.progress(5, 9)

    assert Job.objects.get().done == 1


def test_progress_stops_between_writes_once_the_heartbeat_knows():
    running = hold()
    running.progress(1, 9)
    cancel(running.job, by=None)
    running.progress(2, 9)
    Heartbeat(running).beat()

    with pytest.raises(JobCancelled):
        running.progress(3, 9)


def test_two_tasks_of_one_name_are_refused():
    with pytest.raises(ValueError, match=r"attempts\.nothing"):
        task("attempts.nothing")(lambda running: None)

    assert find_task("attempts.nothing") is do_nothing


def test_exit_hook_that_fails_does_not_keep_the_others_from_being_called(monkeypatch, caplog):
    called = []
    monkeypatch.setattr("ita_portal.jobs.tasks._exit_hooks", [])
    on_worker_exit(lambda: find_task("tasks.unheard_of"))
    on_worker_exit(lambda: called.append("second"))

    call_exit_hooks()

    assert called == ["second"]
    assert "tasks.unheard_of" in caplog.text
