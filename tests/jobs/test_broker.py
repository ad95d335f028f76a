"""The jobs through Celery and RabbitMQ: the same promises, and a broker that may come and go."""

import os
import signal
import time

import pytest

from ita_portal.jobs import celery
from ita_portal.jobs.announcing import sweep, unannounced
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.queue import cancel, enqueue, wait_for
from tests.jobs.processes import eventually, in_state
from tests.jobs.trial.models import Effect

BROKER = os.environ.get("JOBS_BROKER", "")
NOBODY_LISTENS = "amqp://guest:guest@127.0.0.1:9//"
with_rabbitmq = pytest.mark.skipif(not BROKER, reason="JOBS_BROKER is not set; script/test --all starts a RabbitMQ")
SOLO = ("--pool=solo", "--concurrency=1")
PREFORK = ("--pool=prefork", "--concurrency=2")


@pytest.fixture(scope="module", autouse=True)
def _closed_at_the_end():
    yield
    celery.app.pool.force_close_all()


@pytest.fixture
def broker(settings, live_database):
    settings.JOBS_BROKER = BROKER
    return {"JOBS_BROKER": BROKER}


def effects(job):
    return list(Effect.objects.filter(job_id=job.pk).values_list("attempt", flat=True))


@with_rabbitmq
@pytest.mark.parametrize("pool", [SOLO, PREFORK], ids=["solo", "prefork"])
def test_job_of_a_worker_killed_with_all_its_processes_is_done_once_by_another(workers, broker, pool):
    job = enqueue("trial.slow", seconds=1)
    first = workers.start_celery("first", *pool, **broker)
    eventually(in_state(job, "running"))

    first.kill_group()
    killed_at = time.monotonic()
    workers.start_celery("second", *pool, **broker)
    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, effects(job)) == ("done", 2, [2])
    assert time.monotonic() - killed_at < 15


@with_rabbitmq
def test_job_whose_pool_process_is_killed_is_done_once_by_the_same_worker(workers, broker):
    job = enqueue("trial.slow", seconds=1)
    workers.start_celery("only", "--pool=prefork", "--concurrency=1", **broker)
    running = eventually(in_state(job, "running"))

    os.kill(int(running.worker.rsplit("-", 1)[1]), signal.SIGKILL)
    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, effects(job)) == ("done", 2, [2])


@with_rabbitmq
def test_worker_paused_beyond_its_lease_does_not_count_when_it_goes_on(workers, broker):
    job = enqueue("trial.stubborn", seconds=1)
    first = workers.start_celery("first", *SOLO, **broker)
    eventually(in_state(job, "running"))
    first.signal(signal.SIGSTOP)
    workers.start_celery("second", *SOLO, **broker)
    ended = wait_for(job, 20)

    first.signal(signal.SIGCONT)
    eventually(lambda: "LeaseLost" in first.log)

    assert (ended.state, ended.attempt, effects(job)) == ("done", 2, [2])


@with_rabbitmq
def test_worker_asked_to_end_finishes_its_job_first(workers, broker):
    job = enqueue("trial.slow", seconds=1)
    worker = workers.start_celery("only", "--pool=prefork", "--concurrency=1", **broker)
    eventually(in_state(job, "running"))

    worker.signal(signal.SIGTERM)
    worker.wait()

    assert (Job.objects.get(pk=job.pk).state, effects(job)) == ("done", [1])
    assert "goodbye" in worker.log


@with_rabbitmq
def test_workers_side_by_side_do_each_of_200_jobs_once(workers, broker):
    jobs = [enqueue("trial.small") for _ in range(200)]
    for name in ("first", "second"):
        workers.start_celery(name, *PREFORK, **broker)

    eventually(lambda: not Job.objects.active().exists(), 40)

    assert set(Job.objects.values_list("state", "attempt")) == {("done", 1)}
    assert Job.objects.values("worker").distinct().count() == 4
    assert sorted(Effect.objects.values_list("job_id", flat=True)) == sorted(job.pk for job in jobs)


