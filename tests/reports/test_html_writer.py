"""The model as a page: escaped, addressed, without inline style, and right in the PDF."""

import re
import subprocess

import pytest
from PIL import Image

from reports.documents import build
from reports.documents.model import (
    Cell,
    Column,
    Document,
    Heading,
    Listing,
    Paragraph,
    Part,
    Row,
    Signature,
    Table,
    Under,
    text_cell,
)
from reports.writers.html import for_pdf, write_html
from reports.writers.pdf import write_pdf
from tests.reports.samples import content, measure, progress

FOOT, ROW_PADDING = 52, 8  # points: the margin with the page number, and what lies under the last line of a row
LONG_NAME = ("สำนักงานส่งเสริมคุณธรรมและความโปร่งใสประจำภูมิภาค " * 6).strip()[:300]


def printed(kind="measures", layout=None, **values):
    return for_pdf(build(content(**values), kind, layout))


def html_of(document):
    return "".join(section.html for section in for_pdf(document).sections)


def page_of(kind="measures", layout=None, **values):
    return html_of(build(content(**values), kind, layout))


def pdf_text(document, *options):
    pdf = write_pdf(document)
    run = subprocess.run(["pdftotext", "-raw", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode()


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_typed_markup_is_text():
    page = page_of(measures=[measure(title="<script>alert()</script> & <b>หนา</b>")])

    assert "&lt;b&gt;หนา&lt;/b&gt;" in page
    assert "<script" not in page


def test_page_has_no_inline_style_or_script():
    page = page_of("full", scores={"9": 90, "o29": 0}, measures=[measure(steps=("ก", "ข"))], progress=(progress(),))

    assert "style=" not in page
    assert "<script" not in page


def test_contents_link_to_headings_that_exist():
    page = page_of("full", scores={"9": 90}, measures=[measure(title="ก")])

    links = re.findall(r'<a href="#(h-\d+-\d+)" data-page="\1">', page)
    assert links
    assert set(links) <= set(re.findall(r'<h\d id="(h-\d+-\d+)">', page))


def test_shared_header_spans_its_columns():
    page = page_of(measures=[measure(issue=1, title="ก")], layout="issue-wide")

    assert '<th scope="col" colspan="2">การนำผลการวิเคราะห์ไปสู่การปฏิบัติ</th>' in page
    assert page.count('rowspan="2"') == 3


@pytest.mark.parametrize("numerals", ["thai", "arabic"])
def test_digits_follow_the_agency(numerals):
    document = build(content(numerals=numerals, measures=[measure(title="ก")]), "measures")

    page = write_html(document, asset=lambda name: f"/static/{name}", picture=str)

    assert f'href="/static/css/numerals-{numerals}.css"' in page
    assert for_pdf(document).numerals == numerals


def test_page_numbers_in_the_contents_are_right():
    page = printed("full", numerals="arabic", scores={"9": 90}, measures=[measure(title="ก")], progress=(progress(),))

    contents = re.sub(r"[\s.]+", " ", pdf_text(page, "-f", "3", "-l", "3"))
    stated = int(re.search(r"ส่วนที่ 3 \D+(\d+)", contents)[1])
    assert "ส่วนที่ 3" in pdf_text(page, "-f", str(stated + 3), "-l", str(stated + 3))


def test_row_longer_than_a_page_comes_out_whole():
    steps = tuple(f"ขั้นตอนลำดับ {number} ตรวจสอบเอกสารและรายงานผลต่อผู้บังคับบัญชา" for number in range(1, 81))

    text = squeezed(pdf_text(printed(measures=[measure(title="มาตรการยาว", steps=steps)])))

    assert [step for step in steps if squeezed(step) not in text] == []


def test_agency_name_of_three_hundred_characters_is_whole_on_the_cover():
    page = printed(name=LONG_NAME, measures=[measure(title="ก")])

    assert squeezed(LONG_NAME) in squeezed(pdf_text(page, "-f", "1", "-l", "1"))


def test_forty_rows_repeat_the_header_on_each_page():
    measures = [measure(f"m{number}", title=f"มาตรการลำดับ {number}", steps=("ก", "ข", "ค")) for number in range(40)]

    text = pdf_text(printed(measures=measures, layout="issue-wide"))

    pages = text.split("\f")[2:-1]
    assert len(pages) > 2
    assert all("ผู้รับผิดชอบ" in page for page in pages)


def printed_blocks(*blocks, orientation="landscape"):
    part = Part("plan", blocks, orientation)
    return for_pdf(Document("measures", "ทดสอบ", "สำนักงานตัวอย่าง", 2567, "arabic", (part,)))


def pages_of(*blocks, orientation="landscape"):
    """The pages of these blocks, as text without white space."""
    return [squeezed(page) for page in pdf_text(printed_blocks(*blocks, orientation=orientation)).split("\f")[:-1]]


def lines(count, word="บรรทัด"):
    return tuple(f"{word}ที่ {number} จบ" for number in range(1, count + 1))


def plan_table(*rows, name="ตาราง"):
    return Table(name, (Column("หัวตารางซ้าย", 40), Column("หัวตารางขวา", 60)), rows, roomy=True)


def plan_row(steps, name="มาตรการ", under=()):
    unders = tuple(Under((Paragraph(text, label="ใต้แถว", style="plain"),)) for text in under)
    return Row((text_cell(name), Cell((Listing(steps),))), unders)


def page_with(text, pages):
    return next(number for number, page in enumerate(pages) if squeezed(text) in page)


@pytest.mark.parametrize("filler", range(8, 28, 2))
@pytest.mark.parametrize("length", [6, 40])
def test_heading_and_head_stay_with_the_first_lines_of_the_first_row(filler, length):
    band = Row((Cell((Paragraph("แถบหัวข้อ", style="strong"),), span=2),), kind="band")
    table = plan_table(band, plan_row(lines(length)), *(plan_row(lines(3, "แถวต่อไป")) for _ in range(5)))

    pages = pages_of(*map(Paragraph, lines(filler, "ข้อความ")), Heading("หัวเรื่องของตาราง"), table)

    on = [page_with(text, pages) for text in ("หัวเรื่องของตาราง", "หัวตารางขวา", "แถบหัวข้อ", "บรรทัดที่ 1 จบ", "บรรทัดที่ 4 จบ")]
    assert len(set(on)) == 1


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("filler", range(6, 26, 4))
def test_row_shorter_than_a_page_stays_in_one_piece(filler, orientation):
    table = plan_table(plan_row(lines(filler, "ก่อน")), plan_row(lines(15), under=("รายงานทุกไตรมาส",)))

    pages = pages_of(table, orientation=orientation)

    assert {page_with(text, pages) for text in (*lines(15), "รายงานทุกไตรมาส")} == {page_with("บรรทัดที่ 15 จบ", pages)}


@pytest.mark.parametrize("length", range(40, 72, 3))
def test_lines_under_a_split_row_stay_with_its_last_lines(length):
    under = ("ข้อความใต้แถวซึ่งยาวพอสมควร " * 10, "ข้อความสุดท้ายใต้แถว " * 8)

    pages = pages_of(plan_table(plan_row(lines(length), under=under)))

    last = page_with(f"บรรทัดที่ {length} จบ", pages)
    assert "ข้อความใต้แถวซึ่ง" in pages[last]
    assert "ข้อความสุดท้ายใต้แถว" in pages[last]


@pytest.mark.parametrize("length", range(40, 72, 3))
def test_signature_stands_with_the_last_lines_of_a_split_row(length):
    table = plan_table(plan_row(lines(length), under=("รายงานทุกไตรมาส",)))

    pages = pages_of(table, Signature((("ลงชื่อ", ""), ("(", ")"), ("ตำแหน่ง", ""), ("วันที่", ""))))

    assert page_with("ลงชื่อ", pages) == page_with(f"บรรทัดที่ {length} จบ", pages) == len(pages) - 1


@pytest.mark.parametrize("filler", range(4, 8))
def test_nothing_is_drawn_where_a_row_left_for_the_page_of_the_signature(filler, tmp_path):
    table = plan_table(plan_row(lines(8, "แถวแรก")), plan_row(lines(8, "แถวท้าย")))
    signature = Signature((("ลงชื่อ", ""), ("(", ")"), ("ตำแหน่ง", ""), ("วันที่", "")))
    blocks = (*map(Paragraph, lines(filler, "ข้อความ")), table, signature)

    pdf = write_pdf(printed_blocks(*blocks))

    assert page_with("แถวท้ายที่ 1 จบ", pages_of(*blocks)) == 1
    assert is_blank_below_the_last_words(pdf, tmp_path)


def is_blank_below_the_last_words(pdf, tmp_path):
    """Of the first page, at one dot a point, from under the last row to the page number."""
    first = {"input": pdf, "cwd": tmp_path, "check": True, "capture_output": True}
    words = subprocess.run(["pdftotext", "-bbox", "-l", "1", "-", "-"], **first).stdout.decode()
    subprocess.run(["pdftoppm", "-r", "72", "-gray", "-singlefile", "-", "page"], **first)
    picture = Image.open(tmp_path / "page.pgm")
    foot = picture.height - FOOT
    last = max(bottom for bottom in map(float, re.findall(r'yMax="([\d.]+)"', words)) if bottom < foot)
    return picture.crop((0, round(last) + ROW_PADDING, picture.width, foot)).getextrema() == (255, 255)


@pytest.mark.parametrize("filler", range(14, 24))
def test_signature_stands_with_the_list_before_it(filler):
    closing = (Heading("ข้อจำกัดของหน่วยงาน"), Listing(lines(4)), Signature((("ลงชื่อ", ""), ("วันที่", ""))))

    pages = pages_of(*map(Paragraph, lines(filler, "ข้อความ")), *closing)

    assert {page_with(text, pages) for text in ("ข้อจำกัดของหน่วยงาน", *lines(4))} == {page_with("ลงชื่อ", pages)}


def test_long_list_before_a_signature_leaves_no_page_to_its_heading():
    items = tuple(f"ข้อจำกัดลำดับที่ {number} " + "ข้อความยาวพอสมควร " * 20 for number in range(1, 7))
    signature = Signature((("ลงชื่อ", ""), ("(", ")"), ("ตำแหน่ง", ""), ("วันที่", "")))

    pages = pages_of(*map(Paragraph, lines(8, "ข้อความ")), Heading("ข้อจำกัดของหน่วยงาน"), Listing(items), signature)

    assert page_with("ข้อจำกัดของหน่วยงาน", pages) == page_with("ข้อจำกัดลำดับที่ 1 ", pages) == 0
    assert page_with("ข้อจำกัดลำดับที่ 6 ", pages) == page_with("ลงชื่อ", pages)


def test_no_row_goes_alone_to_the_page_of_a_signature():
    signature = Signature((("ลงชื่อ", ""), ("(", ")"), ("ตำแหน่ง", ""), ("วันที่", "")))
    table = plan_table(*(plan_row((f"แถวที่ {number} จบ",)) for number in range(1, 17)))

    pages = pages_of(table, signature)

    assert page_with("แถวที่ 15 จบ", pages) == page_with("ลงชื่อ", pages) == 1


def test_brief_lines_under_a_row_share_a_line():
    row = plan_row(("ก", "ข"), under=("ตุลาคม 2566", "ไม่มี", "ยาว " * 40))

    page = html_of(Document("measures", "ทดสอบ", "ก", 2567, "arabic", (Part("plan", (plan_table(row),)),)))

    assert page.count('<div class="brief">') == 2
