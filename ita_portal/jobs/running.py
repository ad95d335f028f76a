"""Runs one job and writes how it ended; both engines, the embedded worker and Celery, come through here."""

import logging
import os
import socket
from contextlib import nullcontext
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce, Now

from ita_portal.jobs.announcing import announce
from ita_portal.jobs.claiming import claim
from ita_portal.jobs.heartbeat import Heartbeat
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.tasks import JobCancelled, JobFailed, LeaseLost, RunningJob, find_task

logger = logging.getLogger(__name__)

UNEXPECTED = "เกิดข้อผิดพลาดภายในระบบ งานนี้จึงไม่สำเร็จ โปรดสั่งอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบพร้อมรหัสงาน"


def default_worker_name():
    return f"{socket.gethostname()}-{os.getpid()}"


def run_one(worker_name, job_id=None):
    """Claim the next job that is due (or this one) and run it. The job as it then stands; None when none was due."""
    job = claim(worker_name, job_id)
    if job is None:
        return None
    run(job)
    job.refresh_from_db()
    return job


def run_all():
    """Run all that is due in this process, for tests: no second connection looks on, so it works in a transaction."""
    jobs = []
    while job := claim("run_all"):
        run(job, heartbeat=nullcontext)
        jobs.append(job)
    for job in jobs:
        job.refresh_from_db()
    return jobs


def run(job, heartbeat=Heartbeat):
    running = RunningJob(job)
    try:
        with heartbeat(running):
            _perform(running)
    except LeaseLost:
        logger.warning("LeaseLost: %s, attempt %s counts for nothing", job, job.attempt)
    except JobCancelled:
        _end(running, Job.State.CANCELLED)
    except JobFailed as failure:
        _end(running, Job.State.FAILED, error=str(failure) or UNEXPECTED)
    except Exception:
        logger.exception("%s, attempt %s of %s failed", job, job.attempt, job.max_attempts)
        _try_again(running)


def _perform(running):
    find_task(running.job.task)(running, **running.job.arguments)
    if not running.is_completed:
        with running.completing():
            pass


def _try_again(running):
    if running.attempt >= running.job.max_attempts:
        _end(running, Job.State.FAILED, error=UNEXPECTED)
        return
    delays = settings.JOBS_RETRY_DELAYS
    delay = delays[min(running.attempt, len(delays)) - 1]
    if _end(running, Job.State.WAITING, run_after=from_now(delay), ended_at=None, sent_at=None) == Job.State.WAITING:
        transaction.on_commit(partial(announce, running.job.pk, delay), robust=True)


def _end(running, state, **values):
    """Let go of the job; who asked to cancel gets that, however it ended. The state, or None if it was not held."""
    with transaction.atomic():
        job = Job.objects.held(running.job.pk, running.attempt).select_for_update().first()
        if job is None:
            return None
        if job.cancel_asked_at or state == Job.State.CANCELLED:
            state, values = Job.State.CANCELLED, {"cancel_asked_at": Coalesce("cancel_asked_at", Now())}
        Job.objects.filter(pk=job.pk).update(**{"state": state, "ended_at": Now(), "lease_until": None, **values})
    return state
