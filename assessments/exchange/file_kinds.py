"""Which kind of file this is, by what is in it and not by its name, and whether it is safe to open at all."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from zlib import error as BrokenStream

from assessments.exchange.faults import unusable

MEGABYTE = 1024 * 1024
CSV, XLSX = "csv", "xlsx"
USABLE = "ใช้ไฟล์ Excel (.xlsx) หรือ CSV"
OLD_EXCEL = "เป็นไฟล์ Excel รุ่นเก่า (.xls): เปิดใน Excel แล้วบันทึกเป็น .xlsx"
LOCKED = "ไฟล์มีรหัสผ่าน: เปิดใน Excel เลิกเข้ารหัสไฟล์ (ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก) แล้วบันทึกใหม่"
MACRO = "ไฟล์มีแมโคร ซึ่งระบบไม่รับ: บันทึกเป็น .xlsx (เวิร์กบุ๊ก Excel ธรรมดา) แล้วส่งใหม่"
UNREADABLE = "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหรือไม่ใช่ไฟล์ Excel: บันทึกใหม่เป็น .xlsx หรือ .csv"
BROKEN = "ไฟล์เสียหรือมาไม่ครบ: เปิดใน Excel แล้วบันทึกใหม่"
ONE_AGENCY_FILE = "เป็นไฟล์ข้อมูลของหน่วยงานเดียว: ใช้หน้า “นำเข้าไฟล์ข้อมูลปีงบประมาณ”"


@dataclass(frozen=True)
class Limits:
    """`unpacked` bounds what an XLSX may grow to when it is opened, for a small file can hold a very large one;
    `strings` bounds its table of texts, the one part that is held in memory."""

    size: int
    rows: int
    unpacked: int = 250 * MEGABYTE
    strings: int = 30 * MEGABYTE


UPLOAD = Limits(size=20 * MEGABYTE, rows=100_000)
COMMAND = Limits(size=500 * MEGABYTE, rows=1_000_000, unpacked=1000 * MEGABYTE, strings=200 * MEGABYTE)
STRINGS, TYPES = "xl/sharedStrings.xml", "[Content_Types].xml"


def kind_of(path, name, limits=UPLOAD) -> str:
    """CSV or XLSX. Raises UnusableFile for any other kind, and for what is not safe to open."""
    size = path.stat().st_size
    if size == 0:
        raise unusable(f"ไฟล์ว่างเปล่า: {USABLE}", value=name)
    if size > limits.size:
        raise too_large(name, size, limits)
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK"):
        return _checked_workbook(path, name, limits)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise unusable(LOCKED if _is_encrypted(path) else OLD_EXCEL, value=name)
    _refuse_foreign(start, name)
    return CSV


def too_large(name, size, limits):
    allowed = f"ขนาดไม่เกิน {limits.size // MEGABYTE} MB (ไฟล์นี้ {size / MEGABYTE:.1f} MB): แบ่งเป็นหลายไฟล์"
    return unusable(allowed, value=name)


def _is_encrypted(path):
    """The name of the stream that holds a protected workbook stands in the file in UTF-16."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _refuse_foreign(start, name):
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%PDF"):
        raise unusable(f"เป็นไฟล์ PDF: {USABLE}", value=name)
    if text.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise unusable("เป็นหน้าเว็บที่ตั้งชื่อเป็นไฟล์ Excel: เปิดใน Excel แล้วบันทึกเป็น .xlsx", value=name)
    if text.startswith((b"{", b"[")):
        raise unusable(ONE_AGENCY_FILE, value=name)
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unusable(UNREADABLE, value=name)


def _checked_workbook(path, name, limits):
    try:
        with zipfile.ZipFile(path) as archive:
            members = {member.filename: member for member in archive.infolist()}
            _refuse_other_archives(members, name)
            _refuse_unsafe(archive, members, name, limits)
    except (zipfile.BadZipFile, BrokenStream, EOFError, OSError, NotImplementedError, RuntimeError):
        raise unusable(BROKEN, value=name) from None
    return XLSX


def _refuse_other_archives(members, name):
    if any(member.flag_bits & 1 for member in members.values()):
        raise unusable(LOCKED, value=name)
    if "xl/workbook.bin" in members:
        raise unusable("เป็นไฟล์ .xlsb: เปิดใน Excel แล้วบันทึกเป็น .xlsx", value=name)
    if "content.xml" in members:
        raise unusable("เป็นไฟล์ OpenDocument (.ods): บันทึกเป็น .xlsx แล้วส่งใหม่", value=name)
    if "xl/workbook.xml" not in members or TYPES not in members:
        raise unusable(f"ไม่ใช่ไฟล์ Excel: {USABLE}", value=name)


def _refuse_unsafe(archive, members, name, limits):
    sizes = {each: member.file_size for each, member in members.items()}
    if sum(sizes.values()) > limits.unpacked or sizes.get(STRINGS, 0) > limits.strings or sizes[TYPES] > MEGABYTE:
        raise unusable("ไฟล์เมื่อคลายแล้วใหญ่ผิดปกติ: คัดลอกเฉพาะตารางไปไว้ในไฟล์ใหม่", value=name)
    has_macro = any(PurePath(each).name.casefold() == "vbaproject.bin" for each in members)
    if has_macro or b"macroEnabled" in archive.read(TYPES):
        raise unusable(MACRO, value=name)
    if PurePath(name).suffix.casefold() in (".xlsm", ".xltm", ".xlam"):
        raise unusable(MACRO, value=name)