@with_rabbitmq
def test_job_that_failed_is_tried_again_after_its_delay(workers, broker):
    job = enqueue("trial.with_child", seconds=0.5)
    workers.start_celery("only", *SOLO, **broker, JOBS_RETRY_DELAYS="1")
    child = int(eventually(lambda: Job.objects.get(pk=job.pk).note))

    os.kill(child, signal.SIGKILL)
    failed_at = time.monotonic()
    eventually(in_state(job, "running", attempt=2))
    waited = time.monotonic() - failed_at

    assert 1 <= waited < 4
    assert wait_for(job, 10).state == "done"


@with_rabbitmq
def test_job_cancelled_while_it_waits_is_not_run(workers, broker):
    cancelled, following = enqueue("trial.small"), enqueue("trial.small")
    cancel(cancelled, by=None)
    workers.start_celery("only", *SOLO, **broker)

    wait_for(following, 20)

    assert (Job.objects.get(pk=cancelled.pk).state, effects(cancelled)) == ("cancelled", [])


@with_rabbitmq
def test_job_without_a_message_is_found_by_the_sweeper(workers, broker, settings):
    settings.JOBS_BROKER = ""
    job = enqueue("trial.small")
    workers.start_celery("only", *SOLO, **broker)

    ended = wait_for(job, 20)

    assert (ended.state, effects(job)) == ("done", [1])


@with_rabbitmq
def test_two_sweepers_send_a_job_once(broker, settings):
    settings.JOBS_BROKER = ""
    enqueue("trial.small")
    settings.JOBS_BROKER = BROKER

    assert (sweep(), sweep()) == (1, 0)


def test_enqueue_loses_nothing_when_the_broker_is_down(workers):
    code = "from ita_portal.jobs.queue import enqueue; enqueue('trial.small'); enqueue('trial.small')"
    asking = workers.run("asking", "shell", "-c", code, JOBS_BROKER=NOBODY_LISTENS)

    asking.wait()

    assert asking.process.returncode == 0
    assert asking.log.count("The broker did not take job") == 2
    assert set(Job.objects.values_list("state", "sent_at")) == {("waiting", None)}

    workers.run("working", "run_worker", "--until-idle").wait()

    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_sweep_leaves_jobs_unsent_when_the_broker_is_down(workers):
    enqueue("trial.small")
    code = "from ita_portal.jobs.announcing import sweep; print('sent', sweep())"
    sweeping = workers.run("sweeping", "shell", "-c", code, JOBS_BROKER=NOBODY_LISTENS)

    sweeping.wait()

    assert "sent 0" in sweeping.log
    assert Job.objects.get().sent_at is None


@pytest.mark.django_db
def test_unannounced_are_jobs_of_which_no_message_can_be_under_way():
    never_sent = enqueue("trial.small")
    lost = enqueue("trial.small")
    Job.objects.filter(pk=lost.pk).update(sent_at=from_now(-301))
    on_its_way, not_due = enqueue("trial.small"), enqueue("trial.small")
    Job.objects.filter(pk=on_its_way.pk).update(sent_at=from_now(-299))
    Job.objects.filter(pk=not_due.pk).update(run_after=from_now(60))

    assert set(unannounced()) == {never_sent, lost}


@pytest.mark.django_db
def test_unannounced_is_a_job_whose_worker_died_after_its_message_was_sent():
    abandoned, sent_again = enqueue("trial.small"), enqueue("trial.small")
    held = {"state": "running", "attempt": 1, "started_at": from_now(-9), "lease_until": from_now(-5)}
    Job.objects.filter(pk=abandoned.pk).update(**held, sent_at=from_now(-9))
    Job.objects.filter(pk=sent_again.pk).update(**held, sent_at=from_now(-4))

    assert list(unannounced()) == [abandoned]


def test_worker_of_celery_refuses_to_start_without_a_broker(workers):
    worker = workers.start_celery("only", *SOLO)

    assert worker.wait() != 0
    assert "JOBS_BROKER is not set" in worker.log
