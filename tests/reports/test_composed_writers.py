"""What composing brings into a document, as the page and the Word file show it."""

from docx.oxml.ns import qn

from reports.documents.model import AttachedPages, Cover, Emblem, Listing, Paragraph, Signature
from reports.services import render_html
from reports.writers.docx import write_docx
from tests.measures.pictures import picture_bytes
from tests.reports.docx_files import of_blocks, opened

RICH = Paragraph("ผ่านเกณฑ์ทุกด้าน & <b>", label="สรุป", bold=((4, 9), (17, 22)))
LIST = Listing(("หนึ่ง", "สองสาม"), numbered=False, bold=((), ((0, 3),)))
KNOWN = Signature((("ลงชื่อ", ""), ("(นายสมมุติ)",), ("วันที่", "")))
LOGO = Emblem("logo.png", "ตราสัญลักษณ์ของหน่วยงาน")


def html_of(*blocks):
    return render_html(of_blocks(*blocks), picture=lambda name: f"/pictures/{name}")


def bold_runs(file):
    return [
        "".join(text.text for text in run.iter(qn("w:t")))
        for run in file.element.body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
    ]


def test_bold_stretches_are_bold_on_the_page_and_in_word():
    page = html_of(RICH, LIST)

    assert "<b>เกณฑ์</b>ทุกด้าน" in page
    assert "<b>&amp; &lt;b&gt;</b>" in page
    assert "<b>สอง</b>สาม" in page
    assert bold_runs(opened(of_blocks(RICH, LIST))) == ["สรุป ", "เกณฑ์", "& <b>", "สอง"]


def test_bold_reaches_over_the_pieces_of_a_monstrous_text():
    text = "ก " * 3000
    page = html_of(Paragraph(text, bold=((1998, 2002),)))

    assert page.count("<b>") == 2
    assert page.count("ก") - html_of().count("ก") == 3000


def test_known_lines_of_a_signature_have_no_dots():
    page, file = html_of(KNOWN), opened(of_blocks(KNOWN))

    assert page.count('class="dots"') == 2
    assert '<p class="known">(นายสมมุติ)</p>' in page
    lines = [paragraph for paragraph in file.paragraphs if paragraph.style.style_id == "SignatureLine"]
    assert [line.text for line in lines] == ["ลงชื่อ\t", "(นายสมมุติ)", "วันที่\t"]


def test_emblem_stands_alone_and_on_a_cover_with_words_for_it():
    cover = Cover(("เรื่อง",), "ปี", "หน่วยงาน", (), LOGO)

    page = html_of(cover, LOGO)
    assert page.count('<img src="/pictures/logo.png" alt="ตราสัญลักษณ์ของหน่วยงาน">') == 2
    assert "<img" not in html_of(Cover(("เรื่อง",), "ปี", "หน่วยงาน", ()))


def test_emblem_in_word_has_its_description_and_may_be_missing():
    stored = write_docx(of_blocks(LOGO), {"logo.png": picture_bytes("PNG")})
    missing = write_docx(of_blocks(LOGO), {})

    assert len(stored) > len(missing)


def test_attached_pages_are_announced_in_both():
    block = AttachedPages("a.pdf", "เอกสารแนบ ๓ หน้า")

    assert "เอกสารแนบ" in html_of(block)
    assert [paragraph.text for paragraph in opened(of_blocks(block)).paragraphs] == ["เอกสารแนบ ๓ หน้า"]
