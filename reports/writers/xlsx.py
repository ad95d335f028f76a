"""Every table of a document as a sheet of a workbook, for those who count on with the figures."""

import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import accumulate

from xlsxwriter import Workbook

from assessments.thai import arabic_digits
from reports.documents.model import Document, Listing, Table
from reports.thai_text import normalise, to_digits
from reports.writers.html import header_rows, row_groups
from reports.writers.row_lengths import block_lines

INDEX = "รายการตาราง"
NO_TABLES = "เอกสารนี้ไม่มีตาราง"
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME_LENGTH = 31
CELL_LENGTH = 32_767  # Excel's own bound: what goes beyond stands in the rows below
SHEET_CHARACTERS = {"portrait": 100, "landscape": 160}  # width of a table in characters
SHEET_CM = {"portrait": 17.5, "landscape": 28}
LINE_POINTS = 19
TALLEST_POINTS = 409
NO_DATE = datetime(1980, 1, 1)  # the file says nothing of when it was drawn

SCORE = re.compile(r"[+−]?\d{1,3}(?:,\d{3})*\.\d\d|100")
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
    _write_index(book, document, names, tables)
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
    """The figure of a score or an amount with two decimals; None for all else: codes, years and counts stay text."""
    digits = arabic_digits(text)
    if not SCORE.fullmatch(digits):
        return None
    return Decimal(digits.replace("−", "-").replace(",", ""))


def number_format(text):
    """Shows the figure as the document prints it: digits, decimals and sign."""
    digits = arabic_digits(text)
    shape = "0.00" if "." in digits else "0"
    shape = f"#,##{shape}" if "," in digits else shape
    shape = f"+{shape};−{shape};{shape}" if digits[0] in "+−" else shape
    return "".join(THAI_DIGITS + part for part in [shape]) if text != digits else shape


class Book:
    """The workbook with its cell formats, each made once."""

    def __init__(self, workbook, numerals):
        self.workbook, self.numerals, self._formats = workbook, numerals, {}

    def look(self, name, **changes):
        key = (name, tuple(changes.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**BASE, **LOOKS[name], **changes})
        return self._formats[key]


def _write_index(book, document, names, tables):
    sheet = book.workbook.add_worksheet(INDEX)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, normalise(document.full_title), book.look("title", **TEXT))
    if not tables:
        sheet.write_string(2, 0, NO_TABLES, book.look("note", **TEXT))
    for at, (name, (table, _)) in enumerate(zip(names, tables, strict=True), 2):
        link = book.look("note", font_color="#1F3864", underline=1)
        sheet.write_url(at, 0, f"internal:'{name}'!A1", link, string=normalise(table.name))
