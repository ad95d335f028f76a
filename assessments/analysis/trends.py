"""Total, instruments and indicators over the years, each change only where the two years compare. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.analysis.comparison import NOT_COMPARABLE, difference_of, difference_word
from assessments.analysis.scale_breaks import breaks_between
from assessments.frameworks import Framework

TOTAL = "total"


@dataclass(frozen=True)
class TrendYear:
    """What is known of one year. `scores` by code; `framework` is None for years that the portal has none for."""

    fiscal_year: int
    total: Decimal | None
    level: str = ""
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    framework: Framework | None = None

    def score(self, code):
        return self.total if code == TOTAL else self.scores.get(code)


@dataclass(frozen=True)
class Point:
    """`difference` to the year before; without it `word` says why if there is a reason to tell."""

    fiscal_year: int
    score: Decimal | None
    difference: Decimal | None = None
    word: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Line:
    code: str
    name: str
    points: tuple[Point, ...]  # every year from first to last, also those without a score

    @property
    def scores(self):
        return [point.score for point in self.points if point.score is not None]

    @property
    def latest(self):
        """The last year that has a score, None without any."""
        return next((point for point in reversed(self.points) if point.score is not None), None)


def total_line(years, breaks):
    return _line(TOTAL, "คะแนนรวม", years, breaks)


def instrument_lines(years, breaks, framework):
    return tuple(_line(entry.code, entry.name, years, breaks) for entry in framework.instruments)


def indicator_lines(years, breaks, framework):
    """By the numbers 1 to 10, which are the same indicators in every framework."""
    return tuple(_line(entry.code, entry.name, years, breaks) for entry in framework.indicators)


def span_of(years):
    """Every fiscal year from the first to the last known, gaps too."""
    known = [year.fiscal_year for year in years]
    return tuple(range(min(known), max(known) + 1)) if known else ()


def _line(code, name, years, breaks):
    scores = {year.fiscal_year: year.score(code) for year in years}
    return Line(code, name, tuple(_point(number, scores, breaks) for number in span_of(years)))


def _point(number, scores, breaks):
    score, before = scores.get(number), scores.get(number - 1)
    difference = difference_of(score, before)
    cut = [change for change in breaks_between(breaks, number - 1, number) if not change.is_comparable]
    if difference is not None and cut:
        return Point(number, score, None, NOT_COMPARABLE, cut[0].reason)
    return Point(number, score, difference, difference_word(difference))
