"""The cells of the heat map as they are drawn: number, colour, whose mean it is, and which is the lowest of its row."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from assessments import thai
from reports.overview.heat import Line, Mean, shown, step_of

NO_STEP = "none"


@dataclass(frozen=True)
class Cell:
    """`agencies` only where the mean is of another number of agencies than the row says."""

    text: str
    step: str
    agencies: int | None = None
    is_lowest: bool = False


@dataclass(frozen=True)
class Row:
    """`basis`: of how many agencies most of the means are, only where that is not all `agencies` of the row."""

    key: str | int
    label: str
    note: str
    agencies: int | None
    cells: tuple[Cell, ...]
    address: str = ""
    basis: int | None = None


def drawn(line: Line, columns, steps, address="") -> Row:
    values = {column.code: printed_value(line.figures.get(column.code)) for column in columns}
    basis, lowest = basis_of(line, columns), lowest_of(values, columns)
    cells = tuple(
        _cell(value, other_agencies(line.figures.get(code), basis), steps, code in lowest)
        for code, value in values.items()
    )
    said = basis if basis != line.agencies else None
    return Row(line.key, line.label, line.note, line.agencies, cells, address, said)


def basis_of(line: Line, columns) -> int | None:
    """The number of agencies that most means of the row are of; of two as frequent the larger. None for one agency."""
    means = (line.figures.get(column.code) for column in columns)
    counts = Counter(mean.agencies for mean in means if isinstance(mean, Mean) and mean.agencies)
    return max(counts, key=lambda number: (counts[number], number), default=line.agencies)


def lowest_of(values, columns) -> set[str]:
    """Codes with the least of the row's finest figures as printed; none where all of them are the same."""
    finest = {column.code: values[column.code] for column in columns if column.is_finest}
    known = {value for value in finest.values() if value is not None}
    if len(known) < 2:
        return set()
    least = min(known)
    return {code for code, value in finest.items() if value == least}


def printed_value(figure: Decimal | Mean | None) -> Decimal | None:
    return shown(figure.value if isinstance(figure, Mean) else figure)


def other_agencies(figure, basis) -> int | None:
    return figure.agencies if isinstance(figure, Mean) and figure.agencies != basis else None


def _cell(value, agencies, steps, is_lowest):
    if value is None:
        return Cell("–", NO_STEP)
    return Cell(thai.score(value), step_of(value, steps).name, agencies, is_lowest)
