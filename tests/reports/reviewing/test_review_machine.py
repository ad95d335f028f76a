"""Random moves by random people never lead to a state that the constraints forbid; each either counts or says why."""

from itertools import chain, cycle

from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ita_portal.jobs.models import Job
from reports.models import Publication, Review, ReviewEvent
from reports.publishing import PublishingRefused, publish
from reports.reviewing.lapsing import lapse_if_changed
from reports.reviewing.moves import BY_HAND, OPEN
from reports.reviewing.services import ReviewRefused
from tests.reports.publications import edit_measure, fresh
from tests.reports.reviewing.rounds import make_office

WHO = {"submitting": "officer", "approving": "head", "accepting": "administrator"}
PEOPLE = st.sampled_from(["officer", "head", "administrator"])
REASONS = st.sampled_from(["", " ", "แก้ตัวชี้วัดที่ 9"])
# A part of the whole way, whatever stands before it, makes most of the steps; else hardly a round comes to its end.
WAY = [("submit", "officer"), ("approve", "head"), ("accept", "administrator"), ("publish", "officer")]
FORWARD = st.builds(
    lambda title, length: [("edit", title), *WAY[:length]], st.sampled_from("กขค"), st.integers(1, len(WAY))
)
OWN = st.sampled_from([(name, WHO[move.step]) for name, move in sorted(BY_HAND.items())])
ANYBODY = st.tuples(st.sampled_from(["publish", *sorted(BY_HAND)]), PEOPLE)
BESIDES = st.sampled_from([("edit", "ก"), ("edit", "ข"), ("lapse", "")])
SINGLE = st.one_of(OWN, ANYBODY, BESIDES).map(lambda step: [step])
STEPS = st.lists(st.one_of(FORWARD, FORWARD, SINGLE), min_size=3, max_size=12).map(lambda parts: [*chain(*parts)])

# The stored states that lead to each state by one move; "" is a document without a round.
LEADS_TO = {
    "submitted": {"", "submitted"},
    "approved": {"submitted", "approved"},
    "accepted": {"approved"},
    "returned": {"submitted", "approved", "accepted"},
    "recalled": {"submitted", "approved"},
    "lapsed": set(OPEN),
    "published": {"approved", "accepted"},
}


class Machine(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(with_administrator=st.booleans(), steps=STEPS, reasons=st.lists(REASONS, min_size=1))
    def test_random_moves(self, with_administrator, steps, reasons):
        office = make_office(administrator=with_administrator)
        for (name, by), reason in zip(steps, cycle(reasons), strict=False):
            if by == "administrator" and not with_administrator:
                continue
            before = snapshot()
            made = step(office, name, by, reason)
            after = snapshot()
            assert made or before == after or after["lapsed"] == before["lapsed"] + 1
            check_states()


def step(office, name, by, reason):
    """Whether it was made; a refusal without words counts as made. Anything else, such as an IntegrityError, fails."""
    try:
        make(office, name, by, reason)
    except (ReviewRefused, PublishingRefused) as refusal:
        return not str(refusal)
    except PermissionDenied:
        return False
    return True


def make(office, name, by, reason):
    if name == "submit":
        office.submit()
    elif name == "edit":
        edit_measure(office.year, by)
    elif name == "publish":
        Job.objects.all().delete()  # the drawing is none of this test's business
        publish(agency_year=fresh(office.year), kind="measures", comment="แก้", by=office.person(by))
    elif office.latest() is None:
        return
    elif name == "lapse":
        lapse_if_changed(review=office.latest())
    else:
        office.move(name, by, reason=reason)


def snapshot():
    states = list(Review.objects.order_by("pk").values_list("state", "version"))
    lapsed = sum(state == "lapsed" for state, _ in states)
    return {
        "states": states,
        "lapsed": lapsed,
        "events": ReviewEvent.objects.count(),
        "published": Publication.objects.count(),
    }


def check_states():
    """What is stored is told by the events, move by move; at most one round is open; each version had its approval."""
    for review in Review.objects.all():
        events = list(review.events.all())
        assert events[-1].to_state == review.state
        assert all(event.from_state in LEADS_TO[event.to_state] for event in events)
        assert [event.from_state for event in events[1:]] == [event.to_state for event in events[:-1]]
        assert {event.content_sha256 for event in events} == {review.content_sha256}
    assert Review.objects.undecided().count() <= 1
    assert Publication.objects.filter(review=None).count() == 0
