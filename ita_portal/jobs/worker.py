"""The embedded worker: one process that takes one job after the other from the database."""

import logging
import signal
import time

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from ita_portal.jobs.pruning import Hourly
from ita_portal.jobs.running import run_one
from ita_portal.jobs.schedule import Looking
from ita_portal.jobs.tasks import call_exit_hooks, call_start_hooks

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 1.0  # seconds between looks when there is nothing to do


class Worker:
    """Works until it is asked to stop; a job it has begun is finished first."""

    def __init__(self, name):
        self.name = name
        self._is_stopping = False
        self._prune_hourly = Hourly()
        self._look_at_schedule = Looking()

    def work(self, *, once=False, until_idle=False):
        """`once`: look once for a job and end. `until_idle`: end when nothing is due."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        logger.info("Worker %s is ready", self.name)
        try:
            call_start_hooks()
            self._work(once, until_idle)
        finally:
            call_exit_hooks()
        logger.info("Worker %s ends", self.name)

    def _stop(self, *signal_and_frame):
        self._is_stopping = True

    def _work(self, once, until_idle):
        pause = FIRST_PAUSE
        while not self._is_stopping:
            has_run = self._run_next()
            if once or (until_idle and not has_run):
                break
            if has_run:
                pause = FIRST_PAUSE
            else:
                time.sleep(pause)
                pause = min(pause * 1.5, LONGEST_PAUSE)

    def _run_next(self):
        """True when there was a job to run. A database that is away is asked again, however long that takes."""
        try:
            self._prune_hourly()
            self._look_at_schedule()
            job = run_one(self.name)
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database does not answer; asking again: %s", error)
            connection.close()
            return False
        if job:
            close_old_connections()
        return job is not None
