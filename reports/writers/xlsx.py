"""Every table of a document as a sheet of a workbook, for those who count on with the figures."""

import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook

from assessments.thai import arabic_digits
from reports.documents.model import Document, Listing, Table
from reports.thai_text import normalise, to_digits
from reports.writers.cell_places import placed_cells
from reports.writers.html import header_rows
from reports.writers.row_lengths import TABLE_WIDTH_CM, block_lines

INDEX = "รายการตาราง"
NO_TABLES = "เอกสารนี้ไม่มีตาราง"
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME_LENGTH = 31
CELL_LENGTH = 32_767  # Excel's own bound: what goes beyond stands in the rows below
SHEET_CHARACTERS = {"portrait": 100, "landscape": 160}  # width of a table in characters
LINE_POINTS = 19
TALLEST_POINTS = 409
LINK_LENGTH = 255
A4 = 9
NO_DATE = datetime(1980, 1, 1)  # the file says nothing of when it was drawn

SCORE = re.compile(r"[+−]?\d{1,3}\.\d\d|100")
THAI_DIGITS = "[$-D00041E]"
ALIGNMENTS = {"start": "left", "center": "center", "end": "right"}
BASE = {"font_name": "TH SarabunPSK", "font_size": 14, "valign": "top", "text_wrap": True}
TEXT = {"quote_prefix": True}  # stays text when somebody edits the cell, whatever it begins with
LOOKS = {
    "title": {"bold": True, "font_size": 16, "text_wrap": False},
    "head": {"bold": True, "border": 1, "bg_color": "#E4E9F1", "align": "center", "valign": "vcenter"},
    "plain": {"border": 1},
    "band": {"border": 1, "bold": True, "bg_color": "#F3F5F8"},
    "total": {"border": 1, "bold": True, "bg_color": "#F3F5F8"},
    "under": {"border": 1, "bg_color": "#FAFBFC"},
    "link": {"font_color": "#1F3864", "underline": 1, "text_wrap": False},
    "note": {"font_color": "#333333", "text_wrap": False},
}


def write_xlsx(document: Document) -> bytes:
    """A first sheet lists the tables by their full names; each table follows on its own."""
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties(
        {"title": document.full_title[:255], "author": document.agency_name[:255], "created": NO_DATE}
    )
    book = Book(workbook, document.numerals)
    tables = [(block, part.orientation) for part in document.parts for block in part.blocks if isinstance(block, Table)]
    names = sheet_names([table.name for table, _ in tables])
    _write_index(book, document.full_title, zip(names, [table.name for table, _ in tables], strict=True))
    for name, (table, orientation) in zip(names, tables, strict=True):
        TableSheet(book, name, table, orientation).write()
    workbook.close()
    return target.getvalue()


def sheet_names(titles):
    """Names that Excel takes: at most 31 characters, each once whatever the case, beside the index."""
    taken, names = {INDEX.casefold()}, []
    for title in titles:
        base = FORBIDDEN.sub(" ", normalise(title).replace("\n", " ")).strip() or "ตาราง"
        number, name = 1, base[:NAME_LENGTH].strip()
        while name.casefold() in taken:
            number += 1
            name = f"{base[: NAME_LENGTH - len(f' ({number})')].strip()} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names


def block_text(block, numerals):
    """A paragraph with its label, or a list with its numbers, as lines of one cell."""
    if not isinstance(block, Listing):
        return normalise(" ".join(text for text in (block.label, block.text) if text))
    marks = [to_digits(f"{at}.", numerals) if block.numbered else "–" for at in range(1, len(block.items) + 1)]
    return normalise("\n".join(f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True)))


def number_in(text):
    """The figure of a score or a difference of scores; None for all else: codes, years, counts and baht stay text."""
    digits = arabic_digits(text)
    return Decimal(digits.replace("−", "-")) if SCORE.fullmatch(digits) else None


def number_format(text):
    """Shows the figure as the document prints it: digits, decimals and sign."""
    digits = arabic_digits(text)
    script = THAI_DIGITS if text != digits else ""
    shape = script + ("{}0.00" if "." in digits else "{}0")
    signs = ('"+"', '"−"', "") if digits[0] in "+−" else ("",)
    return ";".join(shape.format(sign) for sign in signs)


