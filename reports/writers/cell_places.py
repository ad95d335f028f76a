"""Where each cell of a row stands in its table, and how its text is aligned."""

from dataclasses import dataclass

from reports.documents.model import Cell, Row, Table


@dataclass(frozen=True)
class PlacedCell:
    """`at` counts columns from 0. The alignment is the cell's own, else its column's."""

    cell: Cell
    at: int
    align: str

    @property
    def columns(self):
        return slice(self.at, self.at + self.cell.span)


def placed_cells(row: Row, table: Table) -> list[PlacedCell]:
    placed, at = [], 0
    for cell in row.cells:
        placed.append(PlacedCell(cell, at, cell.align or table.columns[at].align))
        at += cell.span
    return placed
