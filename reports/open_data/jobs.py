"""Work that comes round: the open data follow what is published and withdrawn, and are made anew every night."""

from ita_portal.jobs.schedule import daily, every
from ita_portal.jobs.tasks import task
from reports.open_data.building import Overtaken, build
from reports.open_data.offering import SECONDS_BETWEEN_BUILDS

OPEN_DATA = "reports.open_data"
RENEW, HOUR_OF_RENEWING = "reports.renew_open_data", 2


@task(OPEN_DATA)
def open_data(running):
    make(running)


@task(RENEW)
def renew_open_data(running):
    """A night's look at everything finds a renamed agency and a file that was lost."""
    make(running, anew=True)


every(OPEN_DATA, seconds=SECONDS_BETWEEN_BUILDS)
daily(RENEW, hour=HOUR_OF_RENEWING)


def make(running, *, anew=False):
    """Begun again where another build was quicker; each time one of them comes to its end."""
    try:
        build(attempt_of(running), running.completing(), running.progress, anew=anew)
    except Overtaken:
        make(running, anew=anew)


def attempt_of(running):
    """A name that no other attempt at anything has."""
    return f"{running.job.pk}-{running.attempt}"
