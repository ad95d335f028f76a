"""The heat map: figures of agencies, or means of groups of them, in a table whose cells are coloured by steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, groupby

from assessments.charts import plain
from assessments.frameworks import Framework
from reports.models.overview import FIGURES

TWO_PLACES = Decimal("0.01")
BELOW, ABOVE = (Decimal(0), Decimal(50), Decimal(70)), (Decimal(90), Decimal(95))  # on either side of the pass mark
FULL = Decimal(100)


@dataclass(frozen=True)
class Step:
    """A band of scores out of 100 that shares a colour; `name` is the end of its CSS class."""

    name: str
    floor: Decimal
    words: str


@dataclass(frozen=True)
class Column:
    """A figure by its code in the framework; columns next to each other with the same `group` share a heading.

    Those with `is_finest` are compared within a row: what they are summed up in stands beside them.
    """

    code: str
    label: str
    name: str
    group: str
    is_finest: bool = True


@dataclass(frozen=True)
class Group:
    name: str
    span: int


@dataclass(frozen=True, slots=True)
class Mean:
    """The sum of the scores and of how many agencies; nobody's mean is None and never 0."""

    total: Decimal | None
    agencies: int

    @property
    def value(self) -> Decimal | None:
        return self.total / self.agencies if self.agencies else None

    def __add__(self, other):
        return Mean((self.total or Decimal(0)) + (other.total or Decimal(0)), self.agencies + other.agencies)


@dataclass(frozen=True)
class Line:
    """One row before it is drawn. `agencies` is None for a single agency; otherwise how many the group has."""

    key: str | int
    label: str
    figures: Mapping[str, Decimal | Mean | None]
    note: str = ""
    agencies: int | None = None


def steps_of(pass_mark: Decimal) -> tuple[Step, ...]:
    """From the lowest; the first that reaches the pass mark begins with it."""
    below, above = (each for each in BELOW if each < pass_mark), (each for each in ABOVE if each > pass_mark)
    bounds = [*below, pass_mark, *above]
    ends = [*bounds[1:], None]
    return tuple(
        Step(f"{_side(floor, pass_mark)}-{_place(bounds, floor, pass_mark)}", floor, _words(floor, end, pass_mark))
        for floor, end in zip(bounds, ends, strict=True)
    )


def _side(floor, pass_mark):
    return "reached" if floor >= pass_mark else "below"


def _place(bounds, floor, pass_mark):
    """1 is nearest to the pass mark, so that the colour deepens away from it on either side."""
    if floor >= pass_mark:
        return sum(pass_mark <= other <= floor for other in bounds)
    return sum(floor <= other < pass_mark for other in bounds)


def _words(floor, end, pass_mark):
    if end is None:
        return f"{plain(floor)} ถึง {plain(FULL)}"
    start = f"{plain(floor)} ถึง" if floor else ""
    return f"{start}ต่ำกว่า {plain(end)}" + (" (ถึงเกณฑ์ผ่าน)" if floor == pass_mark else "")


def shown(value: Decimal | None) -> Decimal | None:
    """As printed: two decimals, half up. The step follows what is printed, so that 85.00 is never under 85."""
    return None if value is None else value.quantize(TWO_PLACES, rounding=ROUND_HALF_UP)


def step_of(value: Decimal, steps) -> Step:
    """Of a figure as printed."""
    return next(step for step in reversed(steps) if value >= step.floor)


def figure_columns(framework: Framework) -> tuple[Column, ...]:
    """The total, the instruments and the indicators, as far as OverviewRows have them."""
    columns = (
        Column("total", "รวม", "คะแนนรวม", "คะแนน", is_finest=False),
        *(Column(entry.code, entry.code, entry.name, "แบบวัด", is_finest=False) for entry in framework.instruments),
        *(Column(entry.code, entry.code, entry.name, "ตัวชี้วัดที่") for entry in framework.indicators),
    )
    return tuple(column for column in columns if column.code in FIGURES)


def item_columns(framework: Framework, instrument: str) -> tuple[Column, ...]:
    return tuple(
        Column(item.code, item.code, item.name or "ยังไม่มีชื่อข้อทางการ", f"ตัวชี้วัดที่ {item.indicator}")
        for item in framework.items_of(instrument)
    )


def groups_of(columns) -> tuple[Group, ...]:
    return tuple(Group(name, len(list(own))) for name, own in groupby(columns, key=lambda column: column.group))


def sort_value(line: Line, code: str) -> Decimal | None:
    figure = line.figures.get(code)
    return figure.value if isinstance(figure, Mean) else figure


def in_order(lines: Iterable[Line], code: str, *, is_falling: bool) -> list[Line]:
    """By a column; rows without a score come last either way, equal ones stay as they were."""
    scored = [line for line in lines if sort_value(line, code) is not None]
    rest = [line for line in lines if sort_value(line, code) is None]
    return sorted(scored, key=lambda line: sort_value(line, code), reverse=is_falling) + rest


def file_head(columns, row_title: str, *, is_grouped: bool) -> list[str]:
    """Headings of the CSV: of means each column is followed by the number of agencies that it is of."""
    names = [f"{column.label} {column.name}" for column in columns]
    if not is_grouped:
        return [row_title, "รายละเอียด", *names]
    pairs = ((name, f"{name} (จำนวนหน่วยงาน)") for name in names)
    return [row_title, "จำนวนหน่วยงานที่มีผล", *chain.from_iterable(pairs)]


def file_row(line: Line, columns) -> list:
    """An empty cell where there is no score."""
    if line.agencies is None:
        return [line.label, line.note, *(_filled(shown(line.figures.get(column.code))) for column in columns)]
    means = [line.figures.get(column.code) or Mean(None, 0) for column in columns]
    pairs = ((_filled(shown(mean.value)), mean.agencies) for mean in means)
    return [line.label, line.agencies, *chain.from_iterable(pairs)]


def _filled(value):
    return "" if value is None else value
