"""Attached PDFs bound into a finished one, each behind the page that announces it: the last pages of the file."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter


def bind(pdf: bytes, attached: Sequence[Path]) -> bytes:
    """The main file is cloned whole, so that its tags, bookmarks, language and metadata stay as they are."""
    if not attached:
        return pdf
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.pdf_header = pdf.splitlines()[0].decode("ascii")  # pypdf would write an older version than what it copies
    at = len(writer.pages) - len(attached)
    for path in attached:
        at += 1
        for page in PdfReader(path).pages:
            writer.insert_page(page, at)
            at += 1
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
