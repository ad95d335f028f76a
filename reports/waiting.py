"""What a page tells somebody who waits for a job."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from ita_portal.jobs.models import Job

# A worker that is there takes a job within a second.
STALLED_AFTER = timedelta(seconds=10)


@dataclass(frozen=True)
class Waiting:
    """`ahead`: jobs that come first. `is_stalled`: nobody has begun it for so long that perhaps no worker runs."""

    label: str
    note: str
    percent: int
    ahead: int
    is_stalled: bool


def waiting_for(job) -> Waiting | None:
    """None when there is nothing to wait for."""
    if job is None or not job.is_active:
        return None
    is_unbegun = job.state == Job.State.WAITING and job.attempt == 0
    is_stalled = is_unbegun and timezone.now() - job.created_at > STALLED_AFTER
    return Waiting(job.state_label, job.note, job.percent, jobs_ahead(job) if is_unbegun else 0, is_stalled)


def jobs_ahead(job) -> int:
    """Without the job itself: SQLite compares moments as text, in which the same one may be written in two ways."""
    return Job.objects.active().filter(created_at__lt=job.created_at).exclude(pk=job.pk).count()
