"""The published data as one table for spreadsheets: a row a fact, and a row for each text of a list.

UTF-8 with a byte order mark, comma separated, lines ended by CR LF; the first row holds the names of COLUMNS.
It says what the JSON file of the same version says, no more: what is empty there has no row here.

| column | holds |
| --- | --- |
| ส่วน | the part, one of PARTS: the sheets of the exchange workbook, so that both speak of the same things |
| ลำดับ | which entry of the part, from 1: a finding, a measure, a progress entry, a past year; empty where it is one |
| รหัส | a score's code in its framework (9, 9.5, o29, OIT), a measure's or a progress entry's own (m1); may be empty |
| รายการ | what the value is: the name of the scored thing, or the heading that documents and workbook use |
| บรรทัดที่ | which text of a list, from 1; empty for a value that stands alone |
| ค่า | the value: a text, a number with a decimal point and without a thousands separator, a day in the Buddhist era |

Texts that a spreadsheet would run as a formula begin with an apostrophe.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assessments.exchange.writing import csv_lines
from assessments.thai import long_date
from reports.exchange import workbook_columns as workbook
from reports.exchange.file import NARRATIVE_PARTS
from reports.exchange.workbook import score_rows
from reports.exchange.workbook_columns import Choice, Day, found
from reports.models import NarrativePart

COLUMNS = {
    "ส่วน": "ข้อมูลแถวนี้อยู่ในส่วนใด เช่น คะแนนที่นำมาวิเคราะห์ ผลการวิเคราะห์ มาตรการ ผลการดำเนินการ",
    "ลำดับ": "รายการที่เท่าใดของส่วนนั้น เช่น มาตรการที่ 2 (ว่างเมื่อส่วนนั้นมีรายการเดียว)",
    "รหัส": "รหัสของตัวชี้วัดหรือข้อที่มีคะแนน หรือรหัสของมาตรการและของผลการดำเนินการ",
    "รายการ": "ชื่อของสิ่งที่บอกค่า เช่น ชื่อตัวชี้วัด ขั้นตอนหรือวิธีการปฏิบัติ ผู้รับผิดชอบ",
    "บรรทัดที่": "ข้อความที่เท่าใดเมื่อรายการหนึ่งมีหลายข้อความ เช่น ขั้นตอนที่ 3",
    "ค่า": "ข้อความ ตัวเลข หรือวันที่แบบ พ.ศ.",
}
OWN_CODE = "id"  # stands in its own column
BASELINE, RESULT = workbook.BASELINE, workbook.RESULT
PARTS = (
    workbook.GENERAL_SHEET,
    BASELINE[1],
    RESULT[1],
    *workbook.SCORES_SHEETS,
    workbook.HISTORY_SHEET,
    *workbook.ENTRIES,
    workbook.LIMITATIONS_SHEET,
    workbook.TEXTS_SHEET,
)


def write_csv(value: dict) -> bytes:
    """The file, of the value that the JSON file of the version holds."""
    return b"".join(csv_lines([list(COLUMNS), *rows_of(value)]))


def rows_of(value: dict) -> Iterator[tuple]:
    yield from fields(workbook.GENERAL_SHEET, value, workbook.GENERAL)
    for path, part in (BASELINE, RESULT):
        yield from fields(part, found(value, path) or {}, workbook.RESULTS)
    for part, path in workbook.SCORES_SHEETS.items():
        yield from scores(part, found(value, path) or {})
    yield from history(value.get("history") or ())
    for part, (path, columns) in workbook.ENTRIES.items():
        for number, entry in enumerate(found(value, path) or (), start=1):
            yield from fields(part, entry, columns, number)
    yield from lines((workbook.LIMITATIONS_SHEET, "", "", "ข้อจำกัด"), value.get("constraints"))
    for part in NARRATIVE_PARTS:
        place = (workbook.TEXTS_SHEET, "", "", NarrativePart(part).label)
        yield from lines(place, found(value.get("narrative") or {}, part))


def fields(part, entry, columns, number=""):
    """Those of one entry that say something, as (…, its own code, …)."""
    for title, path, kind in columns:
        place = (part, number, found(entry, OWN_CODE) or "", title)
        content = found(entry, path)
        if path == OWN_CODE or content in (None, "", []):
            continue
        if isinstance(content, list):
            yield from lines(place, content)
        else:
            yield *place, "", cell(content, kind)


def lines(place, texts):
    for number, text in enumerate(texts or (), start=1):
        yield *place, number, text


def scores(part, assessment):
    """In the framework's order; what has no score has no row."""
    for code, name, score in score_rows(assessment):
        if score != "":
            yield part, "", code, name, "", number_text(score)


def history(past_years):
    for number, past in enumerate(past_years, start=1):
        place = (workbook.HISTORY_SHEET, number, "")
        yield *place, "ปีงบประมาณ", "", past["fiscal_year"]
        if past.get("overall") is not None:
            yield *place, "คะแนนรวม", "", number_text(past["overall"])
        for code, score in (past.get("indicators") or {}).items():
            if score is not None:
                yield workbook.HISTORY_SHEET, number, code, workbook.INDICATOR.format(code), "", number_text(score)


def cell(content, kind):
    if isinstance(kind, Day):
        return long_date(date.fromisoformat(content))
    if isinstance(kind, Choice):
        return kind.cell(content)
    return number_text(content) if isinstance(content, int | float) else content


def number_text(number) -> str:
    """With the digits that the JSON file has, never in powers of ten."""
    return f"{Decimal(str(number)):f}"
