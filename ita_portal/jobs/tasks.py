"""What an app writes to have long work done: a function in its `jobs.py`, registered by name, that gets a RunningJob.

    @task("reports.draw")
    def draw(running, publication_id):
        file = …                      # the long part, outside any transaction; says running.progress(done, total)
        with running.completing():    # what counts, exactly once
            Publication.objects.filter(pk=publication_id).update(…)

A file written in the long part bears the attempt in its name: two attempts may write at the same time.
"""

import logging
import time
from contextlib import contextmanager

from django.db import transaction
from django.db.models.functions import Now

from ita_portal.jobs.models import Job

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_WRITES = 0.5

_tasks = {}
_start_hooks, _exit_hooks = [], []


class JobFailed(Exception):
    """Final, not tried again. The message is Thai, for the person who waits: what is wrong, where, what to do."""


class JobCancelled(Exception):
    """Somebody asked to stop this job. Let it pass: the worker ends the job as cancelled."""


class LeaseLost(Exception):
    """Another attempt holds the job, or it has ended: nothing this attempt did may count. Let it pass."""


class UnknownTask(LookupError):
    """No app registers a task of this name."""


def task(name):
    """Register a function as the task of this name. It may run more than once: only `completing` counts once."""

    def register(function):
        if name in _tasks:
            raise ValueError(f"two tasks are called {name}")
        _tasks[name] = function
        return function

    return register


def find_task(name):
    if name not in _tasks:
        raise UnknownTask(name)
    return _tasks[name]


def on_worker_start(function):
    """Call this when a worker's process is ready, to begin what the first job would wait for."""
    _start_hooks.append(function)
    return function


def on_worker_exit(function):
    """Call this when the worker's process ends in good order, to close what it keeps open between jobs."""
    _exit_hooks.append(function)
    return function


def call_start_hooks():
    _call(_start_hooks)


def call_exit_hooks():
    _call(_exit_hooks)


def _call(hooks):
    for hook in hooks:
        try:
            hook()
        except Exception:
            logger.exception("A hook of the worker failed")


class RunningJob:
    """One attempt at a job, as its task sees it. What it writes counts only while this attempt holds the job."""

    def __init__(self, job):
        self.job = job
        self.attempt = job.attempt
        self.is_completed = False
        self._interruption = None
        self._written_at = float("-inf")

    def progress(self, done, total, note=""):
        """Say how far it is; also where a cancelled or lost job stops. Cheap: most calls only read a flag."""
        is_due = time.monotonic() - self._written_at >= SECONDS_BETWEEN_WRITES
        if is_due or done >= total > 0:
            self._write(done=done, total=total, note=note)
            self._written_at = time.monotonic()
        elif self._interruption:
            raise self._interruption

    @contextmanager
    def completing(self):
        """A transaction at whose end the job is done. JobCancelled or LeaseLost otherwise, and all in it rolls back.

        The job's row is written last: an attempt that is paused in here never keeps another one from going on.
        """
        with transaction.atomic():
            yield
            self._write(state=Job.State.DONE, ended_at=Now(), lease_until=None)
        self.is_completed = True

    def interrupt(self, interruption):
        """The heartbeat found that this attempt should stop; the next `progress` raises it."""
        self._interruption = interruption

    def _write(self, **values):
        held = Job.objects.held(self.job.pk, self.attempt)
        if not held.filter(cancel_asked_at=None).update(**values):
            raise JobCancelled if held.exists() else LeaseLost
