"""Which job a worker takes next, and what becomes of one whose worker died."""

from django.db import transaction
from django.db.models.functions import Now

from ita_portal.jobs.models import Job, lease_end

STOPPED_TOO_OFTEN = "งานนี้หยุดกลางคันหลายครั้ง ระบบจึงไม่ทำต่อ โปรดสั่งอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบพร้อมรหัสงาน"


def claim(worker, job_id=None):
    """The job that is due longest (or this one), from now on held by `worker`; None when nothing is due.

    Idle workers only read. On PostgreSQL a locked row is somebody else's and is passed over, so that one hanging
    transaction stops nobody; SQLite ignores that clause and lets one writer in at a time.
    """
    due = Job.objects.due().filter(**{"pk": job_id} if job_id else {}).order_by("run_after", "created_at")
    while due.exists():
        with transaction.atomic():
            job = due.select_for_update(skip_locked=True).first()
            if job is None:
                return None
            if _take(job, worker):
                return job
    return None


def _take(job, worker):
    """True when the job is now the worker's; a job that must not be tried again is ended instead."""
    if job.cancel_asked_at:
        _move(job, state=Job.State.CANCELLED, ended_at=Now(), lease_until=None)
    elif job.attempt >= job.max_attempts:
        _move(job, state=Job.State.FAILED, ended_at=Now(), lease_until=None, error=STOPPED_TOO_OFTEN)
    else:
        fresh = {"started_at": Now(), "done": 0, "total": 0, "note": ""}
        return _move(
            job, state=Job.State.RUNNING, attempt=job.attempt + 1, worker=worker, lease_until=lease_end(), **fresh
        )
    return False


def _move(job, **values):
    """Compare-and-set on attempt and state: whoever read the row first is the only one to move it."""
    moved = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=job.state).update(**values)
    job.refresh_from_db()
    return bool(moved)


def seconds_until_due(job_id):
    """How long, by the database's clock, until this job can be claimed; None when it has ended or is not there."""
    job = Job.objects.active().filter(pk=job_id).annotate(now=Now()).first()
    if job is None:
        return None
    due_at = job.run_after if job.state == Job.State.WAITING else job.lease_until
    return max(0.0, (due_at - job.now).total_seconds())
