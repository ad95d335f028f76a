"""What the grid's script sends and is answered: cells as JSON. What is no such JSON is refused in words."""

import json

from assessments.score_sheet import shown_score

MOST_CELLS, LONGEST_TEXT = 300, 200
CONFLICT = "มีผู้อื่นแก้ไขช่องนี้ไปแล้ว"


class BadRequest(ValueError):
    """The request can not be read; says in Thai why."""


class OtherPerson(Exception):
    """The page was opened by one person and another is signed in now: the history would name the wrong one."""

    def __init__(self):
        super().__init__("ขณะนี้เข้าสู่ระบบด้วยบัญชีอื่น เข้าสู่ระบบด้วยบัญชีที่เปิดหน้านี้ไว้ แล้วระบบจะบันทึกต่อให้")


def json_object(body):
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise BadRequest("คำขอนี้อ่านไม่ได้: ต้องเป็น JSON แบบวัตถุ")
    return read


def check_person(sent, user):
    if sent.get("user") not in (None, user.pk):
        raise OtherPerson


def posted_cells(sent):
    """{code, value, version, base} of each cell, as the sheet's form takes them; `base` is the text that was shown."""
    cells = sent.get("cells")
    if not isinstance(cells, list) or len(cells) > MOST_CELLS:
        raise BadRequest(f"คำขอนี้อ่านไม่ได้: cells ต้องเป็นรายการไม่เกิน {MOST_CELLS} ช่อง")
    data = {}
    for cell in cells:
        data |= _posted(cell)
    if len(data) != 3 * len(cells):
        raise BadRequest("คำขอนี้อ่านไม่ได้: มีช่องเดียวกันมากกว่าหนึ่งครั้ง")
    return data


def _posted(cell):
    if not isinstance(cell, dict):
        raise BadRequest("คำขอนี้อ่านไม่ได้: แต่ละช่องต้องมี code value version และ base")
    code, value, version, base = (cell.get(name) for name in ("code", "value", "version", "base"))
    if not all(map(_is_short_text, (code, value, base))):
        raise BadRequest(f"คำขอนี้อ่านไม่ได้: code value และ base ต้องเป็นข้อความยาวไม่เกิน {LONGEST_TEXT} ตัวอักษร")
    if type(version) is not int:
        raise BadRequest("คำขอนี้อ่านไม่ได้: version ต้องเป็นจำนวนเต็ม")
    return {f"s-{code}": value, f"w-{code}": base, f"v-{code}": str(version)}


def _is_short_text(value):
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def cell_answers(form, saved, stored):
    """{code: what became of the cell}. `stored` is {code: Score} of the whole assessment as it stands now."""
    codes = [code for code in form.codes if f"s-{code}" in form.data]
    return {code: _answer(form, code, code in saved.stale, stored.get(code)) for code in codes}


def _answer(form, code, is_stale, row):
    errors = form.errors.get(f"s-{code}")
    if errors:
        return {"state": "invalid", "value": form.data[f"s-{code}"], "message": errors[0]}
    now = {"value": shown_score(row), "version": row.version if row else 0}
    return {"state": "conflict", "message": CONFLICT, **now} if is_stale else {"state": "saved", **now}
