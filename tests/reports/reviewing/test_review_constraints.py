"""Every named constraint of reviews, their events, withdrawals and comments is violated once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.models import Comment, Publication, Review, ReviewEvent, Withdrawal
from tests.makers import make_agency_year, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def review(year=None, **values):
    person = make_user()
    known = {"kind": "measures", "round": 1, "content_sha256": "0" * 64, "submitted_by": person, "submitted_at": NOW}
    steps = {
        name: person for name in ("opened_by", "approved_by", "accepted_by", "closed_by") if values.get(name) == "x"
    }
    return Review.objects.create(agency_year=year or make_agency_year(), **known | values | steps)


def approved(**values):
    return review(**{"state": "approved", "approved_by": "x", "approved_at": NOW} | values)


def two(**second):
    year = make_agency_year()
    review(year, state="recalled", closed_by="x", closed_at=NOW) if second else review(year)
    review(year, **second or {"round": 2})


def event(**values):
    known = {"review": review(), "move": "open", "by": make_user(), "from_state": "submitted", "to_state": "submitted"}
    ReviewEvent.objects.create(**known | values)


def publication():
    year, person = make_agency_year(), make_user()
    return Publication.objects.create(
        agency_year=year, kind="measures", number=1, address="AAAAAAAA", fiscal_year=2567, requested_by=person
    )


def withdrawal(reason, times=1):
    version = publication()
    for _ in range(times):
        Withdrawal.objects.create(publication=version, reason=reason, by=make_user())


def comment(**values):
    known = {"agency_year": make_agency_year(), "target": "measure:m1", "text": "ก", "by": make_user()}
    return Comment.objects.create(**known | values)


def closed(state, **values):
    return review(**{"state": state, "closed_by": "x", "closed_at": NOW} | values)


def two_of_one_publication():
    version = publication()
    for _ in range(2):
        approved(state="published", closed_by="x", closed_at=NOW, publication=version)


VIOLATIONS = {
    "review_round_unique": lambda: two(round=1),
    "review_one_open": two,
    "review_publication_unique": two_of_one_publication,
    "review_round_from_one": lambda: review(round=0),
    "review_kind_known": lambda: review(kind="poster"),
    "review_content_is_known": lambda: review(content_sha256=""),
    "review_opened_says_by_whom": lambda: review(opened_at=NOW),
    "review_approved_says_by_whom": lambda: review(state="approved", approved_at=NOW),
    "review_accepted_says_by_whom": lambda: approved(state="accepted", accepted_at=NOW),
    "review_accepted_after_approval": lambda: closed("returned", reason="ก", accepted_by="x", accepted_at=NOW),
    "review_state_fits_steps": lambda: review(state="approved"),
    "review_closed_says_by_whom": lambda: closed("lapsed"),
    "review_returned_with_reason": lambda: closed("returned"),
    "review_published_names_version": lambda: approved(state="published", closed_by="x", closed_at=NOW),
    "review_steps_in_order": lambda: approved(approved_at=NOW - timedelta(seconds=1)),
    "review_event_says_by_whom": lambda: event(by=None),
    "review_event_with_reason": lambda: event(move="return", to_state="returned"),
    "review_event_begins_with_submitting": lambda: event(from_state=""),
    "withdrawal_with_reason": lambda: withdrawal(""),
    "withdrawal_publication_unique": lambda: withdrawal("ก", times=2),
    "comment_not_blank": lambda: comment(text=""),
    "comment_has_target": lambda: comment(target=""),
    "comment_resolved_says_by_whom": lambda: comment(resolved_at=NOW),
    "comment_answer_is_not_resolved": lambda: comment(answers=comment(), resolved_by=make_user(), resolved_at=NOW),
}
OURS = {
    constraint.name for model in (Review, ReviewEvent, Withdrawal, Comment) for constraint in model._meta.constraints
}
SHORT_ON_SQLITE = ("unique", "one_open")  # SQLite names the columns of a broken unique constraint


def test_every_constraint_has_a_violation():
    assert OURS - set(VIOLATIONS) == set()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_constraint_refuses(name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        VIOLATIONS[name]()

    assert name in str(caught.value) or name.endswith(SHORT_ON_SQLITE)


@pytest.mark.parametrize("state", ["submitted", "approved", "accepted"])
@pytest.mark.parametrize("missing", ["approved_at", "accepted_at"])
def test_state_without_its_date_is_refused(state, missing):
    dates = {"submitted": [], "approved": ["approved_at"], "accepted": ["approved_at", "accepted_at"]}[state]
    if missing not in dates:
        return
    steps = {name: NOW for name in dates if name != missing}

    with pytest.raises(IntegrityError), transaction.atomic():
        review(state=state, **steps, **{name.replace("_at", "_by"): "x" for name in steps})
