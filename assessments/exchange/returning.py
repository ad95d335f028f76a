"""The rows that were not taken, as a file with the same columns and the reasons, to be mended and sent again."""

import re
from decimal import Decimal
from itertools import chain

from assessments.exchange import columns as roles
from assessments.exchange.cells import UNCACHED
from assessments.exchange.exporting import column_title
from assessments.exchange.writing import SHEET, Book, csv_lines

REASON = "เหตุผล"
NAMES = {
    roles.YEAR: "ปีงบประมาณ",
    roles.AGENCY_CODE: "รหัสหน่วยงาน",
    roles.AGENCY: "หน่วยงาน",
    roles.PROVINCE: "จังหวัด",
    roles.CODE: "รหัสตัวชี้วัด/ข้อ",
    roles.SCORE: "คะแนน",
    roles.TOTAL: "คะแนนรวม",
    roles.LEVEL: "ระดับ",
}
PLAIN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,6})?")


def write_returned(path, gathering, reasons):
    """CSV or XLSX by the name of the file; `reasons` are texts by the first row of an agency, all of whose rows go in.

    Names of used columns are those that the portal itself writes, in one row, whatever header the file had.
    """
    source = gathering.source
    columns = [column for column in source.layout.columns if column.title != REASON]
    head = [*titles(source, columns), REASON]
    rows = returned_rows(gathering, columns, reasons)
    if path.suffix.casefold() == ".csv":
        with path.open("wb") as file:
            file.writelines(csv_lines(chain([head], rows)))
        return
    with Book(path) as book:
        book.write_sheet(SHEET, head, ([*with_numbers(columns, row), row[-1]] for row in rows))


def titles(source, columns):
    used = {column.index for column in source.layout.used}
    for column in columns:
        own_name = NAMES.get(column.role) or column_title(source.framework, column.code)
        yield own_name if column.index in used else column.title


def returned_rows(gathering, columns, reasons):
    for unit in gathering.units():
        if unit.first_row in reasons:
            for row in unit.rows:
                yield [*(row.text(column).removeprefix(UNCACHED) for column in columns), reasons[unit.first_row]]


def with_numbers(columns, texts):
    """A workbook holds figures as numbers; what is none comes back as it was."""
    for column, text in zip(columns, texts, strict=False):
        is_figure = column.role in (*roles.VALUES, roles.SCORE) and PLAIN_NUMBER.fullmatch(text)
        yield Decimal(text) if is_figure else text
