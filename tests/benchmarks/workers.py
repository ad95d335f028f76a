"""Real workers on the scratch portal: their processes, jobs for them, and what they hold in memory."""

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from assessments.models import Agency, AgencyYear
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue
from reports.renderings import TASK
from tests.benchmarks.measuring import pss_of, tree

ROOT = Path(__file__).resolve().parents[2]
SECONDS_BETWEEN_LOOKS = 0.1
MAX_SECONDS = 900


class JobWithoutResult(Exception):
    """A job failed, or none ended for a long time: there is nothing to measure."""


@dataclass(frozen=True)
class Order:
    """A document to be drawn."""

    agency_year: AgencyYear
    kind: str


@contextmanager
def running_workers(count: int) -> Iterator[list[subprocess.Popen]]:
    command = (sys.executable, "manage.py", "run_worker", "--name")
    workers = [subprocess.Popen((*command, f"bench-{number}"), cwd=ROOT) for number in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()


def rename(orders: Iterable[Order], suffix: str):
    """A document that says another name is another document: what was drawn once is not drawn again."""
    for order in orders:
        agency = order.agency_year.agency
        Agency.objects.filter(pk=agency.pk).update(name=f"{agency.name} {suffix}")


def draw_all(orders: Iterable[Order]) -> list[Job]:
    """As they stand once all have ended. Raises JobWithoutResult."""
    with transaction.atomic():
        jobs = [
            enqueue(TASK, agency_year_id=order.agency_year.pk, kind=order.kind, layout=None, max_attempts=1)
            for order in orders
        ]
    wait_until_idle()
    ended = list(Job.objects.filter(pk__in=[job.pk for job in jobs]).order_by("ended_at"))
    if failed := [job.error for job in ended if job.state != Job.State.DONE]:
        raise JobWithoutResult(f"{len(failed)} jobs failed: {failed[0]}")
    return ended


def wait_until_idle():
    until = time.monotonic() + MAX_SECONDS
    while Job.objects.active().exists():
        if time.monotonic() > until:
            raise JobWithoutResult(f"{Job.objects.active().count()} jobs have not ended")
        time.sleep(SECONDS_BETWEEN_LOOKS)


@dataclass(frozen=True)
class Memory:
    """Bytes (PSS): of the worker itself, and of the processes under it, that draw."""

    worker: int
    drawing: int

    @property
    def total(self):
        return self.worker + self.drawing


def memory_of(worker: subprocess.Popen) -> Memory:
    under = [number for number in tree(worker.pid) if number != worker.pid]
    return Memory(pss_of([worker.pid]), pss_of(under))
