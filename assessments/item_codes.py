"""Codes of instruments, indicators and items as people type them, brought to the form that frameworks use."""

import re

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# The invisible ones come with text copied from PDF and web pages.
BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
LABEL = re.compile(r"^(?:ตัวชี้วัดย่อย|ตัวชี้วัด|ข้อคำถาม|ข้อ|แบบวัด|เครื่องมือ)(?:ที่)?")
# A zero before digits is the letter o: no official code starts with a zero.
ITEM = re.compile(r"([oie][.-]?|0)0*([1-9][0-9]*)")
INSTRUMENTS = ("iit", "eit", "oit")


def normalise_code(text: str) -> str:
    """O15, ๐๑๕, 015 and "o ๑๕" are "o15"; "ตัวชี้วัดที่ ๙.๕" is "9.5". What is no code stays one that nothing has."""
    code = LABEL.sub("", BLANKS.sub("", text.translate(THAI_DIGITS))).casefold()
    item = ITEM.fullmatch(code)
    if item:
        return item[1][0].replace("0", "o") + item[2]
    return code.upper() if code in INSTRUMENTS else code
