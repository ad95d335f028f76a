"""Attached PDFs bound into a finished one, each behind the page that announces it: the last pages of the file.

They come without tags, so that a file with any is no longer PDF/UA or PDF/A and does not say so.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from reports.writers.archive import without_claims


def bind(pdf: bytes, attached: Sequence[Path]) -> bytes:
    """The main file is cloned whole, so that its tags, bookmarks, language and metadata stay."""
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
    metadata = writer.root_object["/Metadata"]
    metadata.set_data(without_claims(metadata.get_data()))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
