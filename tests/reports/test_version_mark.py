"""The version mark: where it stands, that its code can be read, that it says the same on paper, screen and in Word."""

import re
import subprocess
from datetime import date
from io import BytesIO

import pytest
import segno
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from reports.documents import build
from reports.documents.composing import Setup
from reports.documents.model import Document, Heading, PageBreak, Paragraph, Part, VersionMark
from reports.documents.qr import QUIET, qr_code
from reports.documents.version_mark import marked, version_mark, without_mark
from reports.services import draw_pdf, render_html
from reports.writers.docx.version_marks import DOTS_A_MODULE, code_png
from tests.reports import pdf_structure as structure
from tests.reports.docx_files import of_blocks, opened
from tests.reports.samples import content, measure

ADDRESS = "https://ita.example.go.th/v/ABCD2345"
MARK = version_mark(2, date(2026, 11, 21), ADDRESS, "thai")
ALT = "คิวอาร์โค้ดไปยังฉบับเผยแพร่"
POINTS_AN_INCH, DOTS_AN_INCH = 72, 300


def measures_document(**setup):
    made = content(measures=[measure(title="มาตรการหนึ่ง", steps=("ประชุม",))], scores={"9": 95})
    return build(made, "measures", setup=Setup(**setup))


def announcement():
    return build(content(measures=[measure(title="มาตรการหนึ่ง")]), "announcement")


def place_in(document):
    """(key of the part, the sorts of blocks around the mark)."""
    for part in document.parts:
        names = [type(block).__name__ for block in part.blocks]
        if "VersionMark" in names:
            at = names.index("VersionMark")
            return part.key, (names[at - 1] if at else None, names[at + 1] if at + 1 < len(names) else None)
    return None


def dark_matrix(text):
    return ["".join("1" if module else "0" for module in row) for row in segno.make_qr(text, error="m").matrix]


