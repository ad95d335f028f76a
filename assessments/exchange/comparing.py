"""What a file would change, and whether its totals and levels follow from its figures. Notices never block."""

from dataclasses import dataclass, field
from decimal import Decimal

from assessments.analysis_tables import entry_label
from assessments.exchange.summary import AGREES, DIFFERS, UNKNOWN
from assessments.exchange.units import LEVEL, TOTAL, Told, read_level
from assessments.scoring import Announced, compute
from assessments.thai import score


@dataclass(frozen=True)
class Stored:
    """What stands in the portal for one agency; `framework_code` is empty while there is nothing."""

    framework_code: str = ""
    total: Decimal | None = None
    level: str = ""
    scores: dict[str, Decimal] = field(default_factory=dict)

    def value(self, code):
        if code == LEVEL:
            return read_level(self.level) or None
        return self.total if code == TOTAL else self.scores.get(code)


@dataclass(frozen=True)
class Notice:
    """Something to look at in one cell: `found` is announced; `expected` is computed, or what is allowed."""

    cell: str
    label: str
    found: str
    expected: str
    reason: str
    expected_word: str = "คำนวณได้"

    def __str__(self):
        place = f"ช่อง {self.cell} " if self.cell else ""
        return f"{place}{self.label}: ในไฟล์ {self.found} {self.expected_word} {self.expected} — {self.reason}"


@dataclass(frozen=True)
class Comparison:
    """`total` and `level` are one of AGREES, DIFFERS and UNKNOWN (nothing announced, or nothing to compute it from)."""

    total: str
    level: str
    notices: tuple[Notice, ...]


def changed_values(values, stored) -> dict[str, tuple]:
    """{code: (before, after)} of what the file says otherwise than the portal."""
    pairs = {code: (stored.value(code), value) for code, value in values.items()}
    return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}


def merged(values, stored) -> Announced:
    """The figures as they stand after the import: the file's, and the portal's where the file is blank."""
    scores = {**stored.scores, **{code: value for code, value in values.items() if code not in (TOTAL, LEVEL)}}
    return Announced(
        scores={code: value for code, value in scores.items() if value is not None},
        total=values.get(TOTAL, stored.total),
        level=values.get(LEVEL, stored.level) or "",
    )


def compare(framework, kind, told: Told, stored: Stored) -> Comparison:
    """What the file announces of total and level against what follows from all figures as they will stand."""
    results = compute(framework, kind, merged(told.values, stored))
    announced = {code: told.values.get(code) for code in (TOTAL, LEVEL)}
    differing = {found.code: found for found in results.discrepancies if announced.get(found.code) is not None}
    notices = [_difference(framework, told, found) for found in differing.values()]
    return Comparison(
        total=_verdict(TOTAL in differing, announced[TOTAL], results.total.computed),
        level=_verdict(LEVEL in differing, announced[LEVEL], results.level),
        notices=(*notices, *_unusual_scores(framework, told, stored)),
    )


def _verdict(differs, announced, computed):
    if differs:
        return DIFFERS
    return UNKNOWN if announced is None or computed is None else AGREES


def _difference(framework, told, found):
    announced, computed = (
        value if isinstance(value, str) else score(value) for value in (found.announced, found.computed)
    )
    return Notice(told.cells.get(found.code, ""), entry_label(framework, found.code), announced, computed, found.reason)


def _unusual_scores(framework, told, stored):
    for code in odd_codes(framework, told.values, stored):
        allowed = " ".join(map(str, framework.entries[code].allowed))
        reason = "นำเข้าตามไฟล์ โปรดตรวจกับผลที่ประกาศ"
        yield Notice(
            told.cells[code], entry_label(framework, code), score(told.values[code]), allowed, reason, "ค่าตามกรอบ"
        )


def odd_codes(framework, values, stored) -> list[str]:
    """Items given a new score that is none of the framework's own for them."""
    return [
        code
        for code, value in values.items()
        if value is not None and value != stored.value(code) and is_odd(framework.entries.get(code), value)
    ]


def is_odd(entry, value):
    allowed = getattr(entry, "allowed", ())
    return bool(allowed) and value not in allowed
