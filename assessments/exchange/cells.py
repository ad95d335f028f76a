"""What one cell says: text in one form, a score, a year. Where the cell stands is known elsewhere."""

import re
from decimal import ROUND_HALF_UP, Decimal

from assessments import thai
from assessments.fiscal_year import BUDDHIST_OFFSET, FIRST_KNOWN, LAST_KNOWN

# Before the text of a formula whose value the program that wrote the file did not store.
UNCACHED = "\ue000"
NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}  # no workbook can hold these two
PLACES = Decimal("0.000001")
SCORE = re.compile(r"(?:ร้อยละ)?(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(?:%|ร้อยละ|คะแนน)?")
DASHES = re.compile(r"[-‐-―−]+")
YEAR = re.compile(r"(?:ปีงบประมาณ|ปี|fy)?(?:พ\.?ศ\.?|ค\.?ศ\.?)?(\d{4}|\d{2})(?:\.0+)?")
BLANKS = re.compile(r"\s+")
FORMULA_START = re.compile(r"'*[=+\-@\t\r]")

SCORE_ALLOWED = "กรอกคะแนน 0 ถึง 100 เช่น 99.63 หรือ ๙๙.๖๓ เว้นว่างถ้าไม่มีข้อมูล หรือ - ถ้าไม่มีคะแนน"
DECIMAL_COMMA = "ใช้จุดเป็นจุดทศนิยม เช่น 99.63 (จุลภาคใช้คั่นหลักพันเท่านั้น)"
NO_VALUE = "สูตรนี้ยังไม่มีค่าเก็บไว้ในไฟล์: เปิดไฟล์ด้วยโปรแกรมตารางคำนวณ บันทึกหนึ่งครั้ง แล้วส่งใหม่ หรือวางเป็นค่า"
BROKEN_FORMULA = "สูตรให้ผลผิดพลาด: แก้สูตรหรือพิมพ์คะแนนแทน"


class UnfitCell(ValueError):
    """The cell cannot be read; the message is Thai and says what is allowed."""


def tidy(text) -> str:
    """Thai marks in one form, nothing unseen, one space between words (a non-breaking space is a space)."""
    return BLANKS.sub(" ", thai.clean_text(text.translate(NO_CHARACTERS))).strip()


def is_dash(text) -> bool:
    """A dash says "no score", which is never zero."""
    return bool(DASHES.fullmatch(tidy(text)))


def read_score(text) -> tuple[Decimal | None, bool]:
    """(the score, whether it had to be rounded to six decimals); None for a dash. Raises UnfitCell."""
    if text.startswith(UNCACHED):
        raise UnfitCell(NO_VALUE)
    if is_dash(text):
        return None, False
    typed = BLANKS.sub("", thai.arabic_digits(tidy(text)))
    if typed.startswith("#"):
        raise UnfitCell(BROKEN_FORMULA)
    score = _number(typed)
    if score is None:
        raise UnfitCell(DECIMAL_COMMA if re.fullmatch(r"\d{1,3},\d+%?", typed) else SCORE_ALLOWED)
    if score > 100:
        raise UnfitCell(SCORE_ALLOWED)
    kept = score.quantize(PLACES, rounding=ROUND_HALF_UP)
    return kept, kept != score


def _number(typed):
    found = SCORE.fullmatch(typed)
    if not found or not (found[1] or found[2]):
        return None
    digits = f"{(found[1] or '0').replace(',', '')}.{found[2] or '0'}"
    return Decimal(digits) if len(digits) <= 60 else None


def read_year(text) -> int:
    """A Buddhist year from 2567, ๒๕๖๗, 67, พ.ศ. 2567 or the Common Era's 2024. Raises UnfitCell."""
    found = YEAR.fullmatch(BLANKS.sub("", thai.arabic_digits(tidy(text))).casefold())
    year = buddhist(int(found[1])) if found else None
    if year is None:
        raise UnfitCell("กรอกปี พ.ศ. เช่น 2567")
    return year


def buddhist(year) -> int | None:
    """The year in the Buddhist era, whichever era it was written in; None for what is no year of ours."""
    candidates = (year, year + 2500, year + BUDDHIST_OFFSET)
    return next((each for each in candidates if FIRST_KNOWN <= each <= LAST_KNOWN), None)


def harmless(text) -> str:
    """Text for a CSV that a spreadsheet program will not take for a formula. `original` gives the text back."""
    return f"'{text}" if FORMULA_START.match(text) else text


def original(text) -> str:
    return text[1:] if text.startswith("'") and FORMULA_START.match(text) else text
