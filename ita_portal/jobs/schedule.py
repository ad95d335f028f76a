"""Work that comes round by itself. An app says so in its `jobs.py`, beside the task:

    every("assessments.send_waiting", seconds=300)
    daily("assessments.remind", hour=7)

Every worker, of either kind, looks now and then for what is due and asks for it as for any other job. A row in the
database decides which of them does: a tick makes one job, however many workers there are and however their clocks
differ. After days without a worker a task runs once, not once for every tick that was missed.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as time_of_day

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from ita_portal.jobs.models import PeriodicTask
from ita_portal.jobs.queue import enqueue

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 10
PERIODIC = "periodic"  # the key of every job that comes round

_rhythms: dict[str, Callable[[datetime], datetime]] = {}


def every(task, *, seconds):
    """Run this task each so many seconds, the first time that long after the first worker knows of it."""
    register(task, lambda now: now + timedelta(seconds=seconds))


def daily(task, *, hour):
    """Run this task once a day at this hour of the portal's time zone, or as soon after it as there is a worker."""
    register(task, lambda now: next_hour(now, hour))


def register(task, rhythm):
    """`rhythm` gives, for a moment, the next one after it."""
    if task in _rhythms:
        raise ValueError(f"{task} has a rhythm already")
    _rhythms[task] = rhythm


def next_hour(now, hour):
    local = timezone.localtime(now)
    today = timezone.make_aware(datetime.combine(local.date(), time_of_day(hour)))
    tomorrow = timezone.make_aware(datetime.combine(local.date() + timedelta(days=1), time_of_day(hour)))
    return today if now < today else tomorrow


def enqueue_due(now=None):
    """Ask for every task whose time has come; the jobs this process asked for. `now` is for tests."""
    if not _rhythms:
        return []
    now = now or database_now()
    rows = known_rows(now)
    jobs = [take(row, now) for row in rows if row.next_at <= now]
    return [job for job in jobs if job]


def known_rows(now):
    """One row for each registered task; those that are new begin with their first moment after `now`."""
    rows = list(PeriodicTask.objects.filter(task__in=_rhythms))
    missing = _rhythms.keys() - {row.task for row in rows}
    if not missing:
        return rows
    new = [PeriodicTask(task=task, next_at=_rhythms[task](now)) for task in sorted(missing)]
    PeriodicTask.objects.bulk_create(new, ignore_conflicts=True)
    return list(PeriodicTask.objects.filter(task__in=_rhythms))


@transaction.atomic
def take(row, now):
    """The job for this tick; None when another worker was first. The last tick's job, if it still runs, serves both."""
    moved = PeriodicTask.objects.filter(pk=row.pk, next_at=row.next_at)
    if not moved.update(next_at=_rhythms[row.task](now), last_at=now):
        return None
    return enqueue(row.task, once=PERIODIC)


def database_now():
    """The clock that all machines share; COALESCE makes an answer of a table without rows."""
    return PeriodicTask.objects.aggregate(now=Coalesce(Max(Now()), Now()))["now"]


class Looking:
    """Looks for what is due when called, at most once in ten seconds, the first time ten seconds after the start."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._looked_at = clock()

    def __call__(self):
        if self._clock() - self._looked_at >= SECONDS_BETWEEN_LOOKS:
            self._looked_at = self._clock()
            for job in enqueue_due():
                logger.debug("It is time for %s", job)
