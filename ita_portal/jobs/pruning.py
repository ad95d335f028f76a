"""Jobs that ended long ago are removed; what they made stays, so a row that names its job does so with SET_NULL.

Work that comes round by itself makes thousands of jobs a day: of these only what failed is kept as long as the others.
"""

import time
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from ita_portal.jobs.models import Job
from ita_portal.jobs.schedule import PERIODIC

KEPT, KEPT_OF_ROUNDS = timedelta(days=90), timedelta(days=1)
HOUR = 3600


def prune():
    """How many rows went."""
    rounds = Q(once=PERIODIC, state=Job.State.DONE, ended_at__lt=Now() - KEPT_OF_ROUNDS)
    return Job.objects.filter(Q(ended_at__lt=Now() - KEPT) | rounds).delete()[0]


class Hourly:
    """Prunes when called, at most once an hour, the first time an hour after the worker began."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._pruned_at = clock()

    def __call__(self):
        if self._clock() - self._pruned_at >= HOUR:
            self._pruned_at = self._clock()
            prune()