class Book:
    """The workbook with its cell formats, each made once."""

    def __init__(self, workbook, numerals):
        self.workbook, self.numerals, self._formats = workbook, numerals, {}

    def look(self, name, **changes):
        key = (name, *changes.items())
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**BASE, **LOOKS[name], **changes})
        return self._formats[key]


class TableSheet:
    """One table: its full name, the header rows, the rows with what stands under them, the notes."""

    def __init__(self, book, name, table, orientation):
        self.book, self.table, self.orientation, self.at = book, table, orientation, 0
        self.sheet = book.workbook.add_worksheet(name)

    def write(self):
        self._text(0, self.table.name, "title")
        self.at = 2
        self._head()
        for row in self.table.rows:
            self._row(row)
        for note in self.table.notes:
            self._text(0, f"หมายเหตุ: {note}", "note")
            self.at += 1
        self._page()

    def _head(self):
        top, *below = header_rows(self.table)
        first, at, titles = self.at, 0, iter(below[0] if below else ())
        for cell in top:
            self._block(first, at, cell["rows"], cell["span"], cell["title"], self.book.look("head", **TEXT))
            if cell["rows"] < 1 + len(below):
                for column in range(at, at + cell["span"]):
                    self._block(first + 1, column, 1, 1, next(titles)["title"], self.book.look("head", **TEXT))
            at += cell["span"]
        self.at += 1 + len(below)
        self.sheet.repeat_rows(first, self.at - 1)
        self.sheet.freeze_panes(self.at, 0)

    def _row(self, row):
        cells = [
            (placed.at, placed.cell.span, self._joined(placed.cell.blocks), ALIGNMENTS[placed.align])
            for placed in placed_cells(row, self.table)
        ]
        self._cells(cells, row.kind)
        if row.under:
            blocks = [block for line in row.under for block in line.blocks]
            self._fit_merged(blocks)
            self._cells([(0, len(self.table.columns), self._joined(blocks), "left")], "under")

    def _joined(self, blocks):
        return "\n".join(block_text(block, self.book.numerals) for block in blocks)

    def _cells(self, cells, kind):
        """One row of the sheet, or more when a text is longer than a cell may hold."""
        longest = max(len(text) for _, _, text, _ in cells)
        for start in range(0, max(longest, 1), CELL_LENGTH):
            for at, span, text, align in cells:
                self._cell(at, span, text[start : start + CELL_LENGTH], self.book.look, kind, align)
            self.at += 1

    def _cell(self, at, span, text, look, kind, align):
        number = number_in(text)
        if number is None or span > 1:
            self._block(self.at, at, 1, span, text, look(kind, align=align, **TEXT))
        else:
            self.sheet.write_number(self.at, at, number, look(kind, align=align, num_format=number_format(text)))

    def _block(self, row, column, rows, span, text, style):
        if rows * span > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + span - 1, "", style)
        self.sheet.write_string(row, column, normalise(text), style)

    def _fit_merged(self, blocks):
        """Excel fits rows to their text by itself, yet not to that of merged cells."""
        lines = sum(block_lines(block, TABLE_WIDTH_CM[self.orientation]) for block in blocks)
        self.sheet.set_row(self.at, min(lines * LINE_POINTS, TALLEST_POINTS))

    def _text(self, column, text, look):
        self.sheet.write_string(self.at, column, normalise(text), self.book.look(look, **TEXT))

    def _page(self):
        total = sum(column.width for column in self.table.columns)
        for at, column in enumerate(self.table.columns):
            self.sheet.set_column(at, at, column.width / total * SHEET_CHARACTERS[self.orientation])
        if self.orientation == "landscape":
            self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)


def _write_index(book, title, entries):
    sheet = book.workbook.add_worksheet(INDEX)
    sheet.set_column(0, 0, SHEET_CHARACTERS["portrait"])
    sheet.write_string(0, 0, normalise(title), book.look("title", **TEXT))
    entries = list(entries)
    if not entries:
        sheet.write_string(2, 0, NO_TABLES, book.look("note", **TEXT))
    for at, (name, full_name) in enumerate(entries, 2):
        sheet.write_url(at, 0, f"internal:'{name}'!A1", book.look("link"), string=normalise(full_name)[:LINK_LENGTH])
