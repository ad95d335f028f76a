"""Text copied from a spreadsheet, read for the grid: which cells it would fill and which not, and why. Pure.

Two shapes are read. Rows that begin with a code go to the cell of that code, wherever it stands; a single column goes
downward from one cell. A blank says nothing about its cell; a dash says that there is no score.
"""

import csv
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from assessments.item_codes import normalise_code
from assessments.score_sheet import cell_field, entry_name

MOST_ROWS = 500
NO_CODES = "มีหลายคอลัมน์แต่ไม่มีคอลัมน์รหัส: คัดลอกเฉพาะคอลัมน์คะแนน หรือคอลัมน์รหัสกับคะแนน"
HEADER = "ถือเป็นหัวคอลัมน์ ไม่ใช่คะแนน"
DIGITS = set("0123456789๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class PastedRow:
    """One row of the pasted text: `value` as the cell of `code` would show it, or the reason why it goes nowhere."""

    number: int
    text: str
    code: str = ""
    name: str = ""
    value: str = ""
    problem: str = ""


class TooManyRows(ValueError):
    def __init__(self):
        super().__init__(f"วางได้ครั้งละไม่เกิน {MOST_ROWS} แถว")


def read_paste(framework, sheet, targets, text):
    """Rows of what was pasted, without those that say nothing.

    `sheet` are the codes of the grid, `targets` those from the cell pasted into downward, as the screen shows them.
    """
    table = _table(text)
    if _names_codes(framework, table):
        return _by_code(framework, sheet, table)
    if any(len(cells) > 1 for _, cells in table):
        return [PastedRow(number, _joined(cells), problem=NO_CODES) for number, cells in table if any(cells)]
    return _downward(framework, sheet, targets, table)


def _table(text):
    """[(row number, its cells)]; columns without any content and blank rows at the end are not there."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\t ").split("\n")
    if len(lines) > MOST_ROWS:
        raise TooManyRows
    rows = [[cell.strip() for cell in row] or [""] for row in csv.reader(lines, delimiter="\t")]
    filled = [at for at in range(max(map(len, rows), default=0)) if any(row[at] for row in rows if at < len(row))]
    return [(number, [row[at] for at in filled if at < len(row)]) for number, row in enumerate(rows, start=1)]


def _joined(cells):
    return " · ".join(cell for cell in cells if cell)


def _code_in(framework, cell):
    """The code that a cell names, alone or before a name ("o1 โครงสร้าง"); "" for none."""
    found = (normalise_code(part) for part in (cell, *cell.split(maxsplit=1)[:1]))
    return next((code for code in found if code in framework.entries), "")


def _names_codes(framework, table):
    """Half of the rows with more than one cell begin with a code: less is chance, and headers have none."""
    rows = [cells for _, cells in table if sum(map(bool, cells)) > 1]
    return bool(rows) and 2 * sum(bool(_code_in(framework, cells[0])) for cells in rows) >= len(rows)


def _by_code(framework, sheet, table):
    rows, numbers = [], {}
    for number, cells in table:
        if not any(cells):
            continue
        code = _code_in(framework, cells[0])
        typed = _score_text(cells[1:])
        problem = _why_not(framework, sheet, code, number, cells) or _repeated(numbers.get(code))
        numbers.setdefault(code, number)
        if problem:
            rows.append(PastedRow(number, _joined(cells), code, problem=problem))
        elif typed:
            rows.append(_filled(framework, PastedRow(number, _joined(cells), code), typed))
    return rows


def _score_text(cells):
    """The first cell after the code that looks like a figure (names and levels may stand between), else the first."""
    filled = [cell for cell in cells if cell]
    return next((cell for cell in filled if _is_figure(cell)), filled[0] if filled else "")


def _is_figure(cell):
    return not set(cell) - DIGITS - set(".,%-–—− ")


def _why_not(framework, sheet, code, number, cells):
    if not code and _is_header(number, cells):
        return HEADER
    if not code:
        return f"“{cells[0]}” ไม่ใช่รหัสในกรอบการประเมินปี พ.ศ. {framework.fiscal_year}"
    return "" if code in sheet else f"{code} ไม่อยู่ในแบบวัด {sheet[0]}: เปิดแบบวัดของข้อนี้แล้ววางอีกครั้ง"


def _repeated(number):
    return f"รหัสนี้มีแล้วในแถวที่ {number}" if number else ""


def _downward(framework, sheet, targets, table):
    """One value a cell, blanks too: what stood beside each other in the spreadsheet stays so."""
    rows, free = [], iter([code for code in targets if code in sheet])
    for number, cells in table:
        text = _joined(cells)
        if _is_header(number, cells):
            rows.append(PastedRow(number, text, problem=HEADER))
            continue
        code = next(free, "")
        if text and not code:
            rows.append(PastedRow(number, text, problem="เกินช่องสุดท้ายของตาราง"))
        elif text:
            rows.append(_filled(framework, PastedRow(number, text, code), text))
    return rows


def _is_header(number, cells):
    """A first row of words alone; a column of blanks and dashes has no header."""
    words = "".join(cells)
    return number == 1 and not (DIGITS & set(words) or _is_figure(words))


def _filled(framework, row, typed):
    field, name = cell_field(framework, row.code), entry_name(framework.entries[row.code])
    try:
        return replace(row, name=name, value=field.prepare_value(field.clean(typed)) or "")
    except ValidationError as refusal:
        return replace(row, name=name, problem=refusal.messages[0])
