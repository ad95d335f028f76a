"""How many agencies reached which level: of one year, of years side by side, and by kind. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.charts import Bar
from assessments.frameworks import Framework
from assessments.frameworks.kinds import KINDS
from assessments.scoring.arithmetic import rounded
from reports.shares import DECIMALS, percent

# Blue for levels that pass and orange for those that do not, the deeper the farther from the pass mark.
PASSED_FILLS = {1: ("#2a62a8",), 2: ("#2a62a8", "#a9c8ea"), 3: ("#2a62a8", "#6c9dd4", "#cfe0f3")}
FAILED_FILLS = {
    1: ("#eda158",),
    2: ("#f7cd9f", "#b8601d"),
    5: ("#fde3c4", "#f3bd82", "#dd8a3c", "#b8601d", "#6d2c05"),
}
OTHER_FILL = "#8791a8"
SEAM = 0.3  # percent of the width left white between two parts


@dataclass(frozen=True)
class Tally:
    """Agencies of one year, kind and level; `level_rank` is None without a level, `points` the sum of their totals."""

    fiscal_year: int
    kind: str
    framework_code: str  # "" without results
    level_rank: int | None
    agencies: int
    points: Decimal | None
    scored: int  # agencies with a total


@dataclass(frozen=True)
class LevelCount:
    name: str
    is_passed: bool
    agencies: int
    share: Decimal | None  # percent of those with a level; None where nobody has one
    fill: str

    @property
    def bar(self) -> Bar:
        return Bar(self.name, "", float(self.share or 0), is_hollow=not self.is_passed)


@dataclass(frozen=True)
class Segment:
    """A part of a stacked bar; `at` and `width` in percent of it."""

    at: float
    width: float
    fill: str


@dataclass(frozen=True)
class Distribution:
    """`agencies` are those with a level; `mean` is of the `scored` ones that have a total, of 100."""

    framework: Framework
    levels: tuple[LevelCount, ...]
    agencies: int
    passed: int
    without: int  # results without a level
    scored: int
    mean: Decimal | None

    @property
    def passed_share(self) -> Decimal | None:
        return percent(self.passed, self.agencies)

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(_segments(self.levels))


def distribution_of(framework: Framework, tallies: Iterable[Tally]) -> Distribution:
    """Tallies of other frameworks are left out. Whatever rank the framework does not have counts as without a level."""
    own = [tally for tally in tallies if tally.framework_code == framework.code]
    counts, fills = _counts(own), fills_of(framework)
    ranked = [counts[rank] for rank in range(len(framework.levels))]
    agencies, scored = sum(ranked), sum(tally.scored for tally in own)
    points = sum((tally.points for tally in own if tally.points is not None), Decimal(0))
    return Distribution(
        framework=framework,
        levels=tuple(
            LevelCount(level.name, level.passed, number, percent(number, agencies), fill)
            for level, number, fill in zip(framework.levels, ranked, fills, strict=True)
        ),
        agencies=agencies,
        passed=sum(number for level, number in zip(framework.levels, ranked, strict=True) if level.passed),
        without=sum(counts.values()) - agencies,
        scored=scored,
        mean=rounded(points / scored, DECIMALS) if scored else None,
    )


def _counts(tallies):
    counts = defaultdict(int)
    for tally in tallies:
        counts[tally.level_rank] += tally.agencies
    return counts


def fills_of(framework: Framework) -> tuple[str, ...]:
    """A fill for each level. A scale with more levels than we have fills for shares a grey among the rest."""
    passed = sum(level.passed for level in framework.levels)
    failed = len(framework.levels) - passed
    return (*_fills(PASSED_FILLS, passed), *_fills(FAILED_FILLS, failed))


def _fills(known, number):
    fitting = [size for size in sorted(known) if size >= number]
    fills = known[fitting[0]] if fitting else known[max(known)]
    return (*fills[:number], *[OTHER_FILL] * (number - len(fills)))


def _segments(levels):
    at = 0.0
    for level in levels:
        width = float(level.share or 0)
        if width:
            yield Segment(round(at, 2), round(max(width - SEAM, width / 2), 2), level.fill)
        at += width


def by_kind(framework: Framework, tallies: Iterable[Tally]) -> list[tuple[str, Distribution]]:
    """(name of the kind, its distribution), in the order of the kinds; those without results are left out."""
    own = defaultdict(list)
    for tally in tallies:
        if tally.framework_code == framework.code:
            own[tally.kind].append(tally)
    known = [kind for kind in KINDS if kind in own] + sorted(set(own) - set(KINDS))
    return [(KINDS.get(kind, kind), distribution_of(framework, own[kind])) for kind in known]


@dataclass(frozen=True)
class Scale:
    """Years in a row whose levels have the same names, and for each level its counts in all the years shown."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[LevelCount | None, ...]], ...]  # None for a year of another scale
    keys: tuple[LevelCount, ...]  # of its last year, for the legend

    @property
    def span(self) -> str:
        return str(self.years[0]) if len(self.years) == 1 else f"{self.years[0]}–{self.years[-1]}"


def scales_of(years: list[Distribution]) -> list[Scale]:
    """`years` from the earliest."""
    runs = []
    for year in years:
        if runs and _names(runs[-1][-1]) == _names(year):
            runs[-1].append(year)
        else:
            runs.append([year])
    return [_scale(run, years) for run in runs]


def _names(year):
    return [level.name for level in year.framework.levels]


def _scale(run, years):
    rows = tuple(
        (name, tuple(year.levels[place] if year in run else None for year in years))
        for place, name in enumerate(_names(run[0]))
    )
    return Scale(tuple(year.framework.fiscal_year for year in run), rows, run[-1].levels)
