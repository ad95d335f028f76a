"""Rounds of review of invented documents: as they stand, with the moves that led there."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from reports.models import Publication, Review, ReviewEvent
from reports.reviewing.content import present_sha256
from reports.reviewing.moves import OPEN
from reports.simulation.moments import Moments
from reports.simulation.storing import store_leaves
from reports.simulation.work import Work

EVENT_COLUMNS = ("review_id", "move", "by_id", "at", "from_state", "to_state", "reason", "content_sha256")
WHY_RETURNED = "โปรดระบุผู้รับผิดชอบของแต่ละมาตรการให้ชัดเจน (จำลอง)"
# What led to a state: (move, from, to, moment).
SUBMIT = ("submit", "", "submitted", "submitted")
APPROVE = ("approve", "submitted", "approved", "approved")
ACCEPT = ("accept", "approved", "accepted", "accepted")
MOVES = {
    "submitted": (SUBMIT,),
    "approved": (SUBMIT, APPROVE),
    "accepted": (SUBMIT, APPROVE, ACCEPT),
    "published": (SUBMIT, APPROVE, ACCEPT, ("publish", "accepted", "published", "requested")),
    "returned": (SUBMIT, ("return", "submitted", "returned", "approved")),
}
ENDED = {"published": "requested", "returned": "approved"}  # the moment at which the round was closed


@dataclass(frozen=True)
class Round:
    work: Work
    kind: str
    number: int
    moments: Moments
    state: str
    publication: Publication | None = None

    @property
    def reason(self):
        return WHY_RETURNED if self.state == "returned" else ""

    @cached_property
    def content_sha256(self):
        """While it is open, of the document as it stands: else it would end at the first look. Later of no document."""
        if self.state in OPEN:
            return present_sha256(self.work.year, self.kind)
        return sha256(f"{self.work.year.pk} {self.kind} {self.number}".encode()).hexdigest()


def store_rounds(rounds: list[Round], person):
    reviews = Review.objects.bulk_create(review_of(one, person) for one in rounds)
    pairs = zip(rounds, reviews, strict=True)
    store_leaves(ReviewEvent, EVENT_COLUMNS, (line for one, review in pairs for line in events_of(one, review, person)))


def review_of(one, person):
    passed = {move for move, *_ in MOVES[one.state]}
    closed = ENDED.get(one.state)
    return Review(
        agency_year=one.work.year,
        kind=one.kind,
        round=one.number,
        state=one.state,
        content_sha256=one.content_sha256,
        compared_at=one.moments.submitted,
        reason=one.reason,
        submitted_by=person,
        submitted_at=one.moments.submitted,
        approved_by=person if "approve" in passed else None,
        approved_at=one.moments.approved if "approve" in passed else None,
        accepted_by=person if "accept" in passed else None,
        accepted_at=one.moments.accepted if "accept" in passed else None,
        closed_by=person if closed else None,
        closed_at=getattr(one.moments, closed) if closed else None,
        publication=one.publication,
    )


def events_of(one, review, person):
    for move, before, after, moment in MOVES[one.state]:
        reason = one.reason if move == "return" else ""
        at = getattr(one.moments, moment)
        yield review.pk, move, person.pk, at, before, after, reason, one.content_sha256
