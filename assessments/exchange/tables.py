"""What every reader gives: a table of plain texts, row by row, with what is known of merged header cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

MOST_COLUMNS = 400
HEADER_ROWS = 40


@dataclass(frozen=True)
class Merge:
    """Cells of one row that are one; columns count from 0, `last` included, rows from 1."""

    row: int
    first: int
    last: int


@dataclass(frozen=True)
class Table:
    """`rows` opens the file anew at each call: (row number from 1, texts). `sheet` is empty in a CSV."""

    sheet: str
    rows: Callable[[], Iterator[tuple[int, list[str]]]]
    merges: tuple[Merge, ...] = ()

    def top(self):
        """The rows in which a header may stand."""
        return list(islice(self.rows(), HEADER_ROWS))
