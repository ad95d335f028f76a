"""Chosen agencies side by side: the figures of one year, and their totals over the years."""

from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.analysis.scale_breaks import ScaleBreak, breaks_within, scale_breaks
from assessments.analysis.trends import Line, Point
from assessments.framework_store import all_frameworks
from assessments.frameworks.kinds import KINDS
from assessments.line_charts import LineChart, floor_of, line_chart
from reports.models import OverviewRow
from reports.models.overview import FIGURES, INDICATORS

MOST = 4  # that a chart tells apart without colour


@dataclass(frozen=True)
class FigureLine:
    """One figure of each chosen agency in their order, beside its row; None where it is not known."""

    code: str
    name: str
    pairs: tuple[tuple[OverviewRow, Decimal | None], ...]

    @property
    def values(self):
        return tuple(value for _, value in self.pairs)

    @property
    def best(self) -> Decimal | None:
        """The highest, where they differ and all are of one assessed year."""
        known = [(row.assessed_year, value) for row, value in self.pairs if value is not None]
        years, values = {year for year, _ in known}, {value for _, value in known}
        return max(values) if len(years) == 1 and len(values) > 1 else None


def chosen_rows(rows, codes):
    """The rows of these agencies, in the order of their codes; what is not among `rows` is left out."""
    found = {row.agency.code: row for row in rows.filter(agency__code__in=codes).select_related("agency")}
    return [found[code] for code in codes if code in found]


def figure_lines(rows, framework) -> list[FigureLine]:
    """Total, instruments and indicators, by the names of the framework."""
    return [
        FigureLine(code, name_of(code, framework), tuple((row, getattr(row, column)) for row in rows))
        for code, column in FIGURES.items()
    ]


def name_of(code, framework):
    if code == "total":
        return "คะแนนรวม"
    name = framework.entries[code].name if framework and code in framework.entries else ""
    return f"ตัวชี้วัดที่ {code} {name}".rstrip() if code in INDICATORS else f"{code} {name}".rstrip()


@dataclass(frozen=True)
class SharedBreak:
    """A break of the scale; `kinds` names those that it is of, where some of the chosen are of another kind."""

    change: ScaleBreak
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class YearsOf:
    """Totals by the year assessed: `lines` one an agency, over the same years."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    breaks: tuple[SharedBreak, ...]
    chart: LineChart | None


def years_of(chosen, user) -> YearsOf:
    """From the rows of every year that this person sees of these agencies."""
    rows = OverviewRow.objects.visible_to(user).filter(agency__in=[row.agency_id for row in chosen])
    totals = {}
    for agency, year, total in rows.exclude(total=None).values_list("agency_id", "assessed_year", "total"):
        totals.setdefault(agency, {})[year] = total
    known = sorted({year for own in totals.values() for year in own})
    years = tuple(range(known[0], known[-1] + 1)) if known else ()
    lines = tuple(line_of(row, totals.get(row.agency_id, {}), years) for row in chosen)
    kinds = [row.kind for row in chosen]
    by_kind = {kind: breaks_within(scale_breaks(all_frameworks(), kind), years) for kind in kinds}
    return YearsOf(years, lines, shared_breaks(by_kind), chart_of(lines, [by_kind[kind] for kind in kinds]))


def line_of(row, totals, years):
    return Line(row.agency.short_name or row.name, row.name, tuple(Point(year, totals.get(year)) for year in years))


def shared_breaks(by_kind) -> tuple[SharedBreak, ...]:
    """Each once, the earliest first. The scale may break for one kind alone."""
    found = []
    for change in each_once(by_kind.values()):
        kinds = [KINDS.get(kind, kind) for kind, own in by_kind.items() if change in own]
        found.append(SharedBreak(change, tuple(kinds) if len(kinds) < len(by_kind) else ()))
    return tuple(found)


def each_once(breaks) -> list[ScaleBreak]:
    return sorted({change for own in breaks for change in own}, key=lambda change: (change.fiscal_year, change.label))


def chart_of(lines, breaks):
    """`breaks` are those of each line: one of another kind is drawn and cuts the line not."""
    scores = [score for line in lines for score in line.scores]
    if not scores:
        return None
    pass_mark, drawn = all_frameworks()[-1].pass_mark, each_once(breaks)
    charts = [
        line_chart(lines, cutting(drawn, own), floor=floor_of(scores, pass_mark), pass_mark=pass_mark) for own in breaks
    ]
    return replace(charts[0], series=tuple(chart.series[place] for place, chart in enumerate(charts)))


def cutting(drawn, own):
    """All that are drawn, of which only a line's own cut it."""
    return [change if change in own else replace(change, is_comparable=True) for change in drawn]
