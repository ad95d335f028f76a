"""Every word of a full report can be copied, searched and extracted: by poppler, and by pdf.js as in Firefox."""

import re
from pathlib import Path

import pytest

from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.services import build_document, render_pdf
from reports.thai_text import normalise
from tests.reports.extraction import by_pdfjs, by_poppler
from tests.reports.model_texts import texts_in

DEMO = Path(__file__).resolve().parents[2] / "reports" / "demo"


def squeeze(text):
    return re.sub(r"\s+", "", text)


def words_of(document):
    """Every printed word; names of tables and of parts are for those who compose or hear a document."""
    names = {table.name for table in document.tables} | {part.title for part in document.parts}
    return [word for text in texts_in(document) if text not in names for word in normalise(text).split()]


def missing(document, pages):
    whole = squeeze("".join(pages))
    return [word for word in words_of(document) if squeeze(word) not in whole]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["demo-esa1-2567", "demo-sao-2568"])  # in Thai and in Arabic digits
def test_every_word_of_a_full_report_comes_back(page, name):
    content = read_file((DEMO / f"{name}.json").read_bytes())
    document = build_document(import_agency_year(file=content).agency_year, "full")

    pdf = render_pdf(document)

    assert len(words_of(document)) > 2000
    assert missing(document, by_poppler(pdf)) == []
    assert missing(document, by_pdfjs(page, pdf)) == []
