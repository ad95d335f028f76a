"""The table of moves of a review: from which states, to which, whose step it is; and why a move cannot be made now.

draft → submitted → approved by the head → accepted by an administrator → published; on the way returned with a reason,
recalled until somebody opened it, lapsed when the content changed. A state of "" is a document without a round.
"""

from dataclasses import dataclass

SUBMITTED, APPROVED, ACCEPTED = "submitted", "approved", "accepted"
RETURNED, RECALLED, LAPSED, PUBLISHED = "returned", "recalled", "lapsed", "published"
OPEN = (SUBMITTED, APPROVED, ACCEPTED)
# Whose step a move is; reports/reviewing/people.py knows the permission.
SUBMITTING, APPROVING, ACCEPTING, PUBLISHING = "submitting", "approving", "accepting", "publishing"


@dataclass(frozen=True)
class Move:
    """`while_unopened`: only as long as nobody opened the last step. `holds_content`: it is a word on the content."""

    name: str
    label: str
    step: str
    starts: tuple[str, ...]
    end: str
    needs_reason: bool = False
    while_unopened: bool = False
    holds_content: bool = False


RECALL = Move("recall", "เรียกคืน", SUBMITTING, (SUBMITTED,), RECALLED, while_unopened=True)
OPENING = Move("open", "เริ่มตรวจ", APPROVING, (SUBMITTED,), SUBMITTED, while_unopened=True)
APPROVE = Move("approve", "รับรอง", APPROVING, (SUBMITTED,), APPROVED, holds_content=True)
RETURN = Move("return", "ส่งกลับให้แก้ไข", APPROVING, (SUBMITTED,), RETURNED, needs_reason=True)
RECALL_APPROVAL = Move("recall_approval", "ถอนคำรับรอง", APPROVING, (APPROVED,), RECALLED, while_unopened=True)
OPENING_APPROVED = Move("open_approved", "เริ่มตรวจ", ACCEPTING, (APPROVED,), APPROVED, while_unopened=True)
ACCEPT = Move("accept", "รับเอกสาร", ACCEPTING, (APPROVED,), ACCEPTED, holds_content=True)
RETURN_APPROVED = Move("return_approved", "ส่งกลับให้แก้ไข", ACCEPTING, (APPROVED, ACCEPTED), RETURNED, needs_reason=True)
# What people do by hand on the page of a review. Submitting begins a round; publishing and lapsing stand elsewhere.
BY_HAND = {
    move.name: move
    for move in (RECALL, OPENING, APPROVE, RETURN, RECALL_APPROVAL, OPENING_APPROVED, ACCEPT, RETURN_APPROVED)
}
REASON_WANTED = "โปรดบอกเหตุผลที่ส่งกลับ เพื่อให้ผู้จัดทำรู้ว่าต้องแก้อะไร"
STATE_WORDS = {
    "": "เอกสารนี้ยังเป็นร่าง ยังไม่ได้ส่งตรวจ",
    SUBMITTED: "เอกสารนี้ส่งตรวจแล้ว และรอหัวหน้าหน่วยงานรับรอง",
    APPROVED: "เอกสารนี้หัวหน้าหน่วยงานรับรองแล้ว",
    ACCEPTED: "เอกสารนี้ผู้ดูแลรับแล้ว",
    RETURNED: "เอกสารนี้ถูกส่งกลับให้แก้ไขแล้ว",
    RECALLED: "เอกสารนี้ถูกเรียกคืนแล้ว",
    LAPSED: "การตรวจรอบนี้สิ้นผลแล้ว เพราะเนื้อหาเปลี่ยน",
    PUBLISHED: "เอกสารนี้สั่งเผยแพร่แล้ว",
}
OUT_WORDS = "เอกสารนี้เผยแพร่แล้ว"


@dataclass(frozen=True)
class Standing:
    """How a review stands. `last` says who made the last move and when, in words: "โดย … เมื่อ …".

    `is_out`: the files of the version that it led to are drawn, and everybody can open them.
    """

    state: str
    is_opened: bool = False
    last: str = ""
    is_out: bool = False

    @property
    def words(self):
        return OUT_WORDS if self.is_out else STATE_WORDS[self.state]


def refusal(move: Move, standing: Standing, reason: str = "") -> str:
    """Why the move cannot be made, in Thai; empty when it can."""
    if standing.state not in move.starts:
        return f"{move.label}ไม่ได้: {said(standing)}"
    if move.while_unopened and standing.is_opened:
        words = "เปิดตรวจไปแล้ว" if move.end == standing.state else "ผู้ตรวจเปิดตรวจแล้ว หากต้องการแก้ไข โปรดขอให้ผู้ตรวจส่งกลับ"
        return f"{move.label}ไม่ได้: {words} {standing.last}".rstrip()
    if move.needs_reason and not reason.strip():
        return REASON_WANTED
    return ""


def refusal_to_submit(standing: Standing) -> str:
    """A round begins only where none is on its way."""
    return f"ส่งตรวจไม่ได้: {said(standing)}" if standing.state in OPEN else ""


def refusal_to_publish(standing: Standing, *, needs_acceptance: bool) -> str:
    """Publishing wants a round that is through; what to do otherwise is said."""
    if standing.state == ACCEPTED or (standing.state == APPROVED and not needs_acceptance):
        return ""
    if standing.state == APPROVED:
        return f"ยังเผยแพร่ไม่ได้: {said(standing)} แต่ผู้ดูแลยังไม่ได้รับ โปรดรอผู้ดูแลรับเอกสารก่อน"
    if standing.state == SUBMITTED:
        return f"ยังเผยแพร่ไม่ได้: {said(standing)} โปรดรอคำรับรองก่อน"
    if standing.state == PUBLISHED:
        return f"{said(standing)} เมื่อแก้ไขเนื้อหาแล้ว โปรดส่งตรวจและรอคำรับรองก่อนเผยแพร่ฉบับถัดไป"
    return f"ยังเผยแพร่ไม่ได้: {said(standing)} โปรดส่งตรวจ และรอหัวหน้าหน่วยงานรับรองก่อน"


def said(standing: Standing) -> str:
    return f"{standing.words} {standing.last}".rstrip()


def possible(standing: Standing) -> tuple[Move, ...]:
    """The moves by hand that the state allows, whoever asks."""
    return tuple(move for move in BY_HAND.values() if not refusal(move, standing, reason="-"))
