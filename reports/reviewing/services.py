"""Services of reviewing: each move once, by who may make it, on the content that was submitted, with its event."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.writing import record
from measures.services import in_plan
from reports.models import Review, ReviewEvent
from reports.reviewing import moves
from reports.reviewing.content import content_sha256, present_document, present_sha256
from reports.reviewing.lapsing import lapse, lapsed_words
from reports.reviewing.people import require
from reports.reviewing.recording import moment_after, note_move
from reports.reviewing.rounds import latest_round, standing_of
from reports.services import DocumentNotReady
from reports.versions import document_of
from reports.withdrawing import standing_version


class ReviewRefused(ValueError):
    """The move was not made. The message is Thai, for the user."""


@transaction.atomic
def submit(*, agency_year, kind, by) -> Review:
    """Begin a round for the document as it stands now; one whose content has changed is ended. Raises ReviewRefused."""
    require(by, moves.SUBMITTING, agency_year.agency)
    in_plan.lock(agency_year)
    sha256, present = submitted_content(agency_year, kind), latest_round(agency_year, kind)
    if present and present.is_open and present.content_sha256 != sha256:
        present = lapse(present)
    if refused := moves.refusal_to_submit(standing_of(present)):
        raise ReviewRefused(refused)
    review = begin_round(agency_year, kind, number=present.round + 1 if present else 1, sha256=sha256, by=by)
    record(review, {"state": ("", review.get_state_display())}, by=by)
    note_move(review, ReviewEvent.Move.SUBMIT, "", by=by)
    return review


def submitted_content(agency_year, kind) -> str:
    try:
        document = present_document(agency_year, kind)
    except DocumentNotReady as refusal:
        raise ReviewRefused(str(refusal)) from refusal
    sha256, published = content_sha256(document), standing_version(agency_year, kind)
    if published and content_sha256(document_of(published)) == sha256:
        raise ReviewRefused(f"ไม่มีอะไรเปลี่ยนจากฉบับที่ {published.number} ที่เผยแพร่แล้ว จึงไม่ต้องส่งตรวจ")
    return sha256


def begin_round(agency_year, kind, *, number, sha256, by):
    values = {"agency_year": agency_year, "kind": kind, "round": number, "content_sha256": sha256, "submitted_by": by}
    try:
        with transaction.atomic():
            return Review.objects.create(**values, submitted_at=timezone.now())
    except IntegrityError:
        raise ReviewRefused("มีผู้อื่นเพิ่งส่งเอกสารนี้ไปพร้อมกัน โปรดดูสถานะล่าสุด") from None


def make_move(*, review, version, move, by, reason="") -> Review:
    """One of the moves that people make by hand. Raises ReviewRefused; an approval of other content ends the round."""
    move = moves.BY_HAND[move]
    with transaction.atomic():
        present, refused = attempt(review, version, move, reason.strip() if move.needs_reason else "", by)
    if refused:
        raise ReviewRefused(refused)
    return present


def attempt(review, version, move, reason, by):
    """(the review as it stands now, why the move was not made or "")."""
    require(by, move.step, review.agency_year.agency)
    in_plan.lock(review.agency_year)
    present = Review.objects.select_related("agency_year__agency").get(pk=review.pk)
    if refused := moves.refusal(move, standing_of(present), reason):
        return present, refused
    if present.version != version:
        return present, stale_words(present)
    if move.holds_content and present.content_sha256 != present_sha256(present.agency_year, present.kind):
        return lapse(present), f"{move.label}ไม่ได้: {lapsed_words(present)}"
    return carry_out(present, move, reason, by), ""


def stale_words(review):
    words = ReviewEvent.Move(review.events.last().move).label
    return f"มีผู้อื่นดำเนินการกับเอกสารนี้ก่อนท่าน ({words} {standing_of(review).last}) โปรดดูสถานะล่าสุดแล้วทำรายการอีกครั้ง"


def carry_out(review, move, reason, by):
    before = review.state
    Review.objects.compare_and_set(review, review.version, **written_by(move, review, reason, by))
    changed = {"state": (Review.State(before).label, Review.State(review.state).label), "reason": ("", reason)}
    if move in (moves.OPENING, moves.OPENING_APPROVED):
        changed = {"opened_by": ("", by)}
    record(review, changed, by=by)
    note_move(review, move.name, before, by=by, reason=reason)
    return review


def written_by(move, review, reason, by):
    """The columns that a move writes."""
    at = moment_after(review)
    if move in (moves.OPENING, moves.OPENING_APPROVED):
        return {"opened_by": by, "opened_at": at}
    if move == moves.APPROVE:
        return {"state": move.end, "approved_by": by, "approved_at": at, "opened_by": None, "opened_at": None}
    if move == moves.ACCEPT:
        return {"state": move.end, "accepted_by": by, "accepted_at": at}
    return {"state": move.end, "closed_by": by, "closed_at": at, "reason": reason}


def close_published(*, review, publication, by):
    """The round ends with the version that it led to. Called where that is made, in the same transaction."""
    before, at = review.state, moment_after(review)
    values = {"state": moves.PUBLISHED, "closed_by": by, "closed_at": at, "publication": publication}
    Review.objects.compare_and_set(review, review.version, **values)
    record(review, {"state": (Review.State(before).label, Review.State(review.state).label)}, by=by)
    note_move(review, ReviewEvent.Move.PUBLISH, before, by=by)