def code_on_page(pdf, page, tmp_path):
    """The modules of the QR code as printed beside its address, row by row, sampled in the middle of each."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    at = {"cwd": tmp_path, "check": True, "capture_output": True}
    numbers = ["-f", str(page), "-l", str(page)]
    words = subprocess.run(["pdftotext", "-bbox", *numbers, "a.pdf", "-"], **at).stdout.decode()
    x, y = (float(value) for value in re.search(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>https://', words).groups())
    subprocess.run(["pdftoppm", "-r", str(DOTS_AN_INCH), "-gray", *numbers, "a.pdf", "p"], **at)
    scale = DOTS_AN_INCH / POINTS_AN_INCH
    left_of_words = [round(edge * scale) for edge in (60, y - 42, x - 2, y + 30)]
    picture = Image.open(next(tmp_path.glob("p*.pgm"))).crop(left_of_words)
    dark = picture.point(lambda level: 255 if level < 128 else 0)
    code = dark.crop(dark.getbbox())
    modules = len(dark_matrix(ADDRESS))
    step = code.width / modules
    assert abs(code.width - code.height) <= 2
    return [
        "".join("1" if code.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) else "0" for x in range(modules))
        for y in range(modules)
    ]


def test_mark_says_number_and_day_in_the_documents_digits_and_the_address_in_arabic():
    assert MARK.number_line == "ฉบับที่ ๒ เผยแพร่ ๒๑ พฤศจิกายน ๒๕๖๙"
    assert MARK.address == ADDRESS
    assert version_mark(2, date(2026, 11, 21), ADDRESS, "arabic").number_line == "ฉบับที่ 2 เผยแพร่ 21 พฤศจิกายน 2569"


def test_code_is_the_one_of_the_address():
    assert list(qr_code(ADDRESS).rows) == dark_matrix(ADDRESS)
    assert qr_code(ADDRESS).size == len(dark_matrix(ADDRESS)) + 2 * QUIET


def test_path_covers_each_dark_module_once():
    code = qr_code(ADDRESS)
    covered = [(x + step, y) for x, y, length in code.dark_runs for step in range(length)]

    dark = [(x + QUIET, y + QUIET) for y, row in enumerate(code.rows) for x, each in enumerate(row) if each == "1"]
    assert sorted(covered) == sorted(dark)
    assert code.path.startswith(f"M{QUIET} {QUIET}h7v1h-7z")


def test_mark_stands_at_the_foot_of_the_cover():
    assert place_in(marked(measures_document(), MARK)) == ("cover", ("Cover", None))


def test_mark_stands_above_the_first_page_of_the_body_without_a_cover():
    document = measures_document(parts=(("cover", False),))

    assert place_in(marked(document, MARK)) == ("introduction", (None, "Heading"))


def test_mark_stands_behind_a_page_break_that_opens_the_body():
    body = Part("chapter", (PageBreak(), Heading("ส่วนที่ ๑")))
    document = Document("full", "ชื่อ", "หน่วยงาน", 2567, "thai", (Part("preface", (), paging="front"), body))

    assert place_in(marked(document, MARK)) == ("chapter", ("PageBreak", "Heading"))


def test_mark_stands_under_the_signature_of_an_announcement():
    key, around = place_in(marked(announcement(), MARK))

    assert around == ("Signature", None)
    assert key == "head"


def test_document_without_parts_still_bears_its_mark():
    assert place_in(marked(Document("measures", "ชื่อ", "หน่วยงาน", 2567, "thai"), MARK)) == ("version", (None, None))


@pytest.mark.parametrize("document", [measures_document(), announcement()])
def test_document_is_the_same_again_without_its_mark(document):
    assert marked(document, MARK) != document
    assert without_mark(marked(document, MARK)) == without_mark(document)


def test_page_shows_the_mark_with_a_description_of_the_code():
    page = render_html(marked(measures_document(), MARK))

    assert f"<title>{ALT}</title>" in page
    assert f'<path fill="#000" d="{MARK.qr.path}"/>' in page
    assert f'<a href="{ADDRESS}">{ADDRESS}</a>' in page
    assert "๒๑ พฤศจิกายน ๒๕๖๙" in page


@pytest.mark.parametrize("make", [measures_document, announcement])
def test_code_in_the_pdf_can_be_read(make, tmp_path):
    pdf = draw_pdf(marked(make(), MARK), about="")

    assert code_on_page(pdf, 1, tmp_path) == dark_matrix(ADDRESS)


@pytest.mark.parametrize("make", [measures_document, announcement])
def test_marked_pdf_is_as_sound_for_screen_readers_as_one_without(make):
    reader = PdfReader(BytesIO(draw_pdf(marked(make(), MARK), about="")))

    figures = [each["/Alt"] for each in structure.elements(reader) if structure.kind(each) == "Figure"]
    links = [each.get_object()["/A"]["/URI"] for each in reader.pages[0].get("/Annots", [])]
    assert figures == [ALT]
    assert links == [ADDRESS]
    assert (structure.misplaced(reader), structure.untagged(reader)) == (set(), [])


def test_mark_adds_no_page(tmp_path):
    pages = []
    for document in (announcement(), marked(announcement(), MARK)):
        (tmp_path / "a.pdf").write_bytes(draw_pdf(document, about=""))
        said = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], capture_output=True, text=True, check=True).stdout
        pages.append(re.search(r"Pages:\s+(\d+)", said)[1])

    assert pages == ["1", "1"]


def test_code_in_word_is_the_same_picture_with_a_description():
    file = opened(of_blocks(Paragraph("ข้อความ"), MARK))

    descriptions = [node.get("descr") for node in file.element.body.iter(qn("wp:docPr"))]
    texts = [paragraph.text for cell in file.tables[0].rows[0].cells for paragraph in cell.paragraphs]
    assert descriptions == [ALT]
    assert texts == ["", MARK.number_line, *MARK.lines, ADDRESS]


def test_code_in_word_can_be_read():
    picture = Image.open(BytesIO(code_png(MARK.qr)))
    middle = DOTS_A_MODULE // 2
    sampled = [
        "".join(
            "0" if picture.getpixel((x * DOTS_A_MODULE + middle, y * DOTS_A_MODULE + middle)) else "1"
            for x in range(QUIET, MARK.qr.size - QUIET)
        )
        for y in range(QUIET, MARK.qr.size - QUIET)
    ]

    assert sampled == dark_matrix(ADDRESS)


def test_mark_on_a_cover_in_word_stands_in_the_frame_of_the_agency():
    file = opened(marked(measures_document(), MARK))

    framed = [
        node
        for node in file.element.body.iter(qn("w:p"))
        if node.pPr is not None and node.pPr.find(qn("w:framePr")) is not None
    ]
    texts = ["".join(text.text for text in node.iter(qn("w:t"))) for node in framed]
    assert texts[-4:] == ["", MARK.number_line, *MARK.lines, ADDRESS]
    assert texts[0] == "สำนักงานตัวอย่าง"


def test_mark_is_no_block_of_a_draft():
    assert not any(isinstance(block, VersionMark) for block in measures_document().blocks)
