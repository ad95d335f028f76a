"""How the rest of the portal asks for long work, stops it, and waits a moment for it."""

import time
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from ita_portal.jobs.announcing import announce
from ita_portal.jobs.models import Job
from ita_portal.jobs.tasks import find_task

SECONDS_BETWEEN_LOOKS = 0.05


def enqueue(task, *, by=None, once="", max_attempts=3, **arguments):
    """A job for `task`, in the caller's transaction: a rollback takes it back. Arguments are plain JSON values.

    With `once`, the job of this task and key that is already waiting or running is returned instead of a second one;
    one that somebody asked to cancel does not stand in the way. Raises UnknownTask.
    """
    find_task(task)
    values = {"max_attempts": max_attempts, "arguments": arguments, "by": by}
    job, is_new = _once(task, once, values) if once else (Job.objects.create(task=task, **values), True)
    if is_new:
        transaction.on_commit(partial(announce, job.pk), robust=True)
    return job


def _once(task, once, values, tries=3):
    """The database decides who was first. Should that job end before we find it, the next try makes ours."""
    try:
        return Job.objects.wanted().get_or_create(task=task, once=once, defaults=values)
    except IntegrityError:
        if tries == 1:
            raise
        return _once(task, once, values, tries - 1)


@transaction.atomic
def cancel(job, *, by):
    """Stop a job: at once while it waits; a running one stops where it next says its progress, and has no effect.

    True when it is or will be cancelled, False when it had ended before.
    """
    present = Job.objects.active().select_for_update().filter(pk=job.pk).first()
    if present is None:
        return False
    if present.cancel_asked_at is None:
        ending = {} if present.state == Job.State.RUNNING else {"state": Job.State.CANCELLED, "ended_at": Now()}
        Job.objects.filter(pk=job.pk).update(cancel_asked_at=Now(), cancel_asked_by=by, **ending)
    return True


def wait_for(job, seconds):
    """The job as it stands once it has ended, or after `seconds` if it has not. Not for use in a transaction."""
    until = time.monotonic() + seconds
    while (present := Job.objects.get(pk=job.pk)).is_active and time.monotonic() < until:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return present
