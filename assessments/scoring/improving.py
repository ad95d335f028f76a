"""What-if: which entries, brought to full marks, raise total and level the most."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.frameworks import Framework, Rule
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
from assessments.scoring.levels import level_of
from assessments.scoring.results import WhatIf

FULL = Fraction(FULL_MARKS)


@dataclass(frozen=True)
class _Standing:
    """Where the agency stands before the change."""

    framework: Framework
    rule: Rule
    values: dict
    total: Fraction | None

    @property
    def level(self):
        return self.level_with({})

    def possible(self, gain):
        """An announced total may stand so high above its parts that not all of the gain fits under full marks."""
        return gain if self.total is None else max(Fraction(0), min(gain, FULL - self.total))

    def level_with(self, raised, gain=0):
        if self.total is None:
            return None
        instruments = {code: raised.get(code, self.values.get(code)) for code in self.rule.weights}
        return level_of(self.framework, self.total + gain, instruments)


def what_if(framework, kind, announced, limit=10):
    """The entries worth most, best first: those that lift the level furthest, then by gain on the total.

    An entry is the deepest scored part that is under full marks: an item, or the sub-indicator, indicator or
    instrument whose parts are unknown or do not compute. Raising it by d raises a figure of n parts by d/n, up to
    full marks, all the way to the total. The rise is added to the value shown, so a figure announced above the entry
    stays the base even where it does not follow from its parts.
    """
    rule = framework.rule_for(kind)
    _, values = exact_values(framework, rule, announced_scores(framework, announced))
    total = finite(announced.total)
    standing = _Standing(framework, rule, values, exact_total(rule, values) if total is None else Fraction(total))
    ways = [way for code in rule.weights if code in framework.entries for way in _ways_up(standing, (code,))]
    raises = [(gain, effect) for gain, effect in (_effect(standing, way) for way in ways) if gain > 0]
    raises.sort(key=lambda pair: (_level_position(framework, pair[1].new_level), -pair[0]))
    return tuple(effect for _, effect in raises[:limit])


def _ways_up(standing, way):
    """Ways from an instrument down to each deepest entry under full marks, top first."""
    parts = parts_of(standing.framework, standing.rule, way[-1])
    deeper = [found for part in parts for found in _ways_up(standing, (*way, part))]
    value = standing.values[way[-1]]
    return deeper or ([way] if value is not None and value < FULL else [])


def _effect(standing, way):
    instrument = way[0]
    rise, value = _raised(standing, way)
    gain = standing.possible(weighted_value(standing.rule, instrument, rise))
    level = standing.level_with({instrument: value}, gain)
    return gain, _shown(standing, way[-1], gain, level)


def _raised(standing, way):
    """The instrument's rise, and its new value where it has one, once the end of the way has full marks."""
    rise, value = None, None
    for code in reversed(way):
        old = standing.values[code]
        rise = FULL - old if rise is None else rise / len(parts_of(standing.framework, standing.rule, code))
        rise = rise if old is None else max(Fraction(0), min(rise, FULL - old))
        value = None if old is None else old + rise
    return rise, value


def _shown(standing, code, gain, level):
    decimals = standing.framework.decimals
    new_total = None if standing.total is None else rounded(standing.total + gain, decimals)
    before = standing.level
    return WhatIf(
        code=code,
        name=standing.framework.entries[code].name,
        score=rounded(standing.values[code], decimals),
        gain=rounded(gain, decimals) if new_total is None else new_total - rounded(standing.total, decimals),
        new_total=new_total,
        new_level=level,
        raises_level=level is not None and before is not None and level != before,
    )


def _level_position(framework, level):
    return len(framework.levels) if level is None else framework.levels.index(level)
