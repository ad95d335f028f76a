"""The Celery application, for `celery -A ita_portal.jobs.celery worker`, and the one message there is: a job's id."""

import os
import time

from amqp import AMQPError
from celery import Celery
from django.conf import settings
from kombu.exceptions import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")

RUN = "jobs.run"
# A broker that did not answer costs the next people nothing: it is left alone for so many seconds.
REST = 10

app = Celery("ita_portal.jobs", broker=settings.JOBS_BROKER or None, include=["ita_portal.jobs.consuming"])
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_default_queue="ita-jobs",
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_enable_remote_control=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_connection_timeout=2,
    broker_heartbeat=10,  # seconds; what a frozen machine keeps unread goes back to the queue after two of them
    broker_transport_options={"confirm_publish": True},
)

_resting_until = float("-inf")


class Unreachable(Exception):
    """The broker did not confirm the message."""


def send(job_id, delay=0):
    """Have some worker look at this job after `delay` seconds. Raises Unreachable, within seconds."""
    global _resting_until
    if time.monotonic() < _resting_until:
        raise Unreachable("it did not answer a moment ago")
    try:
        # The second try is for a pooled connection that the broker closed meanwhile.
        app.send_task(
            RUN, [str(job_id)], countdown=delay or None, confirm_timeout=2, retry=True, retry_policy={"max_retries": 1}
        )
    except (OperationalError, AMQPError, OSError) as error:
        _resting_until = time.monotonic() + REST
        raise Unreachable(str(error)) from error
