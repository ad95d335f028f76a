"""Makes a safe PDF of what somebody attaches: the pages as they look, without scripts, files, actions or links.

Reading a hostile file can take any time and memory, so it is done in a process of its own: this module is also that
child, started with `python -m`. It prints what is wrong as a code, and Thai words are found here for it.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from reports.writers.limits import KEPT_ENVIRONMENT, Limits, limit_resources

ROOT = Path(__file__).resolve().parents[1]
MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 100
LIMITS = Limits(cpu_seconds=20, wall_seconds=30, memory_bytes=700_000_000)
TOO_MUCH = "ไฟล์ PDF นี้ซับซ้อนเกินกว่าจะแนบได้ โปรดพิมพ์เป็น PDF ใหม่แล้วเลือกอีกครั้ง"
FAULTS = {
    10: "ไฟล์นี้ไม่ใช่ PDF หรือเป็น PDF ที่เสีย",
    11: "ไฟล์ PDF นี้ตั้งรหัสผ่านหรือจำกัดสิทธิ์ไว้ โปรดบันทึกใหม่โดยไม่เข้ารหัส",
    12: f"ไฟล์ PDF นี้มีเกิน {MAX_PAGES} หน้า โปรดแบ่งเป็นหลายไฟล์",
    13: "ไฟล์ PDF นี้ไม่มีหน้า",
}
NOT_PDF, ENCRYPTED, TOO_LONG, EMPTY = FAULTS
# What a page needs to look as it does. Actions, links, forms, threads and the like stay behind.
PAGE_KEYS = {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Group", "/UserUnit"}
HIDDEN, NO_VIEW, PRINTED = 2, 32, 4


class UnfitPdf(Exception):
    """The upload is no PDF that can be attached; the text says why, in Thai."""


class Fault(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class CleanPdf:
    content: bytes
    pages: int


def as_clean_pdf(upload) -> CleanPdf:
    if upload.size > MAX_BYTES:
        raise UnfitPdf("ไฟล์ PDF ใหญ่เกิน 20 เมกะไบต์ โปรดย่อขนาดแล้วเลือกใหม่")
    upload.seek(0)
    data = upload.read()
    if b"%PDF-" not in data[:1024]:
        raise UnfitPdf(FAULTS[NOT_PDF])
    child = _run_child(data)
    if child.returncode:
        raise UnfitPdf(FAULTS.get(child.returncode, TOO_MUCH))
    return CleanPdf(child.stdout, len(PdfReader(BytesIO(child.stdout)).pages))


def _run_child(data):
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    command = [sys.executable, "-m", "reports.attached_pdf"]
    try:
        return subprocess.run(
            command,
            input=data,
            capture_output=True,
            cwd=ROOT,
            env=environment,
            timeout=LIMITS.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnfitPdf(TOO_MUCH) from error


def cleaned(data: bytes) -> bytes:
    """Pages alone, copied into a new file. Raises Fault."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Fault(ENCRYPTED)
        if not 1 <= len(reader.pages) <= MAX_PAGES:
            raise Fault(TOO_LONG if reader.pages else EMPTY)
        return _copied(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
        raise Fault(NOT_PDF) from error


def _copied(reader):
    writer = PdfWriter()
    for page in reader.pages:
        looks = [look for entry in page.get("/Annots") or () if (look := _look(entry.get_object()))]
        for name in set(page) - PAGE_KEYS:
            del page[name]
        if looks:
            page[NameObject("/Annots")] = ArrayObject(looks)
        writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _look(annotation):
    """A filled field, stamp or signature as a picture on the page; nothing that can be pressed."""
    drawn = (annotation.get("/AP") or {}).get("/N")
    flags = int(annotation.get("/F", 0))
    if drawn is None or "/Rect" not in annotation or flags & (HIDDEN | NO_VIEW):
        return None
    drawn_now = drawn.get_object()
    if "/BBox" not in drawn_now:
        state = annotation.get("/AS")
        if state not in drawn_now:
            return None
        drawn = drawn_now.raw_get(state)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): annotation["/Rect"],
            NameObject("/F"): NumberObject(flags | PRINTED),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): drawn}),
        }
    )


def main():
    """The child: a PDF on standard input, the clean one on standard output, a fault as the exit code."""
    data = sys.stdin.buffer.read()
    limit_resources(LIMITS)
    try:
        sys.stdout.buffer.write(cleaned(data))
    except Fault as fault:
        sys.exit(fault.code)


if __name__ == "__main__":
    main()
