"""The model as a page: escaped, addressed, without inline style, and right in the PDF."""

import re
import subprocess

import pytest

from reports.documents import build
from reports.writers.html import for_pdf
from reports.writers.pdf import write_pdf
from tests.reports.samples import content, measure, progress

LONG_NAME = ("สำนักงานส่งเสริมคุณธรรมและความโปร่งใสประจำภูมิภาค " * 6).strip()[:300]


def page_of(kind="measures", layout=None, **values):
    return for_pdf(build(content(**values), kind, layout))


def pdf_text(html, *options):
    pdf = write_pdf(html, title="ทดสอบ")
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

    links = re.findall(r'<a href="#(h-\d+-\d+)">', page)
    assert links
    assert set(links) <= set(re.findall(r'<h\d id="(h-\d+-\d+)">', page))


def test_shared_header_spans_its_columns():
    page = page_of(measures=[measure(issue=1, title="ก")], layout="issue-wide")

    assert '<th scope="col" colspan="2">การนำผลการวิเคราะห์ไปสู่การปฏิบัติ</th>' in page
    assert page.count('rowspan="2"') == 3


@pytest.mark.parametrize(("numerals", "sheet"), [("thai", "numerals-thai"), ("arabic", "numerals-arabic")])
def test_digits_sheet_follows_the_agency(numerals, sheet):
    assert f'href="asset:css/{sheet}.css"' in page_of(numerals=numerals, measures=[measure(title="ก")])


def test_page_numbers_in_the_contents_are_right():
    page = page_of("full", numerals="arabic", scores={"9": 90}, measures=[measure(title="ก")], progress=(progress(),))

    contents = re.sub(r"[\s.]+", " ", pdf_text(page, "-f", "3", "-l", "3"))
    stated = int(re.search(r"ส่วนที่ 3 \D+(\d+)", contents)[1])
    assert "ส่วนที่ 3" in pdf_text(page, "-f", str(stated + 3), "-l", str(stated + 3))


def test_row_longer_than_a_page_comes_out_whole():
    steps = tuple(f"ขั้นตอนลำดับ {number} ตรวจสอบเอกสารและรายงานผลต่อผู้บังคับบัญชา" for number in range(1, 81))

    text = squeezed(pdf_text(page_of(measures=[measure(title="มาตรการยาว", steps=steps)])))

    assert [step for step in steps if squeezed(step) not in text] == []


def test_agency_name_of_three_hundred_characters_is_whole_on_the_cover():
    page = page_of(name=LONG_NAME, measures=[measure(title="ก")])

    assert squeezed(LONG_NAME) in squeezed(pdf_text(page, "-f", "1", "-l", "1"))


def test_forty_rows_repeat_the_header_on_each_page():
    measures = [measure(f"m{number}", title=f"มาตรการลำดับ {number}", steps=("ก", "ข", "ค")) for number in range(40)]

    text = pdf_text(page_of(measures=measures, layout="issue-wide"))

    pages = text.split("\f")[2:-1]
    assert len(pages) > 2
    assert all("ผู้รับผิดชอบ" in page for page in pages)
