"""An agency-year as a workbook: the exchange file for people who work in Excel, and the template they fill in."""

from io import BytesIO

from assessments.analysis_tables import entry_label
from assessments.exchange.writing import Book
from assessments.framework_store import UnknownFramework, get_framework
from reports.exchange import workbook_columns as columns
from reports.exchange.file import NARRATIVE_PARTS, VERSION
from reports.exchange.results_reading import DEPTHS
from reports.exchange.workbook_columns import found
from reports.models import NarrativePart

CELL_LENGTH = 32_767  # Excel's own bound
MARK = "แบบไฟล์ข้อมูลปีงบประมาณ รุ่น"


class TooLongForWorkbook(ValueError):
    """A list of texts does not fit into one cell; the JSON file holds it. The message is Thai."""


def write_workbook(value: dict) -> bytes:
    """The value of an exchange file, every part on its sheet. Raises TooLongForWorkbook."""
    target = BytesIO()
    with Book(target) as book:
        for name, head, rows in sheets_of(value):
            checked = [within_bounds(name, row) for row in rows]
            book.write_sheet(name, head, checked, wide=range(len(head)))
    return target.getvalue()


def within_bounds(sheet, row):
    for cell in row:
        if isinstance(cell, str) and len(cell) > CELL_LENGTH:
            raise TooLongForWorkbook(
                f"ชีต {sheet}: ข้อความในช่องเดียวยาว {len(cell):,} ตัวอักษร เกินที่ Excel รับได้ ({CELL_LENGTH:,}) โปรดใช้ไฟล์ JSON"
            )
    return row


def sheets_of(value):
    """(name, head, rows) of every sheet."""
    general = ((title, kind.cell(found(value, path))) for title, path, kind in columns.GENERAL)
    yield columns.GENERAL_SHEET, ("รายการ", "ค่า"), [(MARK, VERSION), *general]
    yield columns.RESULTS_SHEET, ("รายการ", columns.BASELINE[1], columns.RESULT[1]), list(result_rows(value))
    for name, path in columns.SCORES_SHEETS.items():
        yield name, columns.SCORES_HEAD, list(score_rows(found(value, path) or {}))
    yield history_sheet(value)
    for name, (path, fields) in columns.ENTRIES.items():
        rows = [[kind.cell(found(entry, key)) for _, key, kind in fields] for entry in found(value, path) or ()]
        yield name, [title for title, _, _ in fields], [row if any(row) else marked(row) for row in rows]
    limitations = [[columns.LINES.cell([text])] for text in value.get("constraints") or ()]
    yield columns.LIMITATIONS_SHEET, columns.LIMITATIONS_HEAD, limitations
    yield columns.TEXTS_SHEET, columns.TEXTS_HEAD, list(text_rows(value.get("narrative") or {}))


def marked(row):
    """A photo of which nothing is said is a row all the same; a blank row would be none."""
    return [columns.EMPTY, *row[1:]]


def result_rows(value):
    for title, key, kind in columns.RESULTS:
        yield title, *(kind.cell(found(value, f"{path}.{key}")) for path, _ in (columns.BASELINE, columns.RESULT))


def score_rows(assessment):
    """Every code of the framework, scored or not, then what else the value has."""
    scores = {code: score for group in DEPTHS for code, score in (assessment.get(group) or {}).items()}
    framework = framework_of(assessment)
    codes = list(framework.entries) if framework else []
    for code in dict.fromkeys([*codes, *scores]):
        label = entry_label(framework, code) if code in codes else ""
        yield code, label, columns.AMOUNT.cell(scores.get(code))


def framework_of(assessment):
    try:
        return get_framework(assessment.get("framework"))
    except UnknownFramework:
        return None


def history_sheet(value):
    past = value.get("history") or ()
    framework = framework_of(value.get("assessment") or {})
    own = [entry.code for entry in framework.indicators] if framework else []
    codes = list(dict.fromkeys([*own, *(code for each in past for code in each.get("indicators") or {})]))
    rows = [
        [
            columns.AMOUNT.cell(each.get(key) if key else (each.get("indicators") or {}).get(code))
            for key, code in (("fiscal_year", ""), ("overall", ""), *(("", code) for code in codes))
        ]
        for each in past
    ]
    return columns.HISTORY_SHEET, [*columns.HISTORY_HEAD, *map(columns.INDICATOR.format, codes)], rows


def text_rows(narrative):
    """One paragraph a row; a part without a paragraph has a row of its own, for it is not the same as none."""
    for part in NARRATIVE_PARTS:
        paragraphs = found(narrative, part)
        for text in [""] if paragraphs == [] else paragraphs or ():
            yield NarrativePart(part).label, columns.LINES.cell([text]) if paragraphs else ""
