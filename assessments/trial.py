"""What total and level would be with other scores: the rise of each figure is carried up to the total. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.frameworks import Framework, Level, Rule
from assessments.scoring import level_of
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
    """None where the total, or an instrument that the level asks for, is unknown."""

    total: Decimal | None
    gain: Decimal | None
    level: Level | None


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
    after = rounded(_within_marks(before + board.rise_of_total), framework.decimals)
    return Trial(after, after - rounded(before, framework.decimals), level_of(framework, after, board.instruments))


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

    @property
    def instruments(self):
        scores = {code: self.values[code] for code in self.rule.weights}
        return {code: None if old is None else old + self.rise(code) for code, old in scores.items()}

    def rise(self, code):
        """How far the figure moves; an entry's own new score counts before those of its parts."""
        old = self.values[code]
        if code in self.changes:
            return Fraction(self.changes[code]) - (old or 0)
        parts = parts_of(self.framework, self.rule, code)
        rise = sum(map(self.rise, parts), Fraction(0)) / (len(parts) or 1)
        return rise if old is None else _within_marks(old + rise) - old
