"""Trends as their page shows them: charts with their tables, breaks in words, items in rows of years."""

from dataclasses import dataclass

from assessments.analysis.item_lines import Branch, Ending, ItemLine, item_lines
from assessments.analysis.scale_breaks import breaks_within, scale_breaks
from assessments.analysis.trends import Line, indicator_lines, instrument_lines, span_of, total_line
from assessments.framework_store import all_frameworks
from assessments.line_charts import LineChart, floor_of, line_chart

SMALL_PLOT = 70


@dataclass(frozen=True)
class YearRow:
    """One year of the table beside the chart; `breaks` begin with it."""

    fiscal_year: int
    breaks: tuple
    points: tuple  # total, then instruments
    level: str


@dataclass(frozen=True)
class SmallChart:
    line: Line
    chart: LineChart


@dataclass(frozen=True)
class BranchRow:
    """A cell a year: an item's point, where it ended, or nothing."""

    branch: Branch
    cells: tuple
    is_main: bool


@dataclass(frozen=True)
class ItemRows:
    line: ItemLine
    rows: tuple[BranchRow, ...]


@dataclass(frozen=True)
class ItemFilter:
    """What the address asks for; anything else in it counts as not asked."""

    instrument: str = ""
    weak: bool = False
    comparable: bool = False
    unscored: bool = False

    @classmethod
    def of(cls, query, instruments):
        asked = query.get("instrument", "")
        return cls(
            asked if asked in instruments else "",
            *(query.get(name) == "1" for name in ("weak", "comparable", "unscored")),
        )

    def takes(self, line):
        return (
            (not self.instrument or line.instrument == self.instrument)
            and (line.is_scored or self.unscored)
            and (line.is_weak or not self.weak)
            and (line.is_comparable or not self.comparable)
        )


def page(years, framework, kind, asked):
    """Everything the page shows, by template name; `framework` gives the names and the pass mark."""
    breaks = _breaks(years, kind)
    lines = (total_line(years, breaks), *_assessed(instrument_lines(years, breaks, framework), framework, kind))
    return {
        "breaks": breaks,
        "lines": lines,
        "year_rows": _year_rows(years, lines, breaks),
        "chart": _chart(lines, breaks, framework),
        **_indicators(years, framework, kind),
        **_items(years, asked),
    }


def _breaks(years, kind):
    return breaks_within(scale_breaks(all_frameworks(), kind), [year.fiscal_year for year in years])


def _indicators(years, framework, kind):
    """From the first year that has an indicator's score; earlier ones, with totals only, would be empty columns."""
    codes = [entry.code for entry in framework.indicators]
    scored = [year for year in years if any(code in year.scores for code in codes)]
    breaks = _breaks(scored, kind)
    lines = _assessed(indicator_lines(scored, breaks, framework), framework, kind)
    return {
        "indicator_rows": _indicator_rows(lines, breaks),
        "small_charts": _small_charts(lines, breaks, framework),
        "span": [(number, [one for one in breaks if one.fiscal_year == number]) for number in span_of(scored)],
    }


def _assessed(lines, framework, kind):
    """Instruments that count for this kind of agency, and their indicators."""
    weights = framework.rule_for(kind).weights
    return tuple(line for line in lines if _instrument_of(framework.entries[line.code]) in weights)


def _instrument_of(entry):
    return getattr(entry, "instrument", entry.code)


def _chart(lines, breaks, framework):
    scores = [score for line in lines for score in line.scores]
    if not scores:
        return None
    return line_chart(lines, breaks, floor=floor_of(scores, framework.pass_mark), pass_mark=framework.pass_mark)


def _small_charts(lines, breaks, framework):
    """One scale for all, so that they compare by eye."""
    floor = floor_of([score for line in lines for score in line.scores], framework.pass_mark)
    options = {"floor": floor, "pass_mark": framework.pass_mark, "plot": SMALL_PLOT, "with_labels": False}
    return [SmallChart(line, line_chart([line], breaks, **options)) for line in lines if line.scores]


def _indicator_rows(lines, breaks):
    """[(line, [(point, whether a break begins with it)])]"""
    begins = {one.fiscal_year for one in breaks}
    return [(line, [(point, point.fiscal_year in begins) for point in line.points]) for line in lines]


def _year_rows(years, lines, breaks):
    levels = {year.fiscal_year: year.level for year in years}
    columns = zip(*(line.points for line in lines), strict=True)
    return [
        YearRow(number, tuple(one for one in breaks if one.fiscal_year == number), points, levels.get(number, ""))
        for number, points in zip(span_of(years), columns, strict=True)
    ]


def _items(years, asked):
    frameworks = all_frameworks()
    lines = item_lines(frameworks, {year.fiscal_year: year.scores for year in years if year.framework})
    numbers = [framework.fiscal_year for framework in frameworks]
    return {
        "item_years": numbers,
        "item_rows": [_item_rows(line, numbers) for line in lines if asked.takes(line)],
        "has_item_scores": any(line.is_scored for line in lines),
    }


def _item_rows(line, numbers):
    rows = (BranchRow(branch, _cells(branch, numbers), at == 0) for at, branch in enumerate(line.branches))
    return ItemRows(line, tuple(rows))


def _cells(branch, numbers):
    cells = {point.fiscal_year: {"point": point} for point in branch.points}
    if branch.ending:
        cells[branch.ending.fiscal_year] = {"ending": ending_words(branch.ending)}
    return tuple(cells.get(number, {}) for number in numbers)


def ending_words(ending: Ending):
    """What became of an item: it goes on in another row, or nowhere."""
    if not ending.into:
        return "ไม่มีข้อนี้แล้ว"
    *before, last = ending.into
    return f"แยกเป็น {' '.join(before)} และ {last}" if before else f"รวมเข้ากับ {last}"
