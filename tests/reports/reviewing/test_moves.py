"""The table of moves: what each state allows, and what is said where it does not."""

import pytest

from reports.reviewing.moves import (
    BY_HAND,
    STATE_WORDS,
    Standing,
    possible,
    refusal,
    refusal_to_publish,
    refusal_to_submit,
)

STATES = ["", "submitted", "approved", "accepted", "returned", "recalled", "lapsed", "published"]
# Every move that a state allows while nobody opened its last step; all others are refused.
ALLOWED = {
    "": set(),
    "submitted": {"recall", "open", "approve", "return"},
    "approved": {"recall_approval", "open_approved", "accept", "return_approved"},
    "accepted": {"return_approved"},
    "returned": set(),
    "recalled": set(),
    "lapsed": set(),
    "published": set(),
}
ENDED_BY_OPENING = {"recall", "open", "recall_approval", "open_approved"}
LAST = "โดย สมศรี เมื่อ 1 มกราคม 2569 เวลา 09.00 น."


@pytest.mark.parametrize("name", sorted(BY_HAND))
@pytest.mark.parametrize("state", STATES)
def test_move_is_refused_in_every_state_but_its_own(state, name):
    refused = refusal(BY_HAND[name], Standing(state, last=LAST), reason="เหตุผล")

    expected = "" if name in ALLOWED[state] else f"{BY_HAND[name].label}ไม่ได้: {STATE_WORDS[state]} {LAST}"
    assert refused == expected


@pytest.mark.parametrize("state", STATES)
def test_what_was_opened_cannot_be_recalled_or_opened_again(state):
    names = {move.name for move in possible(Standing(state, is_opened=True))}

    assert names == ALLOWED[state] - ENDED_BY_OPENING


def test_recalling_what_was_opened_says_who_opened_it_and_what_to_do():
    refused = refusal(BY_HAND["recall"], Standing("submitted", is_opened=True, last=LAST))

    assert refused == f"เรียกคืนไม่ได้: ผู้ตรวจเปิดตรวจแล้ว หากต้องการแก้ไข โปรดขอให้ผู้ตรวจส่งกลับ {LAST}"


@pytest.mark.parametrize(("name", "state"), [("return", "submitted"), ("return_approved", "accepted")])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_returning_wants_a_reason(name, state, reason):
    assert "โปรดบอกเหตุผล" in refusal(BY_HAND[name], Standing(state), reason)


@pytest.mark.parametrize("state", STATES)
def test_submitting_is_refused_while_a_round_is_on_its_way(state):
    refused = refusal_to_submit(Standing(state, last=LAST))

    is_on_its_way = state in ("submitted", "approved", "accepted")
    assert refused == (f"ส่งตรวจไม่ได้: {STATE_WORDS[state]} {LAST}" if is_on_its_way else "")


@pytest.mark.parametrize(
    ("state", "needs_acceptance", "may"),
    [
        (state, needs, state == "accepted" or (state == "approved" and not needs))
        for state in STATES
        for needs in (0, 1)
    ],
)
def test_publishing_wants_acceptance_where_somebody_accepts(state, needs_acceptance, may):
    refused = refusal_to_publish(Standing(state), needs_acceptance=bool(needs_acceptance))

    assert (refused == "") == may
    before = "" if state == "published" else "ยังเผยแพร่ไม่ได้: "
    assert may or refused.startswith(f"{before}{STATE_WORDS[state]}")


def test_document_whose_files_are_there_is_said_to_be_published():
    ordered, out = Standing("published", last=LAST), Standing("published", last=LAST, is_out=True)

    assert (ordered.words, out.words) == ("เอกสารนี้สั่งเผยแพร่แล้ว", "เอกสารนี้เผยแพร่แล้ว")
    assert refusal_to_publish(out, needs_acceptance=False).startswith(f"เอกสารนี้เผยแพร่แล้ว {LAST} เมื่อแก้ไขเนื้อหาแล้ว")


def test_refusal_to_publish_says_what_to_do():
    words = {state: refusal_to_publish(Standing(state), needs_acceptance=True) for state in STATES}

    assert "โปรดส่งตรวจ และรอหัวหน้าหน่วยงานรับรองก่อน" in words[""]
    assert "โปรดรอคำรับรองก่อน" in words["submitted"]
    assert "โปรดรอผู้ดูแลรับเอกสารก่อน" in words["approved"]
    assert "โปรดส่งตรวจ" in words["lapsed"]
    assert "เมื่อแก้ไขเนื้อหาแล้ว โปรดส่งตรวจ" in words["published"]
