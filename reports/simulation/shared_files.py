"""The documents of an invented nation: one of each kind and year, drawn once, which says plainly what it is."""

import json
from dataclasses import dataclass

from reports.documents.freezing import frozen
from reports.documents.model import Cover, Document, Heading, Paragraph, Part
from reports.models import DocumentKind, PublishedFile
from reports.published_files import FOLDER, sha256_of, stored_path, write
from reports.services import render_docx, render_pdf
from reports.simulation.kinds import MARK

SIMULATED = f"{FOLDER}/simulated"
NAME = f"เอกสาร{MARK}"
AGENCY = f"หน่วยงาน{MARK}"
TEXT = (
    "เอกสารนี้เป็นเอกสารจำลอง ใช้ทดลองและวัดความเร็วของระบบเท่านั้น ไม่ใช่เอกสารของหน่วยงานใด "
    "และทุกหน่วยงานจำลองใช้ไฟล์เดียวกัน ข้อมูลของแต่ละหน่วยงานอยู่ในไฟล์ข้อมูล (JSON)"
)
Format = PublishedFile.Format


@dataclass(frozen=True)
class StoredFile:
    format: str
    name: str
    sha256: str
    size: int


def shared_files(kind: str, fiscal_year: int) -> tuple[StoredFile, ...]:
    document, stem = invented_document(kind, fiscal_year), f"{SIMULATED}/{kind}-{fiscal_year}"
    contents = {
        Format.DOCUMENT: (f"{stem}.json", json.dumps(frozen(document), ensure_ascii=False).encode()),
        Format.PDF: (f"{stem}.pdf", render_pdf(document)),
        Format.DOCX: (f"{stem}.docx", render_docx(document)),
    }
    for name, data in contents.values():
        write(name, data)
    return tuple(described(each, name, data) for each, (name, data) in contents.items())


def title_of(kind, fiscal_year):
    return f"{DocumentKind(kind).label} ปีงบประมาณ พ.ศ. {fiscal_year}"


def invented_document(kind, fiscal_year) -> Document:
    title, year_line = DocumentKind(kind).label, f"ปีงบประมาณ พ.ศ. {fiscal_year}"
    cover = Cover((NAME, title), year_line, AGENCY, ())
    body = (Heading(NAME), Paragraph(TEXT))
    parts = (Part("cover", (cover,), paging="none"), Part("body", body))
    return Document(kind, title_of(kind, fiscal_year), AGENCY, fiscal_year, "thai", parts)


def store_own(file_format, name, data: bytes) -> StoredFile:
    """One of very many small files: it does not wait for the disk."""
    path = stored_path(name)
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    return described(file_format, name, data)


def described(file_format, name, data):
    return StoredFile(str(file_format), name, sha256_of(data), len(data))
