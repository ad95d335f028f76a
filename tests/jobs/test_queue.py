"""Asking for work: in the caller's transaction, once if so wished, and taking it back."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.queue import cancel, enqueue, wait_for
from ita_portal.jobs.running import run_all
from ita_portal.jobs.tasks import UnknownTask, task
from tests.makers import make_user


@task("queue.nothing")
def do_nothing(running, **arguments):
    pass


@task("queue.other")
def do_nothing_else(running):
    pass


@pytest.mark.django_db
def test_enqueue_stores_what_is_to_be_done_and_for_whom():
    user = make_user()

    job = enqueue("queue.nothing", by=user, max_attempts=5, agency=7, layout="ก")

    stored = Job.objects.get()
    assert (stored.pk, stored.task, stored.by, stored.arguments) == (
        job.pk,
        "queue.nothing",
        user,
        {"agency": 7, "layout": "ก"},
    )
    assert (job.state, job.attempt, job.max_attempts, job.is_active, job.percent) == ("waiting", 0, 5, True, 0)
    assert job.created_at == job.run_after == stored.run_after


@pytest.mark.django_db
def test_enqueue_is_taken_back_with_the_callers_transaction():
    with transaction.atomic():
        enqueue("queue.nothing")
        transaction.set_rollback(True)

    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_enqueue_refuses_a_task_that_nobody_registered():
    with pytest.raises(UnknownTask):
        enqueue("queue.unheard_of")

    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_enqueue_refuses_arguments_that_are_not_plain_values():
    with pytest.raises(TypeError):
        enqueue("queue.nothing", user=make_user())


@pytest.mark.django_db
def test_once_gives_the_job_that_is_already_waiting_or_running():
    first = enqueue("queue.nothing", once="2567", year=2567)
    while_waiting = enqueue("queue.nothing", once="2567", year=2567)
    claim("worker")

    while_running = enqueue("queue.nothing", once="2567", year=2567)

    assert first.pk == while_waiting.pk == while_running.pk
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_once_gives_a_new_job_for_another_key_another_task_and_after_the_end():
    first = enqueue("queue.nothing", once="2567")
    others = [enqueue("queue.nothing", once="2568"), enqueue("queue.other", once="2567")]
    run_all()

    again = enqueue("queue.nothing", once="2567")

    assert len({job.pk for job in [first, *others, again]}) == 4


@pytest.mark.django_db
def test_once_gives_a_new_job_beside_one_that_is_being_cancelled():
    first = enqueue("queue.nothing", once="2567")
    claim("worker")
    cancel(first, by=None)

    second = enqueue("queue.nothing", once="2567")

    assert second.pk != first.pk


@pytest.mark.django_db
def test_jobs_without_a_key_are_each_their_own():
    assert enqueue("queue.nothing").pk != enqueue("queue.nothing").pk


def test_once_holds_while_the_first_transaction_is_still_open(live_database):
    entered, found = Event(), []

    def from_another_connection():
        entered.set()
        with transaction.atomic():
            found.append(enqueue("queue.nothing", once="2567").pk)
            enqueue("queue.other")  # the transaction goes on
        connection.close()

    with transaction.atomic():
        first = enqueue("queue.nothing", once="2567")
        thread = Thread(target=from_another_connection)
        thread.start()
        entered.wait()
        thread.join(0.3)
        found_too_early = list(found)
    thread.join()

    assert (found_too_early, found) == ([], [first.pk])
    assert sorted(Job.objects.values_list("task", flat=True)) == ["queue.nothing", "queue.other"]


def test_once_holds_for_eight_at_the_same_time(live_database):
    found = []

    def from_another_connection():
        found.append(enqueue("queue.nothing", once="2567").pk)
        connection.close()

    threads = [Thread(target=from_another_connection) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [Job.objects.get().pk] * 8


@pytest.mark.django_db
def test_waiting_job_is_cancelled_at_once():
    user, job = make_user(), enqueue("queue.nothing")

    answer = cancel(job, by=user)

    stored = Job.objects.get()
    assert (answer, stored.state, stored.cancel_asked_by, stored.is_active) == (True, "cancelled", user, False)
    assert run_all() == []


@pytest.mark.django_db
def test_running_job_is_asked_and_the_first_to_ask_is_remembered():
    first, second, job = make_user(), make_user(), enqueue("queue.nothing")
    claim("worker")

    answers = [cancel(job, by=first), cancel(job, by=second)]

    stored = Job.objects.get()
    assert (answers, stored.state, stored.cancel_asked_by) == ([True, True], "running", first)
    assert stored.state_label == "กำลังยกเลิก"


@pytest.mark.django_db
def test_ended_job_is_not_cancelled():
    job = enqueue("queue.nothing")
    Job.objects.update(state="done", attempt=1, started_at=Now(), ended_at=Now())

    answer = cancel(job, by=make_user())

    assert (answer, Job.objects.get().state) == (False, "done")


@pytest.mark.django_db
def test_wait_for_gives_the_present_row_when_time_is_up():
    job = enqueue("queue.nothing")
    Job.objects.update(run_after=from_now(60), note="ใหม่")

    assert wait_for(job, 0.1).note == "ใหม่"


def test_wait_for_returns_as_soon_as_the_job_has_ended(live_database):
    job = enqueue("queue.nothing")

    def end():
        cancel(job, by=None)
        connection.close()

    thread = Thread(target=end)
    thread.start()
    ended = wait_for(job, 10)
    thread.join()

    assert ended.state == "cancelled"
