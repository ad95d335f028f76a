"""Word files as tests write and open them."""

from io import BytesIO

import docx
from docx.oxml.ns import qn
from PIL import Image

from reports.documents.model import Document, Part
from reports.writers.docx import write_docx


def photo(width, height):
    stored = BytesIO()
    Image.new("RGB", (width, height), "#336699").save(stored, "JPEG")
    return stored.getvalue()


PICTURES = {"one.jpg": photo(160, 90), "two.jpg": photo(90, 160)}


def opened(document, **options):
    return docx.Document(BytesIO(write_docx(document, PICTURES, **options)))


def of_blocks(*blocks, numerals="thai"):
    return Document("full", "เอกสาร", "หน่วยงาน", 2567, numerals, (Part("one", blocks),))


def values(node, path, attribute="w:val"):
    return [found.get(qn(attribute)) for found in node.iter(qn(path))]
