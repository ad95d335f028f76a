"""XLSX read row by row, as a person sees it: stored values of formulas, percent as shown, numbers with their digits."""

import re
import warnings
import zipfile
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import partial
from itertools import repeat

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from assessments.exchange.cells import UNCACHED
from assessments.exchange.faults import UnusableFile, unusable
from assessments.exchange.file_kinds import BROKEN
from assessments.exchange.tables import HEADER_ROWS, MOST_COLUMNS, Merge, Table

BLOCK = 1024 * 1024
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# How XLSX writes what XML cannot hold (_x000D_ is a line end) and what only looks so (_x005F_); no halves of a pair.
XSTRING = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_tables(path) -> list[Table]:
    """The visible sheets in their order. Raises UnusableFile."""
    with opened(path) as workbook, zipfile.ZipFile(path) as archive:
        return [read_sheet(path, sheet, archive) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]


def read_sheet(path, sheet, archive):
    has_formulas, merges = scan(archive, sheet._worksheet_path)
    return Table(sheet.title, partial(read_rows, path, sheet.title, has_formulas), merges)


@contextmanager
def opened(path, *, with_values=True):
    """openpyxl raises whatever a broken part of the file happens to lead to; the person needs one answer."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that openpyxl leaves out; we only read values
            workbook = load_workbook(path, read_only=True, data_only=with_values, keep_links=False)
            with closing(workbook):
                yield workbook
    except (UnusableFile, GeneratorExit):
        raise
    except Exception as error:
        raise unusable(BROKEN) from error


def scan(archive, part):
    """(whether the sheet has formulas, its merged cells near the top), from the XML without building it."""
    has_formulas, merges, rest = False, [], b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            text = rest + block
            has_formulas = has_formulas or bool(FORMULA.search(text))
            merges += MERGE.findall(text)
            rest = text[text.rfind(b"<") :] if b"<" in text else b""
    return has_formulas, tuple(header_merges(set(merges)))


def header_merges(ranges):
    for each in ranges:
        first_column, first_row, last_column, _ = range_boundaries(each.decode())
        if first_row <= HEADER_ROWS and last_column > first_column:
            yield Merge(first_row, first_column - 1, last_column - 1)


def read_rows(path, title, has_formulas):
    with opened(path) as workbook:
        values = cells_by_row(workbook[title])
        if not has_formulas:
            yield from ((number, texts(row, repeat(None))) for number, row in values)
            return
        with opened(path, with_values=False) as formulas:
            for (number, row), (_, written) in zip(values, cells_by_row(formulas[title]), strict=True):
                yield number, texts(row, written)


def cells_by_row(sheet):
    """As far as there are cells: the size that a file claims for its sheet may be a million rows."""
    sheet.reset_dimensions()
    return enumerate(sheet.iter_rows(), start=1)


def texts(cells, written):
    return [text_of(cell, formula) for cell, formula in zip(cells[:MOST_COLUMNS], written, strict=False)]


def text_of(cell, written):
    value = cell.value
    if value is None:
        is_uncached = written is not None and written.data_type == "f"
        return f"{UNCACHED}{written.value}" if is_uncached else ""
    if isinstance(value, str):
        return XSTRING.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value, cell.number_format)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def number_text(value, number_format):
    """The digits that were typed; 0.9963 shown as a percentage is 99.63%."""
    number = Decimal(repr(value))
    if number_format != "General" and "%" in LITERAL.sub("", number_format):
        return f"{(number * 100).normalize():f}%"
    return f"{number.normalize():f}" if number.is_finite() else str(value)
