"""This year against the last: differences, and whether an item may be compared at all."""

from dataclasses import dataclass
from decimal import Decimal

UP, DOWN, SAME = "เพิ่มขึ้น", "ลดลง", "คงเดิม"
NOT_COMPARABLE, NEW_ITEM = "เทียบไม่ได้", "ข้อใหม่"
EQUAL, CHANGED, NEW = "equal", "changed", "new"


@dataclass(frozen=True)
class Comparison:
    """An item beside what it continues; `score` and `difference` only where the two are the same question."""

    relation: str  # equal, changed or new
    codes: tuple[str, ...]  # last year's
    score: Decimal | None
    difference: Decimal | None
    word: str
    reason: str  # why it cannot be compared


def difference_of(score, previous):
    return None if score is None or previous is None else score - previous


def difference_word(difference):
    if difference is None:
        return ""
    return SAME if difference == 0 else UP if difference > 0 else DOWN


def compare_item(item, score, previous_value):
    """`previous_value` gives last year's score of a code. Only a single equal predecessor makes a difference."""
    codes = tuple(predecessor.code for predecessor in item.predecessors)
    if not codes:
        return Comparison(NEW, (), None, None, NEW_ITEM, "")
    if len(codes) == 1 and item.predecessors[0].relation == EQUAL:
        previous = previous_value(codes[0])
        difference = difference_of(score, previous)
        return Comparison(EQUAL, codes, previous, difference, difference_word(difference), "")
    return Comparison(CHANGED, codes, None, None, NOT_COMPARABLE, _reason(item))


def _reason(item):
    reasons = dict.fromkeys(predecessor.reason for predecessor in item.predecessors if predecessor.reason)
    return " · ".join(reasons) or f"ปีก่อนแยกเป็น {len(item.predecessors)} ข้อ"
