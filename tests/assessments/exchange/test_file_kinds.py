"""What kind of file it is, told by its bytes; what is not safe to open is never opened."""

import zipfile

import pytest

from assessments.exchange.faults import UnusableFile
from assessments.exchange.file_kinds import CSV, XLSX, Limits, kind_of
from tests.assessments.exchange.files import csv_file, xlsx_file


def refusal(path, name="ผล.xlsx", **limits):
    with pytest.raises(UnusableFile) as refused:
        kind_of(path, name, Limits(**{"size": 1_000_000, "rows": 10, **limits}))
    assert len(refused.value.faults) == 1
    return str(refused.value)


def stored(tmp_path, data):
    path = tmp_path / "file"
    path.write_bytes(data)
    return path


def archive(tmp_path, **members):
    path = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return path


def workbook_parts(**more):
    return {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", **more}


def test_kind_is_that_of_the_content_whatever_the_name(tmp_path):
    assert kind_of(xlsx_file(tmp_path, [["หน่วยงาน"]]), "ผล.csv") == XLSX
    assert kind_of(csv_file(tmp_path, [["หน่วยงาน"]]), "ผล.xlsx") == CSV


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ไฟล์ว่างเปล่า"),
        (b"%PDF-1.7 ...", "เป็นไฟล์ PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "Excel รุ่นเก่า (.xls)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "ไฟล์มีรหัสผ่าน"),
        (b"<html><table><tr>", "เป็นหน้าเว็บ"),
        (b'\xef\xbb\xbf{"format": "ita-agency-year"}', "หน่วยงานเดียว"),
        (b"PK\x03\x04 torn", "ไฟล์เสียหรือมาไม่ครบ"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหรือไม่ใช่ไฟล์ Excel: บันทึกใหม่เป็น .xlsx หรือ .csv"),
    ],
)
def test_other_kinds_are_told_by_name(tmp_path, data, words):
    assert words in refusal(stored(tmp_path, data))


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (workbook_parts(**{"xl/vbaProject.bin": b"x"}), "ไฟล์มีแมโคร"),
        (workbook_parts(**{"xl/VBAPROJECT.BIN": b"x"}), "ไฟล์มีแมโคร"),
        ({**workbook_parts(), "[Content_Types].xml": "sheet.macroEnabled.main+xml"}, "ไฟล์มีแมโคร"),
        ({"[Content_Types].xml": "x", "xl/workbook.bin": b"x"}, ".xlsb"),
        ({"mimetype": "application/vnd.oasis", "content.xml": "x"}, "OpenDocument"),
        ({"[Content_Types].xml": "x", "word/document.xml": "x"}, "ไม่ใช่ไฟล์ Excel"),
        ({"readme.txt": "x"}, "ไม่ใช่ไฟล์ Excel"),
    ],
)
def test_other_archives_are_told_by_name(tmp_path, members, words):
    path = archive(tmp_path, **members)

    assert words in refusal(path)


def test_workbook_called_xlsm_is_refused(tmp_path):
    assert "ไฟล์มีแมโคร" in refusal(xlsx_file(tmp_path, [["หน่วยงาน"]]), name="ผล.xlsm")


def test_workbook_that_grows_when_opened_is_refused_before_it_is(tmp_path):
    path = archive(tmp_path, **workbook_parts(**{"xl/worksheets/sheet1.xml": b"0" * 5_000_000}))

    assert path.stat().st_size < 10_000
    assert "ใหญ่ผิดปกติ" in refusal(path, unpacked=4_000_000)


def test_workbook_with_a_huge_table_of_texts_is_refused(tmp_path):
    path = archive(tmp_path, **workbook_parts(**{"xl/sharedStrings.xml": b"0" * 2_000_000}))

    assert "ใหญ่ผิดปกติ" in refusal(path, strings=1_000_000)


def test_protected_zip_entries_are_told_as_a_password(tmp_path):
    path = archive(tmp_path, **workbook_parts())
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)

    assert "ไฟล์มีรหัสผ่าน" in refusal(path)


def test_file_over_the_limit_is_refused_with_its_size(tmp_path):
    path = stored(tmp_path, b"a" * 3_000_000)

    assert "ไม่เกิน 1 MB (ไฟล์นี้ 2.9 MB)" in refusal(path, size=1024 * 1024)
