"""Real workers that are killed, paused and stopped: whatever happens to them, a job counts once."""

import os
import signal
import time

import pytest

from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel, enqueue, wait_for
from tests.jobs.processes import LEASE, eventually, in_state
from tests.jobs.trial.models import Effect


def effects(job):
    return list(Effect.objects.filter(job_id=job.pk).values_list("attempt", flat=True))


def test_job_of_a_worker_killed_with_all_its_processes_is_done_once_by_another(workers):
    job = enqueue("trial.slow", seconds=1)
    first = workers.start("first")
    eventually(in_state(job, "running"))

    first.kill_group()
    killed_at = time.monotonic()
    workers.start("second")
    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, ended.worker, effects(job)) == ("done", 2, "second", [2])
    assert time.monotonic() - killed_at < 15


def test_job_whose_child_process_is_killed_is_tried_again(workers):
    job = enqueue("trial.with_child", seconds=0.5)
    workers.start("only")
    child = int(eventually(lambda: Job.objects.get(pk=job.pk).note))

    os.kill(child, signal.SIGKILL)
    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, effects(job)) == ("done", 2, [2])


def test_worker_paused_beyond_its_lease_does_not_count_when_it_goes_on(workers):
    job = enqueue("trial.stubborn", seconds=1)
    first = workers.start("first")
    eventually(in_state(job, "running"))
    first.signal(signal.SIGSTOP)
    second = workers.start("second")
    ended = wait_for(job, 20)

    first.signal(signal.SIGCONT)
    eventually(lambda: "LeaseLost" in first.log)

    assert (ended.state, ended.attempt, ended.worker) == ("done", 2, "second")
    assert effects(job) == [2]
    assert "LeaseLost" not in second.log


def test_worker_paused_beyond_its_lease_goes_on_if_nobody_took_the_job(workers):
    job = enqueue("trial.slow", seconds=1)
    only = workers.start("only")
    eventually(in_state(job, "running"))

    only.signal(signal.SIGSTOP)
    time.sleep(LEASE + 0.7)
    only.signal(signal.SIGCONT)
    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, effects(job)) == ("done", 1, [1])


def test_lease_is_kept_for_a_job_longer_than_it(workers):
    job = enqueue("trial.stubborn", seconds=LEASE + 2)
    workers.start("first")
    workers.start("second")

    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, effects(job)) == ("done", 1, [1])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_asked_to_end_finishes_its_job_first(workers, number):
    job, next_job = enqueue("trial.slow", seconds=1), enqueue("trial.slow", seconds=1)
    worker = workers.start("only")
    eventually(in_state(job, "running"))

    worker.signal(number)
    worker.signal(number)
    code = worker.wait()

    assert code == 0
    assert (Job.objects.get(pk=job.pk).state, effects(job)) == ("done", [1])
    assert Job.objects.get(pk=next_job.pk).state == "waiting"
    assert "goodbye" in worker.log


@pytest.mark.parametrize("count", [2, 4])
def test_workers_side_by_side_do_each_of_200_jobs_once(workers, count):
    jobs = [enqueue("trial.small") for _ in range(200)]
    started = [workers.start(f"worker-{number}", "--until-idle") for number in range(count)]

    codes = [worker.wait(60) for worker in started]

    assert codes == [0] * count
    assert set(Job.objects.values_list("state", "attempt")) == {("done", 1)}
    assert Job.objects.values("worker").distinct().count() == count
    assert sorted(Effect.objects.values_list("job_id", flat=True)) == sorted(job.pk for job in jobs)


def test_running_job_that_is_cancelled_stops_without_effect(workers):
    job = enqueue("trial.slow", seconds=30)
    workers.start("only")
    eventually(in_state(job, "running"))

    answer = cancel(job, by=None)
    ended = wait_for(job, 10)

    assert (answer, ended.state, effects(job)) == (True, "cancelled", [])


def test_job_asked_to_be_cancelled_whose_worker_died_is_cancelled_by_the_next(workers):
    job = enqueue("trial.stubborn", seconds=30)
    first = workers.start("first")
    eventually(in_state(job, "running"))
    cancel(job, by=None)

    first.kill_group()
    workers.start("second")
    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, effects(job)) == ("cancelled", 1, [])


def test_job_that_kills_its_worker_every_time_is_given_up(workers):
    job = enqueue("trial.stubborn", seconds=30, max_attempts=1)
    first = workers.start("first")
    eventually(in_state(job, "running"))

    first.kill_group()
    workers.start("second")
    ended = wait_for(job, 20)

    assert (ended.state, ended.attempt, effects(job)) == ("failed", 1, [])
    assert ended.error.startswith("งานนี้หยุดกลางคันหลายครั้ง")


def test_worker_with_once_runs_one_job(workers):
    jobs = [enqueue("trial.small"), enqueue("trial.small")]

    workers.start("only", "--once").wait()

    assert [Job.objects.get(pk=job.pk).state for job in jobs] == ["done", "waiting"]
