"""Attached PDFs: what is taken, what is left behind, and how they are bound into a document."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.attached_pdf import FAULTS, MAX_PAGES, TOO_MUCH, UnfitPdf, as_clean_pdf, cleaned
from reports.attachments import (
    TooManyAttachments,
    add_attachment,
    move_attachment,
    remove_attachment,
    rename_attachment,
)
from reports.models import Attachment
from reports.services import build_document, draw_pdf, render_docx, render_pdf
from tests.makers import make_agency_year, make_measure, make_progress, make_user
from tests.reports.pdf_files import encrypted_pdf, hostile_pdf, plain_pdf, upload


def attached(agency_year, title="คำสั่งแต่งตั้งคณะทำงาน", pages=2, width=300):
    content = plain_pdf(pages, width=width)
    return add_attachment(agency_year=agency_year, title=title, content=content, pages=pages, by=make_user())


def reported_year():
    year = make_agency_year()
    make_progress(year, make_measure(year, title="มาตรการ"), performed=["ประชุมแล้ว"])
    return year


def widths(pdf):
    return [int(page.mediabox.width) for page in PdfReader(BytesIO(pdf)).pages]


def test_clean_pdf_has_the_same_pages():
    clean = as_clean_pdf(upload(plain_pdf(3)))

    assert clean.pages == 3
    assert widths(clean.content) == [300, 300, 300]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"hello", FAULTS[10]),
        (b"%PDF-1.7 but nothing follows", FAULTS[10]),
        (encrypted_pdf(), FAULTS[11]),
        (plain_pdf(MAX_PAGES + 1), FAULTS[12]),
        (plain_pdf(0), FAULTS[13]),
    ],
)
def test_unfit_file_is_refused_with_the_reason(content, message):
    with pytest.raises(UnfitPdf) as refusal:
        as_clean_pdf(upload(content))

    assert str(refusal.value) == message


def test_file_over_the_limit_is_refused_unread():
    big = upload(b"%PDF-")
    big.size = 20 * 1024 * 1024 + 1

    with pytest.raises(UnfitPdf, match="20 เมกะไบต์"):
        as_clean_pdf(big)


def test_pages_beyond_counting_do_not_hang_the_portal():
    loop = plain_pdf(1).replace(b"/Kids [ 4 0 R ]", b"/Kids [ 2 0 R ]").replace(b"/Kids [ 3 0 R ]", b"/Kids [ 2 0 R ]")

    with pytest.raises(UnfitPdf) as refusal:
        as_clean_pdf(upload(loop))

    assert str(refusal.value) in {*FAULTS.values(), TOO_MUCH}


@pytest.mark.parametrize(
    "word", [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA", b"/Link"]
)
def test_what_a_page_could_do_is_left_behind(word):
    hostile = hostile_pdf()

    assert word in hostile
    assert word not in cleaned(hostile)


def test_filled_field_is_still_drawn():
    (page,) = PdfReader(BytesIO(cleaned(hostile_pdf()))).pages

    (mark,) = page["/Annots"]
    assert mark["/Subtype"] == "/Stamp"
    assert b"0 0 80 30 re" in mark["/AP"]["/N"].get_data()


@pytest.mark.django_db
def test_attachments_follow_their_own_headings_and_the_document_keeps_its_structure():
    year = reported_year()
    plain = PdfReader(BytesIO(render_pdf(build_document(year, "progress"))))
    attached(year, "คำสั่ง", pages=2, width=301)
    attached(year, "หนังสือเวียน", pages=1, width=302)

    pdf = render_pdf(build_document(type(year).objects.get(pk=year.pk), "progress"))

    reader, own = PdfReader(BytesIO(pdf)), len(plain.pages)
    assert [width for width in widths(pdf) if width in (301, 302)] == [301, 301, 302]
    assert widths(pdf)[own + 1 : own + 3] == [301, 301]
    assert widths(pdf)[own + 4] == 302
    assert "ภาคผนวก: คำสั่ง" in reader.pages[own].extract_text()
    assert {"/StructTreeRoot", "/Outlines", "/Lang", "/Metadata", "/MarkInfo"} <= set(reader.trailer["/Root"])
    assert reader.trailer["/Root"]["/Lang"] == "th"
    assert (reader.metadata.title, reader.pdf_header) == (plain.metadata.title, plain.pdf_header)
    titles = {entry.title: reader.get_destination_page_number(entry) for entry in flat(reader.outline)}
    assert (titles["ภาคผนวก: คำสั่ง"], titles["ภาคผนวก: หนังสือเวียน"]) == (own, own + 3)


def flat(outline):
    for entry in outline:
        yield from flat(entry) if isinstance(entry, list) else [entry]


@pytest.mark.django_db
def test_download_has_the_attached_pages_and_word_the_heading():
    year = reported_year()
    attached(year, "คำสั่ง", pages=3, width=301)

    document = build_document(year, "progress")

    assert widths(draw_pdf(document, about="")).count(301) == 3
    assert render_docx(document).startswith(b"PK")
    assert [block.note for block in document.blocks if hasattr(block, "note")][-1] == "เอกสารแนบ ๓ หน้า"


@pytest.mark.django_db
def test_attachment_whose_file_is_lost_is_left_out():
    year = reported_year()
    row = attached(year)
    row.file.storage.delete(row.file.name)

    assert "attachments" not in [part.key for part in build_document(year, "progress").parts]


@pytest.mark.django_db
def test_attachments_are_renamed_moved_and_removed_with_their_files(django_capture_on_commit_callbacks):
    year, user = make_agency_year(), make_user()
    first, second = attached(year, "ก"), attached(year, "ข")

    move_attachment(attachment=second, neighbour=first, by=user)
    rename_attachment(attachment=first, version=1, title="ค", by=user)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment=second, version=1, by=user)

    assert [row.title for row in Attachment.objects.all()] == ["ค"]
    assert not second.file.storage.exists(second.file.name)
    assert first.file.storage.exists(first.file.name)


@pytest.mark.django_db
def test_attachments_have_a_limit():
    year = make_agency_year()
    for number in range(10):
        attached(year, f"ไฟล์ {number}", pages=1)

    with pytest.raises(TooManyAttachments):
        attached(year)
