"""What the page of a review offers to this person now, and what it says where there is nothing to do."""

from dataclasses import dataclass

from assessments.templatetags.thai import thai_moment
from reports.reviewing import moves
from reports.reviewing.lapsing import lapsed_words
from reports.reviewing.people import acceptors_of, approvers_of, may
from reports.withdrawing import withdrawal_of

NO_HEAD = "หน่วยงานนี้ยังไม่มีหัวหน้าหน่วยงานในระบบ จึงยังไม่มีผู้รับรอง โปรดขอให้ผู้ดูแลเพิ่มหัวหน้าหน่วยงานที่หน้าบุคคลของหน่วยงาน"


@dataclass(frozen=True)
class Offer:
    """`buttons` are moves without a reason, `returning` the one that wants it; `notes` say why not and who is next."""

    buttons: tuple[moves.Move, ...] = ()
    returning: moves.Move | None = None
    can_submit: bool = False
    can_publish: bool = False
    warning: str = ""
    notes: tuple[str, ...] = ()


def offer(*, review, standing, look, agency, user) -> Offer:
    """For the latest round, in the light of the content as it stands now."""
    own = [move for move in moves.BY_HAND.values() if may(user, move.step, agency)]
    if look.has_changed(review):
        warning, refused = lapsed_words(review), ()
        possible = [move for move in own if move.needs_reason and standing.state in move.starts]
    else:
        warning, refused = "", refusals(own, standing)
        possible = [move for move in own if not moves.refusal(move, standing, reason="-")]
    acceptors = acceptors_of(agency)
    withdrawal = withdrawal_of(review.publication) if standing.is_out else None
    waiting = () if warning else waiting_words(standing, agency, acceptors, own)
    is_through = not warning and not moves.refusal_to_publish(standing, needs_acceptance=bool(acceptors))
    return Offer(
        buttons=tuple(move for move in possible if not move.needs_reason),
        returning=next((move for move in possible if move.needs_reason), None),
        can_submit=not stands_published(review, look, withdrawal) and may_submit(user, agency, look, review, standing),
        can_publish=is_through and may(user, moves.PUBLISHING, agency),
        warning=warning,
        notes=(*refused, *version_words(review, look, withdrawal), *waiting),
    )


def refusals(own, standing):
    """Of the person's own moves that the state would allow: why they cannot be made, such as what was opened."""
    now = (move for move in own if standing.state in move.starts and move.end != standing.state)
    return tuple(refused for move in now if (refused := moves.refusal(move, standing, reason="-")))


def may_submit(user, agency, look, review, standing):
    """Whatever is not on its way as it is."""
    is_free = look.has_changed(review) or not moves.refusal_to_submit(standing)
    return bool(look.sha256) and is_free and may(user, moves.SUBMITTING, agency)


def stands_published(review, look, withdrawal):
    """As it is now, or about to be."""
    is_version = review is not None and review.publication is not None
    return is_version and withdrawal is None and review.content_sha256 == look.sha256


def version_words(review, look, withdrawal):
    """Where the version that the round led to is no longer what one sees here, or no longer stands."""
    if review is None or review.publication is None:
        return ()
    name = f"ฉบับที่ {review.publication.number}"
    taken_back = (f"{name} ถูกถอนแล้วเมื่อ {thai_moment(withdrawal.at)}",) if withdrawal else ()
    has_changed = bool(look.sha256) and review.content_sha256 != look.sha256
    return (*taken_back, f"เนื้อหาปัจจุบันต่างจาก{name}") if has_changed else taken_back


def waiting_words(standing, agency, acceptors, own):
    """Whose step it is, when it is somebody else's."""
    steps = {move.step for move in own}
    if standing.state in ("", moves.SUBMITTED, moves.RETURNED, moves.RECALLED, moves.LAPSED):
        approvers = approvers_of(agency)
        if not approvers:
            return (NO_HEAD,)
        if standing.state == moves.SUBMITTED and moves.APPROVING not in steps:
            return (f"รอรับรองโดย {named(approvers)}",)
    if standing.state == moves.APPROVED and acceptors and moves.ACCEPTING not in steps:
        return (f"รอผู้ดูแลรับเอกสาร: {named(acceptors)}",)
    return ()


def named(people, most=5):
    """Their names; of many, the first ones."""
    names = sorted(str(person) for person in people)
    more = f" และอีก {len(names) - most} คน" if len(names) > most else ""
    return ", ".join(names[:most]) + more
