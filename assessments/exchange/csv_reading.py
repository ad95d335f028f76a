"""CSV as offices save it: UTF-8 with or without BOM, UTF-16 or TIS-620, with commas, semicolons, tabs or bars."""

import codecs
import csv
from functools import partial

from assessments.exchange.cells import original
from assessments.exchange.faults import unusable
from assessments.exchange.tables import MOST_COLUMNS, Table

SEPARATORS = ",;\t|"
# cp874 is TIS-620 with the few signs that Windows adds; the last one takes the bytes that cp874 leaves undefined.
ENCODINGS = ("utf-8-sig", "cp874", "iso8859_11")
BLOCK = 1024 * 1024
LONGEST_CELL = 200_000
UNREADABLE = "อ่านเป็นตารางไม่ได้ (อาจมีเครื่องหมายคำพูดที่ไม่ปิด): เปิดใน Excel แล้วบันทึกเป็น .xlsx หรือ CSV UTF-8"


def read_tables(path) -> list[Table]:
    """One table for each separator that the file may be written with; the header shows which one is meant."""
    encoding = encoding_of(path)
    return [Table("", partial(read_rows, path, encoding, separator)) for separator in SEPARATORS]


def encoding_of(path):
    with path.open("rb") as file:
        start = file.read(2)
    is_utf_16 = start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if is_utf_16 else ENCODINGS:
        if can_decode(path, encoding):
            return encoding
    raise unusable("อ่านรหัสอักขระของไฟล์ไม่ได้: บันทึกเป็น CSV UTF-8 หรือ .xlsx")


def can_decode(path, encoding):
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def read_rows(path, encoding, separator):
    """Rows count as a spreadsheet program counts them: a line break inside quotes makes no row."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        number = 0
        try:
            for row in reader:
                if number == 0 and is_separator_hint(row):
                    number += 1
                    continue
                number += 1
                yield number, [original(text) for text in row[:MOST_COLUMNS]]
        except csv.Error:
            raise unusable(UNREADABLE, cell=f"แถว {number + 1}") from None


def is_separator_hint(row):
    """Excel's own first line, sep=;"""
    return bool(row) and row[0].casefold().startswith("sep=") and not "".join(row[1:])
