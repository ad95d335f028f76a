"""Old jobs go, young and active ones stay."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from ita_portal.jobs.models import Job
from ita_portal.jobs.pruning import HOUR, Hourly, prune

pytestmark = pytest.mark.django_db


def ended(days):
    return Job.objects.create(task="pruning.none", state="failed", error="เหตุ", ended_at=Now() - timedelta(days=days))


def test_prune_removes_jobs_that_ended_more_than_90_days_ago():
    ended(90.01)
    kept = [ended(89.99), Job.objects.create(task="pruning.none", created_at=Now() - timedelta(days=400))]

    count = prune()

    assert count == 1
    assert set(Job.objects.values_list("pk", flat=True)) == {job.pk for job in kept}


def test_prune_removes_done_rounds_after_a_day_and_keeps_failed_ones():
    moment = Now() - timedelta(days=1.01)
    begun = {"attempt": 1, "started_at": moment, "ended_at": moment}
    round_of_yesterday = {"task": "pruning.none", "once": "periodic", **begun}
    Job.objects.create(state="done", **round_of_yesterday)
    failed = Job.objects.create(state="failed", error="เหตุ", **round_of_yesterday)
    asked_for = Job.objects.create(state="done", **{**round_of_yesterday, "once": "publish-1"})

    prune()

    assert set(Job.objects.values_list("pk", flat=True)) == {failed.pk, asked_for.pk}


def test_hourly_prunes_after_an_hour_and_then_not_at_once_again():
    seconds = 0
    prune_hourly = Hourly(clock=lambda: seconds)
    left = []

    for seconds in (HOUR - 1, HOUR, HOUR + 1):  # noqa: B007 the clock reads it
        ended(100)
        prune_hourly()
        left.append(Job.objects.count())

    assert left == [1, 0, 1]
