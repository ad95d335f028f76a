"""What is missing to the next level: how far total and instruments fall short, and which single raise is enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from assessments.frameworks import Framework, Level, Rule
from assessments.scoring.arithmetic import FULL_MARKS, parts_of, rounded


@dataclass(frozen=True)
class Shortfall:
    """A figure under a bound of the next level; `code` is "total" or an instrument."""

    code: str
    score: Decimal
    bound: Decimal

    @property
    def missing(self):
        return self.bound - self.score


@dataclass(frozen=True)
class Raise:
    """The least score of one instrument or indicator that brings the next level while all others stay."""

    code: str
    name: str
    score: Decimal
    needed: Decimal

    @property
    def rise(self):
        return self.needed - self.score


@dataclass(frozen=True)
class NextLevel:
    level: Level
    shortfalls: tuple[Shortfall, ...]
    raises: tuple[Raise, ...]  # smallest first; empty where no single raise is enough
    unscored: tuple[str, ...] = ()  # instruments that the level asks for and that have no score yet


def next_level(framework, kind, values, total, level):
    """The level just above `level`; None at the top and while the level is unknown.

    `values` are exact scores by code, `total` the exact total; a bound counts as reached when the figure shown is.
    """
    higher = framework.levels[: framework.levels.index(level)] if level else ()
    if not higher or total is None:
        return None
    way = _Way(framework, framework.rule_for(kind), values, total, higher[-1])
    raises = sorted(way.raises(), key=lambda one: one.rise)
    return NextLevel(higher[-1], tuple(way.shortfalls()), tuple(raises), tuple(way.unscored()))


@dataclass(frozen=True)
class _Way:
    framework: Framework
    rule: Rule
    values: Mapping[str, Fraction | None]
    total: Fraction
    level: Level

    @property
    def unit(self):
        return Fraction(1, 10**self.framework.decimals)

    def shortfalls(self):
        figures = {"total": (self.total, self.level.total_min)}
        if self.level.instrument_min is not None:
            figures |= {code: (self.values.get(code), self.level.instrument_min) for code in self.rule.weights}
        for code, (value, bound) in figures.items():
            score = rounded(value, self.framework.decimals)
            if score is not None and score < bound:
                yield Shortfall(code, score, bound)

    def unscored(self):
        asked = self.rule.weights if self.level.instrument_min is not None else ()
        return [code for code in asked if self.values.get(code) is None]

    def raises(self):
        for instrument in self.rule.weights:
            rise = self._rise_of(instrument)
            if rise is not None:
                yield from self._entries(instrument, rise)

    def _entries(self, instrument, rise):
        parts = parts_of(self.framework, self.rule, instrument)
        indicators = [code for code in parts if self.framework.depth_of(code) == "indicator"]
        pairs = [(instrument, rise), *((code, rise * len(parts)) for code in indicators)]
        found = (self._raise(code, wanted) for code, wanted in pairs)
        return [one for one in found if one is not None]

    def _raise(self, code, wanted):
        value = self.values.get(code)
        if value is None:
            return None
        needed = rounded(ceil((value + wanted) / self.unit) * self.unit, self.framework.decimals)
        score = rounded(value, self.framework.decimals)
        return Raise(code, self.framework.entries[code].name, score, needed) if needed <= FULL_MARKS else None

    def _rise_of(self, instrument):
        """How far this instrument alone must rise, exactly; None where that is not enough or not possible."""
        value, weight = self.values.get(instrument), self.rule.weights[instrument]
        if value is None or not weight or self._others_fall_short(instrument):
            return None
        for_total = (self._least(self.level.total_min) - self.total) * 100 / Fraction(weight)
        rise = max(Fraction(0), for_total, self._least_instrument() - value)
        return rise if value + rise <= FULL_MARKS else None

    def _others_fall_short(self, instrument):
        if self.level.instrument_min is None:
            return False
        others = [self.values.get(code) for code in self.rule.weights if code != instrument]
        return any(value is None or value < self._least_instrument() for value in others)

    def _least_instrument(self):
        bound = self.level.instrument_min
        return Fraction(0) if bound is None else self._least(bound)

    def _least(self, bound):
        """The smallest figure that is shown as the bound."""
        return Fraction(bound) - self.unit / 2
