"""Lines copied from a spreadsheet, a code and an address each, read for the form of addresses. Pure."""

import re
from dataclasses import dataclass, field

from assessments.item_codes import normalise_code
from assessments.web_addresses import BARE, with_scheme

MOST_LINES = 500
WEB = re.compile(r"https?://\S+", re.IGNORECASE)
OIT_CODE = re.compile(r"o[1-9][0-9]{0,3}")


@dataclass
class Pasted:
    """`urls` by code; `problems` say which line goes nowhere, and why."""

    urls: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_pasted(codes, text: str, year: int) -> Pasted:
    """`codes` are those of the form, `year` the one assessed. A first line without code and address is a header."""
    pasted, lines = Pasted(), text.split("\n")
    if len(lines) > MOST_LINES:
        pasted.problems.append(f"วางได้ครั้งละไม่เกิน {MOST_LINES} บรรทัด บรรทัดหลังจากนั้นไม่ได้อ่าน")
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        if line.strip():
            _take(pasted, codes, number, line, year)
    return pasted


def _take(pasted, codes, number, line, year):
    code, found = _code_in(codes, line), WEB.search(line) or BARE.search(line)
    if not code and not found and number == 1:
        return
    problem = _problem_of_code(codes, code, year) or _problem(pasted, code, found)
    if problem:
        pasted.problems.append(f"บรรทัดที่ {number} “{line.strip()[:200]}”: {problem}")
    else:
        pasted.urls[code] = with_scheme(found[0])


def _problem_of_code(codes, code, year):
    if not code:
        return f"ไม่ได้ขึ้นต้นด้วยรหัสข้อ OIT ของกรอบการประเมินปี พ.ศ. {year}"
    return "" if code in codes else f"ไม่มีข้อ {code} ในกรอบปีนี้ (พ.ศ. {year})"


def _problem(pasted, code, found):
    if not found:
        return "ไม่มีที่อยู่ที่เริ่มด้วย https:// http:// หรือ www."
    return f"มีที่อยู่ของ {code} ในบรรทัดก่อนแล้ว" if code in pasted.urls else ""


def _code_in(codes, line):
    """Alone in its cell, or the first word of the line, also one that this year does not have; "" for none."""
    cell = line.split("\t")[0].strip()
    words = (cell, *re.split(r"[\s,;:]", cell, maxsplit=1)[:1])
    typed = [normalise_code(word) for word in words]
    known = (code for code in typed if code in codes)
    return next(known, next(filter(OIT_CODE.fullmatch, typed), ""))
