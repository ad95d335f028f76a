"""Tells the message broker, if there is one, that a job waits. A message holds the job's id only: the row is the truth,
so a message too many does nothing, and one that got lost is sent again by the sweeper."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Now

from ita_portal.jobs.models import Job

logger = logging.getLogger(__name__)

# A job can rightly wait this long behind others before its message is taken for lost.
LOST_AFTER = timedelta(minutes=5)
AT_A_TIME = 200


def announce(job_id, delay=0):
    """Send the job's id. A broker that is down is a line in the log: the job waits and the sweeper sends it."""
    if settings.JOBS_BROKER and _send(job_id, delay):
        Job.objects.filter(pk=job_id).update(sent_at=Now())


def unannounced():
    """Jobs that are due, and of which no message can be under way any more."""
    return Job.objects.due().filter(
        Q(sent_at=None) | Q(sent_at__lt=Now() - LOST_AFTER) | Q(state=Job.State.RUNNING, sent_at__lt=F("lease_until"))
    )


def sweep():
    """Send what is due and unannounced; how many were sent. The row says who of many sweepers sends it."""
    sent = 0
    for job_id in unannounced().order_by("run_after").values_list("pk", flat=True)[:AT_A_TIME]:
        if not unannounced().filter(pk=job_id).update(sent_at=Now()):
            continue
        if not _send(job_id):
            Job.objects.filter(pk=job_id).update(sent_at=None)
            break
        sent += 1
    return sent


def _send(job_id, delay=0):
    from ita_portal.jobs import celery  # a third of a second to load, which only a portal with a broker should pay

    try:
        celery.send(job_id, delay)
    except celery.Unreachable as error:
        logger.warning("The broker did not take job %s: %s", job_id, error)
        return False
    return True
