"""How tall a table row comes out, roughly: only a row that would waste much of a page may be split between pages."""

import unicodedata
from math import ceil

from reports.documents.model import Listing, Row, Table

TABLE_WIDTH_CM = {"portrait": 16.0, "landscape": 25.2}
LINES_A_PAGE = {"portrait": 38, "landscape": 23}
CHARACTER_CM = 0.168  # an average one of the table's size; marks above and below take no room
SHARE_OF_PAGE = 0.4
SMALL_TABLE_LINES = 12
FEWEST_LINES, MOST_LINES = 4, 12


def may_split(row: Row, table: Table, orientation: str) -> bool:
    return row_lines(row, table, TABLE_WIDTH_CM[orientation]) > SHARE_OF_PAGE * LINES_A_PAGE[orientation]


def lines_to_start(row: Row, table: Table, orientation: str) -> int:
    """Lines that must be free on a page before a split row begins there: no cell begins a page late."""
    widths = cell_widths(row, table, TABLE_WIDTH_CM[orientation])
    firsts = (first_lines(cell.blocks, width) for cell, width in zip(row.cells, widths, strict=True))
    return min(max(FEWEST_LINES, *firsts), MOST_LINES)


def first_lines(blocks, width_cm: float) -> int:
    """A cell's first text and the first item of a list after it: WeasyPrint leaves no text alone before a list."""
    first, *rest = blocks
    opening = [first, *rest[:1]] if rest and isinstance(rest[0], Listing) else [first]
    return sum(block_lines(_first_item(block), width_cm) for block in opening)


def _first_item(block):
    return Listing(block.items[:1]) if isinstance(block, Listing) else block


def is_small(table: Table, orientation: str) -> bool:
    """A table that a page holds easily is kept in one piece."""
    return sum(row_lines(row, table, TABLE_WIDTH_CM[orientation]) for row in table.rows) <= SMALL_TABLE_LINES


def row_lines(row: Row, table: Table, table_cm: float) -> int:
    """The tallest cell, and every line under the row."""
    widths = cell_widths(row, table, table_cm)
    heights = [
        sum(block_lines(block, width) for block in cell.blocks) for cell, width in zip(row.cells, widths, strict=True)
    ]
    return max(heights) + sum(block_lines(block, table_cm) for under in row.under for block in under.blocks)


def cell_widths(row: Row, table: Table, table_cm: float) -> list[float]:
    widths, at = [], 0
    for cell in row.cells:
        widths.append(sum(column.width for column in table.columns[at : at + cell.span]) / 100 * table_cm)
        at += cell.span
    return widths


def block_lines(block, width_cm: float) -> int:
    texts = block.items if isinstance(block, Listing) else (block.label + block.text,)
    indent = 0.6 if isinstance(block, Listing) else 0.0
    per_line = max((width_cm - 0.3 - indent) / CHARACTER_CM, 1)
    return sum(max(ceil(seen_length(line) / per_line), 1) for text in texts for line in text.split("\n"))


def seen_length(text: str) -> int:
    return sum(unicodedata.category(character) != "Mn" for character in text)
