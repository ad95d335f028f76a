"""A page painted once gives every file the same as a page painted anew."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from weasyprint.document import Page

from reports.writers.pdf import write_pdf
from reports.writers.sections import Printed, Section
from tests.measures.pictures import picture_bytes

PLAIN = "<p>แผนงาน</p>"
BOLD = "<p><b>หนา</b></p>"
PICTURE = '<p>รูป</p><img alt="ภาพ" src="picture:a.png">'
SEE_THROUGH = '<p style="color: rgb(0 0 0 / 40%)">จาง</p>'
GROUP = '<div style="opacity: 0.5"><p>กลุ่ม</p></div>'
MISSING = "<p>ก \U00012000</p>"


def html(body):
    return f'<!doctype html><html lang="th"><head></head><body><div class="pages portrait">{body}</div></body></html>'


@pytest.fixture
def painted(monkeypatch):
    """The pages that were painted, one entry a painting."""
    pages, paint = [], Page.paint
    monkeypatch.setattr(Page, "paint", lambda page, *rest: (pages.append(page), paint(page, *rest)))
    return pages


def printed(*bodies):
    return Printed("ชื่อ", tuple(Section(html(body), "none") for body in bodies))


def drawn(*bodies, kept=None):
    return write_pdf(printed(*bodies), {"a.png": picture_bytes("PNG")}, {} if kept is None else kept)


def test_page_that_did_not_change_is_painted_once(painted):
    kept = {}
    drawn(PLAIN, BOLD, kept=kept)

    drawn(PLAIN, BOLD + PLAIN, kept=kept)

    assert len(painted) == 3


@pytest.mark.parametrize("other", [BOLD, PICTURE, SEE_THROUGH, GROUP, MISSING, PLAIN + PICTURE])
def test_file_of_kept_and_new_pages_is_the_file_of_new_ones(other):
    kept = {}
    drawn(PLAIN, other, kept=kept)

    assert drawn(BOLD + PLAIN, other, kept=kept) == drawn(BOLD + PLAIN, other)


@pytest.mark.parametrize("numbered", [GROUP, MISSING])
def test_page_whose_names_are_numbered_in_the_file_is_painted_for_each(painted, numbered):
    kept = {}
    drawn(numbered, kept=kept)
    before = len(painted)

    drawn(numbered, kept=kept)

    assert len(painted) == before + 1


def test_letters_of_a_page_that_is_gone_are_not_in_the_next_file():
    kept = {}
    drawn("<p>กขคงจ</p>", PLAIN, kept=kept)

    assert drawn("<p>ก</p>", PLAIN, kept=kept) == drawn("<p>ก</p>", PLAIN)


def test_every_file_has_an_identifier_of_its_content():
    first, same, other = (PdfReader(BytesIO(drawn(body))).trailer["/ID"] for body in (PLAIN, PLAIN, BOLD))

    assert first == same
    assert first != other
