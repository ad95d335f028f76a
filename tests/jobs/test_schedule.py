"""Work that comes round by itself: when, once for all workers, and once after a long silence."""

import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from ita_portal.jobs import schedule
from ita_portal.jobs.models import Job, PeriodicTask
from ita_portal.jobs.running import run_all
from ita_portal.jobs.schedule import SECONDS_BETWEEN_LOOKS, Looking, daily, enqueue_due, every, next_hour
from ita_portal.jobs.tasks import task
from tests.jobs.processes import eventually

# 06:59 in Bangkok, which is seven hours before UTC.
MORNING = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@task("schedule.often")
def often(running):
    pass


@task("schedule.at_seven")
def at_seven(running):
    pass


@pytest.fixture(autouse=True)
def rhythms(monkeypatch):
    """The tasks of this file are the only ones that come round."""
    monkeypatch.setattr(schedule, "_rhythms", {})


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MORNING, MORNING + MINUTE),
        (MORNING + MINUTE, MORNING + MINUTE + DAY),
        (MORNING + 2 * MINUTE, MORNING + MINUTE + DAY),
        (MORNING + timedelta(hours=17), MORNING + MINUTE + DAY),
    ],
)
def test_next_hour_is_the_next_time_the_clock_of_the_portal_shows_it(now, expected):
    assert next_hour(now, 7) == expected


@pytest.mark.django_db
def test_daily_task_waits_for_its_first_hour_then_comes_once_a_day():
    daily("schedule.at_seven", hour=7)
    moments = [MORNING, MORNING + MINUTE, MORNING + 2 * MINUTE, MORNING + DAY, MORNING + DAY + MINUTE]

    asked = [len(enqueue_due(moment)) for moment in moments if run_all() is not None]

    assert asked == [0, 1, 0, 0, 1]


@pytest.mark.django_db
def test_every_comes_after_its_seconds():
    every("schedule.often", seconds=300)
    moments = [MORNING + timedelta(seconds=seconds) for seconds in (0, 299, 300, 301, 600)]

    asked = [len(enqueue_due(moment)) for moment in moments if run_all() is not None]

    assert asked == [0, 0, 1, 0, 1]


@pytest.mark.django_db
def test_days_without_a_worker_make_one_job():
    daily("schedule.at_seven", hour=7)
    enqueue_due(MORNING)

    enqueue_due(MORNING + 9 * DAY)
    enqueue_due(MORNING + 9 * DAY + timedelta(seconds=10))

    row = PeriodicTask.objects.get()
    assert [job.task for job in Job.objects.all()] == ["schedule.at_seven"]
    assert (row.last_at, row.next_at) == (MORNING + 9 * DAY, MORNING + 9 * DAY + MINUTE)


@pytest.mark.django_db
def test_job_of_the_last_tick_that_still_waits_serves_the_next():
    every("schedule.often", seconds=60)
    for minute in range(4):
        enqueue_due(MORNING + minute * MINUTE)

    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_worker_with_a_slow_clock_does_not_ask_again():
    daily("schedule.at_seven", hour=7)
    enqueue_due(MORNING)
    enqueue_due(MORNING + MINUTE)
    run_all()

    assert enqueue_due(MORNING - 2 * MINUTE) == []
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_row_of_a_task_that_nobody_registers_any_more_is_left_alone():
    PeriodicTask.objects.create(task="schedule.gone", next_at=MORNING - DAY)
    every("schedule.often", seconds=60)

    assert enqueue_due(MORNING) == []


def test_one_task_has_one_rhythm():
    every("schedule.often", seconds=60)

    with pytest.raises(ValueError, match="has a rhythm already"):
        daily("schedule.often", hour=7)


def test_one_tick_makes_one_job_for_eight_workers_at_the_same_time(live_database):
    PeriodicTask.objects.all().delete()
    every("schedule.often", seconds=60)
    enqueue_due(MORNING)
    together, found = Barrier(8), []

    def look():
        together.wait()
        found.extend(enqueue_due(MORNING + MINUTE))
        connection.close()

    threads = [Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [job.pk for job in found] == [Job.objects.get().pk]


def test_new_task_gets_one_row_from_eight_workers_at_the_same_time(live_database):
    PeriodicTask.objects.all().delete()
    every("schedule.often", seconds=60)
    together = Barrier(8)

    def look():
        together.wait()
        enqueue_due(MORNING)
        connection.close()

    threads = [Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert PeriodicTask.objects.get().next_at == MORNING + MINUTE


def test_real_workers_make_one_job_of_a_tick(live_database, workers):
    PeriodicTask.objects.all().delete()
    due = PeriodicTask.objects.create(task="assessments.send_waiting", next_at=timezone.now() - DAY)
    for name in ("one", "two"):
        workers.start(name)

    eventually(lambda: Job.objects.filter(task=due.task, state="done").exists(), seconds=40)
    time.sleep(2)  # the other looks as well

    assert Job.objects.filter(task=due.task).count() == 1


@pytest.mark.django_db
def test_worker_looks_by_the_clock_of_the_database_and_not_more_often_than_it_should():
    every("schedule.often", seconds=0)
    seconds, looks = 0, []
    look = Looking(clock=lambda: seconds)

    for seconds in (SECONDS_BETWEEN_LOOKS - 1, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS + 1):  # noqa: B007
        look()
        looks.append(PeriodicTask.objects.count())

    assert looks == [0, 1, 1]
    assert abs(PeriodicTask.objects.get().next_at - timezone.now()) < timedelta(seconds=30)


@pytest.mark.django_db
def test_operator_sees_when_each_is_due():
    PeriodicTask.objects.create(task="schedule.at_seven", next_at=MORNING + MINUTE)
    PeriodicTask.objects.create(task="schedule.often", next_at=MORNING + DAY, last_at=MORNING)
    output = StringIO()

    call_command("jobs", stdout=output)

    assert output.getvalue().splitlines()[5:] == [
        "งานตามกำหนด schedule.at_seven: ครั้งถัดไป 21/11/2569 07:00 ครั้งล่าสุด –",
        "งานตามกำหนด schedule.often: ครั้งถัดไป 22/11/2569 06:59 ครั้งล่าสุด 21/11/2569 06:59",
    ]
