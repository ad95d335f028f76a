"""A run is started once, for the agencies and documents that were shown, and for those overseen alone."""

from uuid import uuid4

import pytest

from ita_portal.jobs.models import Job
from reports.bulk.preview import preview
from reports.bulk.starting import SetChanged, start_run
from reports.models import BulkRun
from reports.overview.refreshing import refresh_all
from tests.reports.bulk.runs import (
    EVERYBODY,
    asked,
    make_administrator,
    make_agencies,
    outcomes,
    start,
    told_people,
    worked_off,
)

pytestmark = pytest.mark.django_db


def test_same_key_is_the_same_run(administrator, agencies):
    first = start("remind", administrator, once_key="0" * 32)

    second = start("remind", administrator, once_key="0" * 32)
    worked_off(first)

    assert (first.pk, BulkRun.objects.count(), Job.objects.count()) == (second.pk, 1, 1)
    assert told_people() == EVERYBODY


def test_same_key_of_another_person_is_another_run(administrator, agencies):
    other = make_administrator()

    start("remind", administrator, once_key="0" * 32)
    start("remind", other, once_key="0" * 32)

    assert BulkRun.objects.count() == 2


def test_set_that_changed_since_it_was_shown_asks_again(administrator, agencies):
    wanted = asked(administrator)
    token = preview(wanted, "remind", administrator).token
    make_agencies("d")
    refresh_all()

    with pytest.raises(SetChanged):
        start_run(asked=wanted, action="remind", token=token, once_key=uuid4().hex, by=administrator)

    assert BulkRun.objects.count() == 0


@pytest.mark.parametrize("query", ["year=2567&province=ยะลา", "year=2567&q=ไม่มีหน่วยงานนี้"])
def test_empty_set_starts_nothing(administrator, agencies, query):
    with pytest.raises(SetChanged):
        start("remind", administrator, query=query)


def test_token_of_one_action_does_not_serve_another(administrator, agencies):
    wanted = asked(administrator)
    token = preview(wanted, "zip", administrator).token

    with pytest.raises(SetChanged):
        start_run(asked=wanted, action="remind", token=token, once_key=uuid4().hex, by=administrator)


def test_officer_of_one_agency_who_oversees_others_acts_on_these_alone(agencies):
    person = make_administrator(reach="province", province="ตราด")
    person.memberships.create(role="officer", agency=agencies[0])

    started = start("remind", person)

    assert outcomes(started) == {"c": "waiting"}
