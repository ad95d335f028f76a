"""Bulk runs for tests: what is asked for of a year, started as the page starts it, and worked off."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import F
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Membership, Notification
from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.running import run_all
from reports.bulk.preview import preview
from reports.bulk.starting import start_run
from reports.models import BulkRun
from reports.overview.asking import asked_for
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_user

YEAR = 2567


def asked(user, query=f"year={YEAR}"):
    return asked_for(QueryDict(query), user=user)


def make_administrator(username=None, **reach):
    user = make_user(username, name="ผู้ดูแลทดสอบ")
    Membership.objects.create(user=user, role="administrator", **(reach or {"reach": "all"}))
    return fresh_person(user)


def fresh_person(user):
    return get_user_model().objects.get(pk=user.pk)


def end_role(user):
    row = Membership.objects.get(user=user)
    Membership.objects.filter(pk=row.pk).update(ended_at=row.started_at + timedelta(microseconds=1))


def start(action, by, *, query=f"year={YEAR}", once_key=None, **options):
    """As the page does, with what it showed."""
    wanted = asked(by, query)
    token = preview(wanted, action, by).token
    return start_run(asked=wanted, action=action, token=token, once_key=once_key or uuid4().hex, by=by, **options)


def carried_out(action, by, **options):
    """Started on rows that are up to date, and worked off."""
    refresh_all()
    return worked_off(start(action, by, **options))


def worked_off(run):
    run_all()
    return BulkRun.objects.get(pk=run.pk)


def outcomes(run):
    """{agency code: outcome}"""
    return dict(run.outcomes.values_list("agency__code", "outcome"))


def words_of(run, code):
    return run.outcomes.get(agency__code=code).words


def make_agencies(*codes, **values):
    """Each with the year and nothing in it."""
    return [make_agency_year(make_agency(code, **values), YEAR).agency for code in codes]


def taken_over(job_id):
    """(the attempt whose worker fell silent, the attempt that took the job over)."""
    silent = claim("silent", job_id)
    Job.objects.filter(pk=job_id).update(lease_until=from_now(-1))
    return silent, claim("second", job_id)


def begun_again(job_id):
    """As after a worker that was killed before it could say that the job was done."""
    Job.objects.filter(pk=job_id).update(state="waiting", ended_at=None, attempt=F("attempt"))


EVERYBODY = ["a-officer", "b-officer", "c-officer"]


def told_people():
    return sorted(Notification.objects.values_list("person__username", flat=True))


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def place(name, run):
    return reverse(f"reports:bulk-{name}", args=[run.pk])


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
