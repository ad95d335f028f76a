"""What has to be announced for complete results, and what follows from it, in whole hundredths. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assessments.framework_store import get_framework
from assessments.frameworks import Framework, Level
from reports.overview.figures import Sum, sums_for

FULL = 10_000  # hundredths


@dataclass(frozen=True)
class Figures:
    """`announced` are the codes that must be given: items, and indicators that cannot be computed from them."""

    announced: tuple[str, ...]
    instruments: Mapping[str, Sum]
    total: Sum

    def results_of(self, scores: Mapping[str, int]) -> tuple[int, dict[str, int]]:
        """The total and the instruments."""
        return self.total.half_up(scores), {code: one.half_up(scores) for code, one in self.instruments.items()}


@lru_cache
def figures_for(framework_code: str, kind: str) -> Figures:
    framework = get_framework(framework_code)
    rule = framework.rule_for(kind)
    items = [item.code for item in framework.items if item.instrument in rule.weights]
    only_announced = [
        entry.code for entry in framework.indicators if rule.indicator_from.get(entry.instrument) == "announced"
    ]
    announced = (*items, *only_announced)
    sums = sums_for(framework_code, kind, frozenset(announced))
    return Figures(announced, {code: sums[code] for code in rule.weights}, sums["total"])


def shares_in(figure: Sum) -> dict[str, float]:
    return {code: count / figure.whole for code, count in figure.counts}


def level_for(framework: Framework, total: int, instruments: dict[str, int]) -> Level:
    """The first level that matches."""
    return next(level for level in framework.levels if reaches(level, total, instruments))


def reaches(level, total, instruments):
    least = level.instrument_min
    is_high = total >= level.total_min * 100
    return is_high and (least is None or all(value >= least * 100 for value in instruments.values()))
