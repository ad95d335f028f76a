"""Every named constraint of the jobs is violated once."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from ita_portal.jobs.models import Job, from_now
from tests.makers import make_user

pytestmark = pytest.mark.django_db

BEGUN = {"attempt": 1, "started_at": Now()}
RUNNING = {**BEGUN, "state": "running", "lease_until": from_now(10)}


def make(**values):
    Job.objects.create(task="constraints.none", **values)


def twice(**values):
    make(**values)
    make(**values)


VIOLATIONS = {
    "job_once_unique": lambda: twice(once="2567"),
    "job_running_holds_lease": lambda: make(**{**RUNNING, "lease_until": None}),
    "job_ended_says_when": lambda: make(**BEGUN, state="done"),
    "job_begun_says_when": lambda: make(**{**RUNNING, "started_at": None}),
    "job_failed_says_why": lambda: make(state="failed", ended_at=Now()),
    "job_cancelled_was_asked": lambda: make(state="cancelled", ended_at=Now()),
    "job_attempts_in_range": lambda: make(started_at=Now(), attempt=4),
}
SHORT_ON_SQLITE = "unique"  # SQLite names the columns of a broken unique constraint, not the constraint


@pytest.mark.parametrize("name", [constraint.name for constraint in Job._meta.constraints])
def test_constraint_refuses(name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        VIOLATIONS[name]()

    assert name in str(caught.value) or SHORT_ON_SQLITE in name


@pytest.mark.parametrize(
    "values",
    [
        {"state": "paused"},
        {"state": "paused", "ended_at": Now()},
        {"state": "waiting", "lease_until": from_now(1)},
        {"state": "waiting", "ended_at": Now()},
        {"state": "waiting", "error": "เหตุ"},
        {"state": "waiting", "cancel_asked_at": Now()},
        {"state": "waiting", "attempt": 1},
        {"state": "waiting", "started_at": Now()},
        {"state": "waiting", "max_attempts": 0},
        {**BEGUN, "state": "done", "ended_at": Now(), "cancel_asked_at": Now()},
        {"state": "done", "ended_at": Now()},
    ],
    ids=str,
)
def test_row_that_contradicts_itself_is_refused(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**values)


def test_person_who_asked_to_cancel_has_a_moment():
    with pytest.raises(IntegrityError, match="job_cancelled_was_asked"), transaction.atomic():
        make(cancel_asked_by=make_user())


def test_rows_that_break_no_rule_are_taken():
    twice(once="")
    make(**RUNNING, once="2567", cancel_asked_at=Now())
    make(**BEGUN, once="2567", state="done", ended_at=Now())
    make(once="2567")

    assert Job.objects.count() == 5
