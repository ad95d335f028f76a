"""What a Celery worker does with a message, and beside it: sweep for jobs without one, ask for what comes
round by itself, prune, close up at the end."""

import logging
import threading

from celery import signals
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, InterfaceError, OperationalError, connection

from ita_portal.jobs.announcing import sweep
from ita_portal.jobs.celery import RUN, app
from ita_portal.jobs.claiming import seconds_until_due
from ita_portal.jobs.pruning import Hourly
from ita_portal.jobs.running import default_worker_name, run_one
from ita_portal.jobs.schedule import Looking
from ita_portal.jobs.tasks import call_exit_hooks

logger = logging.getLogger(__name__)

if not settings.JOBS_BROKER:
    raise ImproperlyConfigured("JOBS_BROKER is not set: a Celery worker would not know where its messages are.")

_stopping = threading.Event()


@app.task(
    name=RUN,
    bind=True,
    acks_late=True,
    reject_on_worker_lost=True,
    max_retries=None,
    autoretry_for=(OperationalError, InterfaceError),
    retry_kwargs={"countdown": 5},
)
def run(message, job_id):
    """Run this job if it is due. One that somebody holds, or whose time has not come, is looked at again then."""
    if run_one(default_worker_name(), job_id):
        return
    seconds = seconds_until_due(job_id)
    if seconds is not None:
        raise message.retry(countdown=seconds + 0.2)


@signals.worker_ready.connect
def start_sweeping(**_):
    threading.Thread(target=_sweep_until_stopped, name="sweeper", daemon=True).start()


def _sweep_until_stopped():
    """Look as often as a lease lasts: soon enough for a job whose worker died, and nothing for the database."""
    prune_hourly, look_at_schedule = Hourly(), Looking()
    while not _stopping.wait(settings.JOBS_LEASE_SECONDS):
        try:
            sweep()
            look_at_schedule()
            prune_hourly()
        except Error as error:
            logger.warning("The sweep did not succeed: %s", error)
        finally:
            connection.close()


@signals.worker_shutdown.connect
def stop_sweeping(**_):
    _stopping.set()
    call_exit_hooks()


@signals.worker_process_shutdown.connect
def close_up(**_):
    call_exit_hooks()
