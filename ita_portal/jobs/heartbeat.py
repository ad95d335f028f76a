"""Keeps a job's lease alive from a thread of its own while the task works, and tells it when to stop."""

import logging
import threading

from django.conf import settings
from django.db import Error, connection

from ita_portal.jobs.models import Job, lease_end
from ita_portal.jobs.tasks import JobCancelled, LeaseLost

logger = logging.getLogger(__name__)

BEATS_A_LEASE = 5


class Heartbeat:
    """Beats as long as the `with` block lasts, over its own database connection."""

    def __init__(self, running):
        self.running = running
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat_until_ended, name="heartbeat", daemon=True)

    def __enter__(self):
        self._thread.start()

    def __exit__(self, *exception):
        self._ended.set()
        self._thread.join()

    def _beat_until_ended(self):
        try:
            while not self._ended.wait(settings.JOBS_LEASE_SECONDS / BEATS_A_LEASE):
                self._try_to_beat()
        finally:
            connection.close()

    def _try_to_beat(self):
        """A database that is away for a moment costs a beat, not the job: what counts is asked when the job ends."""
        try:
            self.beat()
        except Error as error:
            logger.warning("No heartbeat for job %s: %s", self.running.job.pk, error)
            connection.close()

    def beat(self):
        held = Job.objects.held(self.running.job.pk, self.running.attempt)
        if not held.update(lease_until=lease_end()):
            self.running.interrupt(LeaseLost)
        elif held.filter(cancel_asked_at__isnull=False).exists():
            self.running.interrupt(JobCancelled)
