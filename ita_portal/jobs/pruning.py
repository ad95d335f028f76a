"""Jobs that ended long ago are removed; what they made stays, so a row that names its job does so with SET_NULL."""

import time
from datetime import timedelta

from django.db.models.functions import Now

from ita_portal.jobs.models import Job

KEPT = timedelta(days=90)
HOUR = 3600


def prune():
    """How many rows went."""
    return Job.objects.filter(ended_at__lt=Now() - KEPT).delete()[0]


class Hourly:
    """Prunes when called, at most once an hour, the first time an hour after the worker began."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._pruned_at = clock()

    def __call__(self):
        if self._clock() - self._pruned_at >= HOUR:
            self._pruned_at = self._clock()
            prune()
