"""How tall a table row comes out, roughly: only a row that takes much of a page may be split between pages."""

import unicodedata
from math import ceil

from reports.documents.model import Listing, Paragraph, Row, Table, Under

TABLE_WIDTH_CM = {"portrait": 16.0, "landscape": 25.2}
LINES_A_PAGE = {"portrait": 38, "landscape": 23}
CHARACTER_CM = 0.168  # an average one of the table's size; marks above and below take no room
SHARE_OF_PAGE = 0.8
SMALL_TABLE_LINES = 12
FEWEST_LINES, MOST_LINES = 4, 12
BRIEF_AT_MOST = 70  # characters
SIGNATURE_LINES, MOST_CLOSING_LINES = 9, 20


def may_split(row: Row, table: Table, orientation: str) -> bool:
    return row_lines(row, table, TABLE_WIDTH_CM[orientation]) > SHARE_OF_PAGE * LINES_A_PAGE[orientation]


def lines_to_start(row: Row, table: Table, orientation: str) -> int:
    """Lines that must be free on a page before a split row begins there: no cell begins a page late."""
    widths = cell_widths(row, table, TABLE_WIDTH_CM[orientation])
    firsts = (first_lines(cell.blocks, width) for cell, width in zip(row.cells, widths, strict=True))
    return min(max(FEWEST_LINES, *firsts), MOST_LINES)


def lines_to_close(row: Row, orientation: str, is_signed: bool) -> int:
    """Lines that must be free on the page where a split row ends: for the lines under it, and for a signature."""
    under = under_lines(row, TABLE_WIDTH_CM[orientation])
    return min(under + (SIGNATURE_LINES if is_signed else 0), MOST_CLOSING_LINES)


def tallest_cell(row: Row, table: Table, orientation: str) -> int:
    """Its place in the row."""
    heights = cell_heights(row, table, TABLE_WIDTH_CM[orientation])
    return heights.index(max(heights))


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


def is_brief_end(table: Table, orientation: str) -> bool:
    """Whether its last two rows, and a total, go easily on the page of a signature."""
    width = TABLE_WIDTH_CM[orientation]
    return sum(row_lines(row, table, width) for row in table.rows[-3:]) <= SMALL_TABLE_LINES


def is_brief_list(block: Listing, orientation: str) -> bool:
    """Whether it stands in one piece before a signature."""
    return block_lines(block, TABLE_WIDTH_CM[orientation]) <= SMALL_TABLE_LINES


def row_lines(row: Row, table: Table, table_cm: float) -> int:
    """The tallest cell, and every line under the row."""
    return max(cell_heights(row, table, table_cm)) + under_lines(row, table_cm)


def cell_heights(row: Row, table: Table, table_cm: float) -> list[int]:
    widths = cell_widths(row, table, table_cm)
    return [
        sum(block_lines(block, width) for block in cell.blocks) for cell, width in zip(row.cells, widths, strict=True)
    ]


def under_lines(row: Row, table_cm: float) -> int:
    """Brief ones share their lines."""
    brief = " ".join(block.label + block.text for under in row.under if is_brief(under) for block in under.blocks)
    long = sum(block_lines(block, table_cm) for under in row.under if not is_brief(under) for block in under.blocks)
    return long + (block_lines(Paragraph(brief), table_cm) if brief else 0)


def is_brief(under: Under) -> bool:
    """A line under a row that leaves room for others beside it."""
    texts = [block.label + block.text for block in under.blocks if isinstance(block, Paragraph)]
    return len(under.blocks) == len(texts) == 1 and seen_length(texts[0]) <= BRIEF_AT_MOST


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
