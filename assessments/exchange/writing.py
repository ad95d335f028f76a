"""Rows into a CSV or an XLSX file, in which no text of ours can become a formula."""

import csv
import io
from datetime import datetime
from decimal import Decimal

from xlsxwriter import Workbook

from assessments.exchange.cells import NO_CHARACTERS, harmless

BOM = "\ufeff"
SHEET = "ผลคะแนน"
NO_DATE = datetime(1980, 1, 1)  # equal contents make equal files
HEAD = {"bold": True, "border": 1, "bg_color": "#E4E9F1", "text_wrap": True, "valign": "top"}
NUMBER, TEXT = {"num_format": "0.00####", "valign": "top"}, {"quote_prefix": True, "text_wrap": True, "valign": "top"}
NARROW, WIDE, WIDEST = 11, 24, 60  # characters


def csv_lines(rows):
    """The file in pieces, for a download that begins at once. Excel knows by the mark at the start that it is UTF-8."""
    piece = io.StringIO(newline="")
    writer = csv.writer(piece)
    piece.write(BOM)
    for row in rows:
        writer.writerow([csv_text(value) for value in row])
        yield piece.getvalue().encode()
        piece.seek(0)
        piece.truncate()


def csv_text(value):
    return number_text(value) if isinstance(value, Decimal) else harmless(str(value))


def number_text(value) -> str:
    """As announcements print it: two decimals, more only where there are more."""
    text = f"{value.normalize():f}"
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<2}"


class Book:
    """An XLSX written row by row. `path` may also be an open binary file."""

    def __init__(self, path):
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = Workbook(path, options)
        self.workbook.set_properties({"created": NO_DATE})
        self.formats = {name: self.workbook.add_format(look) for name, look in LOOKS.items()}

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.workbook.close()

    def write_sheet(self, name, head, rows, *, title="", wide=()):
        """A title, if there is one, over the head; `wide` are the columns that hold more than a number."""
        sheet = self.workbook.add_worksheet(name)
        first = 2 if title else 0
        for index, text in enumerate(head):
            sheet.set_column(index, index, WIDE if index in wide else NARROW)
            if len(text) > WIDE:
                sheet.set_column(index, index, WIDEST)
        sheet.freeze_panes(first + 1, 0)
        if title:
            sheet.write_string(0, 0, title, self.formats["title"])
        write_row(sheet, first, head, self.formats["head"], self.formats["head"])
        for number, row in enumerate(rows, start=first + 1):
            write_row(sheet, number, row, self.formats["text"], self.formats["number"])


LOOKS = {"head": HEAD, "number": NUMBER, "text": TEXT, "title": {"bold": True, "font_size": 14}}


def write_row(sheet, number, values, text_look, number_look):
    for index, value in enumerate(values):
        if isinstance(value, Decimal | int):
            sheet.write_number(number, index, value, number_look if isinstance(value, Decimal) else None)
        elif value:
            sheet.write_string(number, index, value.translate(NO_CHARACTERS), text_look)
