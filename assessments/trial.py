"""What total and level would be with other scores: the rise of each figure is carried up to the total. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from assessments.frameworks import Framework, Level, Rule
from assessments.scoring import NextLevel, compute, level_of, next_level
from assessments.scoring.arithmetic import (
    FULL_MARKS,
    announced_scores,
    exact_total,
    exact_values,
    finite,
    parts_of,
    rounded,
    weighted_value,
)


@dataclass(frozen=True)
class Trial:
    """None where the total, or an instrument that the level asks for, is unknown.

    `instruments` are those assessed, as they are shown; `following` says what is missing to the next level.
    """

    total: Decimal | None
    gain: Decimal | None
    level: Level | None
    instruments: Mapping[str, Decimal | None] = field(default_factory=dict)
    following: NextLevel | None = None


def changeable_codes(framework, results):
    """{instrument: codes of its scored entries whose change reaches the total}, each figure before its parts.

    A question of an indicator that is only ever announced does not count: nobody can say how it moves the indicator.
    """
    rule = framework.rule_for(results.kind)
    below = {code: _below(framework, rule, code) for code in rule.weights if code in framework.entries}
    return {
        instrument: [code for code in codes if results.value(code) is not None] for instrument, codes in below.items()
    }


def try_scores(framework, kind, announced, changes):
    """Total and level once the entries in `changes` ({code: score}) have these scores and all others keep theirs.

    As in what-if, the rise is added to the figure shown, so an announced figure stays the base even where it does not
    follow from its parts; no figure leaves 0–100.
    """
    rule = framework.rule_for(kind)
    _, values = exact_values(framework, rule, announced_scores(framework, announced))
    shown = finite(announced.total)
    before = exact_total(rule, values) if shown is None else Fraction(shown)
    if before is None:
        return Trial(None, None, None)
    board = _Board(framework, rule, values, changes)
    return _outcome(board, kind, before)


def standing(framework, kind, announced):
    """The year as it is, as a trial that changes nothing."""
    return try_scores(framework, kind, announced, {})


def try_targets(framework, kind, announced, targets):
    """What follows once every target of an indicator and then of an instrument is reached.

    What is above its target stays where it is. A target of the total is no change: it is what may come of it. What
    has no score yet is left out, since nobody can say how far it would rise.
    """
    results = compute(framework, kind, announced)
    known = {code: target for code, target in targets.items() if results.value(code) is not None}
    higher = {code: target for code, target in known.items() if target > results.value(code)}
    changes = {code: target for code, target in higher.items() if framework.depth_of(code) == "indicator"}
    reached = try_scores(framework, kind, announced, changes).instruments
    changes |= {code: target for code, target in higher.items() if code in reached and target > reached[code]}
    return try_scores(framework, kind, announced, changes)


def _outcome(board, kind, before):
    decimals = board.framework.decimals
    exact = _within_marks(before + board.rise_of_total)
    after, values = rounded(exact, decimals), board.after()
    instruments = {code: values[code] for code in board.rule.weights}
    level = level_of(board.framework, after, instruments)
    return Trial(
        total=after,
        gain=after - rounded(before, decimals),
        level=level,
        instruments={code: rounded(score, decimals) for code, score in instruments.items()},
        following=next_level(board.framework, kind, values, exact, level),
    )


def _below(framework, rule, code):
    yield code
    for part in parts_of(framework, rule, code):
        yield from _below(framework, rule, part)


def _within_marks(score):
    return min(max(score, Fraction(0)), Fraction(FULL_MARKS))


@dataclass(frozen=True)
class _Board:
    framework: Framework
    rule: Rule
    values: Mapping[str, Fraction | None]
    changes: Mapping[str, Decimal]

    @property
    def rise_of_total(self):
        return sum(weighted_value(self.rule, code, self.rise(code)) for code in self.rule.weights)

    def after(self):
        """Instruments and indicators as they are then; None stays unknown."""
        codes = (*self.rule.weights, *(entry.code for entry in self.framework.indicators))
        return {code: self._new(code) for code in codes if code in self.values}

    def _new(self, code):
        old = self.values[code]
        return None if old is None else old + self.rise(code)

    def rise(self, code):
        """How far the figure moves; an entry's own new score counts before those of its parts."""
        old = self.values[code]
        if code in self.changes:
            return Fraction(self.changes[code]) - (old or 0)
        parts = parts_of(self.framework, self.rule, code)
        rise = sum(map(self.rise, parts), Fraction(0)) / (len(parts) or 1)
        return rise if old is None else _within_marks(old + rise) - old
