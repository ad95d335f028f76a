"""The lease is kept alive, and the task learns that it should stop."""

import pytest

from ita_portal.jobs.heartbeat import Heartbeat
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.tasks import LeaseLost
from tests.jobs.attempts import hold, lose

pytestmark = pytest.mark.django_db


def end_of_lease():
    return Job.objects.values_list("lease_until", flat=True).get()


def test_heartbeat_finds_that_another_attempt_holds_the_job():
    running = hold()
    running.progress(1, 9)
    lose(running)
    Heartbeat(running).beat()

    with pytest.raises(LeaseLost):
        running.progress(2, 9)


def test_heartbeat_renews_the_lease():
    running = hold()
    Job.objects.update(lease_until=from_now(1))
    before = end_of_lease()

    Heartbeat(running).beat()

    assert (end_of_lease() - before).total_seconds() > 8


def test_heartbeat_of_a_lost_attempt_renews_nothing():
    running = hold()
    lose(running)
    before = end_of_lease()

    Heartbeat(running).beat()

    assert end_of_lease() == before
