"""Line charts as numbers: across in percent of the width, so that text keeps its size on any screen; down in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

LEFT, RIGHT = 9.0, 96.0  # percent of the width between which the years lie
LABEL_ROW = 18  # pixels for the words of each break
BELOW = 28  # pixels for the years
PAD = 10


@dataclass(frozen=True)
class Place:
    x: str  # "12.5%"
    y: float
    label: str = ""


@dataclass(frozen=True)
class Stroke:
    x1: str
    y1: float
    x2: str
    y2: float


@dataclass(frozen=True)
class Series:
    """`style` numbers a way of drawing that is told apart without colour: dashes and the shape of the marks."""

    label: str
    style: int
    strokes: tuple[Stroke, ...]
    marks: tuple[Place, ...]


@dataclass(frozen=True)
class BreakLine:
    """A dashed line between two years; `anchor` keeps its words inside the drawing."""

    place: Place
    anchor: str


@dataclass(frozen=True)
class YearLabel:
    place: Place
    is_alternate: bool  # left out on a narrow screen


@dataclass(frozen=True)
class LineChart:
    height: int
    top: int
    bottom: int
    floor: int
    ticks: tuple[Place, ...]
    pass_mark: float | None  # pixels from the top
    years: tuple[YearLabel, ...]
    breaks: tuple[BreakLine, ...]
    series: tuple[Series, ...]


def floor_of(scores: Sequence[Decimal], pass_mark: Decimal) -> int:
    """Where the axis begins: the ten under the lowest score, under the pass mark in any case."""
    lowest = min([*scores, pass_mark - 5])
    return int(max(lowest, 0)) // 10 * 10


def line_chart(lines, breaks, *, floor, pass_mark=None, plot=150, with_labels=True):
    """`lines` as in analysis.trends, all over the same years; `plot` is the height of the scale in pixels.

    A stroke joins two neighbouring years that both have a score and compare; gaps stay gaps.
    """
    top = PAD + (LABEL_ROW * len(breaks) if with_labels else 0)
    frame = _Frame(tuple(point.fiscal_year for point in lines[0].points), floor, top, top + plot)
    cuts = {change.fiscal_year for change in breaks if not change.is_comparable}
    return LineChart(
        height=frame.bottom + (BELOW if with_labels else PAD),
        top=top,
        bottom=frame.bottom,
        floor=floor,
        ticks=tuple(Place("0%", frame.y(Decimal(value)), str(value)) for value in _ticks(floor)),
        pass_mark=None if pass_mark is None else frame.y(pass_mark),
        years=tuple(_year_label(frame, year) for year in frame.years),
        breaks=tuple(_break_line(frame, change, row) for row, change in enumerate(breaks)),
        series=tuple(_series(frame, line, style, cuts) for style, line in enumerate(lines)),
    )


@dataclass(frozen=True)
class _Frame:
    years: tuple[int, ...]
    floor: int
    top: int
    bottom: int

    @property
    def step(self):
        return (RIGHT - LEFT) / max(len(self.years) - 1, 1)

    def across(self, year):
        """A single year stands in the middle."""
        return LEFT + self.step * (year - self.years[0]) if len(self.years) > 1 else (LEFT + RIGHT) / 2

    def x(self, year):
        return percent(self.across(year))

    def y(self, score):
        return round(float((100 - score) / (100 - self.floor)) * (self.bottom - self.top) + self.top, 1)


def percent(number):
    return f"{number:.2f}%"


def _ticks(floor):
    span = 100 - floor
    return range(100, floor - 1, -(5 if span <= 20 else 10 if span <= 50 else 20))


def _year_label(frame, year):
    return YearLabel(Place(frame.x(year), frame.bottom + 20, str(year)), is_alternate=(frame.years[-1] - year) % 2 == 1)


def _break_line(frame, change, row):
    across = frame.across(change.fiscal_year) - frame.step / 2
    label = f"ตั้งแต่ {change.fiscal_year} {change.label}"
    return BreakLine(Place(percent(across), PAD + LABEL_ROW * row + 4, label), "end" if across > 50 else "start")


def _series(frame, line, style, cuts):
    scored = [point for point in line.points if point.score is not None]
    marks = tuple(Place(frame.x(point.fiscal_year), frame.y(point.score)) for point in scored)
    strokes = tuple(
        Stroke(frame.x(a.fiscal_year), frame.y(a.score), frame.x(b.fiscal_year), frame.y(b.score))
        for a, b in pairwise(scored)
        if b.fiscal_year == a.fiscal_year + 1 and b.fiscal_year not in cuts
    )
    return Series(line.name if line.code == "total" else line.code, style, strokes, marks)
