"""Attempts at a job, held in the process of the test."""

from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.tasks import RunningJob, task


@task("attempts.nothing")
def do_nothing(running):
    pass


def hold():
    """An attempt that holds the only job there is."""
    enqueue("attempts.nothing")
    return RunningJob(claim("worker"))


def lose(running):
    """Another attempt takes the job over; that attempt."""
    Job.objects.filter(pk=running.job.pk).update(lease_until=from_now(-1))
    return RunningJob(claim("another", running.job.pk))
