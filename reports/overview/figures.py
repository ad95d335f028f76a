"""Figures of very many agencies: each as one sum over what is announced, in whole numbers and so exact. Pure.

The same as assessments.scoring.compute, a hundred times as fast: how a figure follows is worked out once for all
agencies of which the same was announced, and nobody is told what does not add up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from assessments.framework_store import get_framework
from assessments.frameworks import Level
from assessments.scoring.arithmetic import parts_of
from assessments.scoring.levels import level_of

DECIMALS = 6  # of a stored score
Shares = Mapping[str, Fraction]
KEPT = 1000  # ways to announce results; each is a few kilobytes


@dataclass(frozen=True)
class Sum:
    """Σ count · score / `whole`."""

    counts: tuple[tuple[str, int], ...]
    whole: int

    def half_up(self, scores: Mapping[str, int], unit: int = 1) -> int:
        """Rounded to whole units; `unit` says how many of the scores' own units make one."""
        exact, whole = sum(count * scores[code] for code, count in self.counts), self.whole * unit
        return (2 * exact + whole) // (2 * whole)


def figures_of(framework_code: str, kind: str, scores: Mapping[str, Decimal], total: Decimal | None) -> dict:
    """{"total" or code: value shown, or None where it cannot be computed}, of instruments and indicators."""
    framework = get_framework(framework_code)
    units = {code: int(score.scaleb(DECIMALS)) for code, score in scores.items() if code in framework.entries}
    unit = 10 ** (DECIMALS - framework.decimals)
    found = {
        code: made_of and Decimal(made_of.half_up(units, unit)).scaleb(-framework.decimals)
        for code, made_of in sums_for(framework_code, kind, frozenset(units)).items()
    }
    announced = {code: score for code, score in scores.items() if code in found} | {"total": total}
    return found | {code: score for code, score in announced.items() if score is not None}


def level_of_figures(framework_code: str, kind: str, figures: Mapping) -> Level | None:
    framework = get_framework(framework_code)
    weights = framework.rule_for(kind).weights
    return level_of(framework, figures["total"], {code: figures[code] for code in weights if code in figures})


@lru_cache(KEPT)
def sums_for(framework_code: str, kind: str, announced: frozenset[str]) -> dict[str, Sum | None]:
    """How the total, the instruments and the indicators follow from the scores of these codes."""
    framework = get_framework(framework_code)
    rule = framework.rule_for(kind)
    entries = (*framework.instruments, *framework.indicators)
    shares = {entry.code: shares_of(framework, rule, entry.code, announced) for entry in entries}
    weighted = [(rule.weights[code] / 100, shares.get(code)) for code in rule.weights]
    return {"total": sum_of(together(weighted))} | {code: sum_of(found) for code, found in shares.items()}


def shares_of(framework, rule, code: str, announced) -> Shares | None:
    """What share each announced score has in this figure; None where anything is missing."""
    if code in announced:
        return {code: Fraction(1)}
    parts = parts_of(framework, rule, code)
    return together([(Fraction(1, len(parts)), shares_of(framework, rule, part, announced)) for part in parts])


def together(weighted: Iterable[tuple]) -> Shares | None:
    weighted, found = list(weighted), {}
    if not weighted or any(shares is None for _, shares in weighted):
        return None
    for weight, shares in weighted:
        for code, share in shares.items():
            found[code] = found.get(code, Fraction(0)) + Fraction(weight) * share
    return found


def sum_of(shares: Shares | None) -> Sum | None:
    if shares is None:
        return None
    whole = lcm(*(share.denominator for share in shares.values()))
    return Sum(tuple((code, int(share * whole)) for code, share in shares.items()), whole)
