"""The trend of the total over the years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.analysis.comparison import difference_of, difference_word
from assessments.frameworks import Framework
from assessments.scoring import Announced, compute


@dataclass(frozen=True)
class PastYear:
    """An earlier year's result. `level` is its level's name if known; else `framework`, that year's, gives it."""

    fiscal_year: int
    total: Decimal | None
    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    framework: Framework | None = None
    level: str = ""


@dataclass(frozen=True)
class HistoryRow:
    fiscal_year: int
    total: Decimal | None
    difference: Decimal | None  # to the fiscal year before; None after a gap
    word: str
    level: str
    indicators: Mapping[str, Decimal]


def history_rows(years, kind=""):
    """Oldest first, one row a year; of two entries for a year the figures of the later one count."""
    by_year = {}
    for year in years:
        by_year[year.fiscal_year] = _merged(by_year.get(year.fiscal_year), year)
    return tuple(_row(by_year[number], by_year.get(number - 1), kind) for number in sorted(by_year))


def _merged(first, second):
    if first is None:
        return second
    same_total = second.total in (None, first.total)
    return PastYear(
        second.fiscal_year,
        first.total if same_total else second.total,
        {**first.indicators, **second.indicators},
        second.framework or first.framework,
        first.level if same_total else second.level,
    )


def _row(year, before, kind):
    total, level = _outcome(year, kind)
    difference = difference_of(total, _outcome(before, kind)[0] if before else None)
    return HistoryRow(year.fiscal_year, total, difference, difference_word(difference), level, year.indicators)


def _outcome(year, kind):
    """Total and level's name. A total not given follows from the indicators where that year's framework is known."""
    if year.framework is None:
        return year.total, year.level
    results = compute(year.framework, kind, Announced(year.indicators, year.total, year.level))
    return results.total.value, results.level_name or _pass_word(year.framework, results.total.value)


def _pass_word(framework, total):
    """Where the level hangs on instruments that are unknown: whether the agency passed, if the total alone says so."""
    reached = [level for level in framework.levels if total is not None and total >= level.total_min]
    bound = next((at for at, level in enumerate(reached, 1) if level.instrument_min is None), len(reached))
    outcomes = {level.passed for level in reached[:bound]}
    return {(True,): "ผ่านเกณฑ์", (False,): "ไม่ผ่านเกณฑ์"}.get(tuple(outcomes), "")
