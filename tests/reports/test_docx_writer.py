"""The Word file: the texts of the HTML, Thai typefaces, sections, headings, and what LibreOffice makes of it."""

import os
import re
import shutil
import subprocess
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from assessments.charts import Bar, Mark
from assessments.models import AgencyYear
from reports.documents.model import Column, Document, Heading, Listing, Paragraph, Part, Row, Table, text_cell
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.services import build_document
from reports.writers.docx import write_docx
from reports.writers.docx.charts import bar_shapes
from reports.writers.html import write_html
from tests.guards.source import ROOT
from tests.reports.model_texts import GROUPED, every_block, squeezed, texts_in

DEMO = ROOT / "reports" / "demo"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir><cachedir>{cache}</cachedir>
  <alias binding="same"><family>TH SarabunPSK</family><prefer><family>Ita Sarabun</family></prefer></alias>
</fontconfig>"""


def photo(width, height):
    stored = BytesIO()
    Image.new("RGB", (width, height), "#336699").save(stored, "JPEG")
    return stored.getvalue()


PICTURES = {"one.jpg": photo(160, 90), "two.jpg": photo(90, 160)}


def opened(document, **options):
    return docx.Document(BytesIO(write_docx(document, PICTURES, **options)))


def body_xml(document):
    return ZipFile(BytesIO(write_docx(document, PICTURES))).read("word/document.xml").decode()


def texts_of_docx(document):
    """Visible text, names of tables and alternative texts."""
    root = opened(document).element
    visible = "".join(node.text or "" for node in root.iter(qn("w:t")))
    named = [node.get(qn("w:val")) for tag in ("w:tblCaption", "w:alias") for node in root.iter(qn(tag))]
    return squeezed("".join([visible, *named]))


def texts_of_html(document):
    html = write_html(document, asset=str, picture=str)
    named = re.findall(r'(?:aria-label|alt)="([^"]*)"', html)
    return squeezed(unescape(re.sub(r"<[^>]*>", "", html) + "".join(named)))


def missing(texts, whole):
    return [text for text in texts if squeezed(text) not in whole]


def of_blocks(*blocks, numerals="thai"):
    return Document("full", "เอกสาร", "หน่วยงาน", 2567, numerals, (Part("one", blocks),))


def values(node, path, attribute="w:val"):
    return [found.get(qn(attribute)) for found in node.iter(qn(path))]


def table_rows(document):
    return [row._tr for table in opened(document).tables for row in table.rows]


@pytest.mark.parametrize("numerals", ["thai", "arabic"])
def test_every_text_of_the_model_is_in_the_word_file_and_in_the_html(numerals):
    document = every_block(numerals)
    texts = list(texts_in(document.blocks))

    assert len(texts) > 70
    assert missing(texts, texts_of_docx(document)) == []
    assert missing(texts, texts_of_html(document)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["demo-esa1-2567", "demo-sao-2568"])
def test_every_text_of_a_full_report_is_in_the_word_file_and_in_the_html(name):
    import_agency_year(file=read_file((DEMO / f"{name}.json").read_bytes()), folder=DEMO)
    document = build_document(AgencyYear.objects.get(), "full")
    texts = list(texts_in(document.blocks))

    assert len(texts) > 400
    assert missing(texts, texts_of_docx(document)) == []
    assert missing(texts, texts_of_html(document)) == []


def test_equal_documents_make_equal_files():
    assert write_docx(every_block(), PICTURES) == write_docx(every_block(), PICTURES)


def test_file_says_title_author_and_language_and_no_date():
    properties = opened(every_block()).core_properties

    assert properties.title == "รายงานผลการดำเนินการ สำนักงานตัวอย่าง เขต ๒"
    assert (properties.author, properties.language) == ("สำนักงานตัวอย่าง เขต ๒", "th-TH")
    assert (properties.created, properties.modified, properties.last_modified_by) == (None, None, "")


def test_every_style_sets_the_thai_face_and_size_for_complex_script():
    root = opened(every_block()).styles.element
    runs = [run for run in root.iter(qn("w:rPr")) if run.find(qn("w:rFonts")) is not None]

    faces = {
        tuple(run.find(qn("w:rFonts")).get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
        for run in runs
    }
    sizes = [(run.find(qn("w:sz")).get(qn("w:val")), run.find(qn("w:szCs")).get(qn("w:val"))) for run in runs]
    bold = [(run.find(qn("w:b")) is None, run.find(qn("w:bCs")) is None) for run in runs]
    assert len(runs) == 1 + len(root.findall(qn("w:style")))
    assert faces == {("TH SarabunPSK",) * 4}
    assert [pair for pair in sizes if pair[0] != pair[1]] == []
    assert [pair for pair in bold if pair[0] != pair[1]] == []
    assert values(root, "w:lang", "w:bidi") == ["th-TH"]


def test_body_is_16_points_and_tables_are_14():
    styles = opened(every_block()).styles

    assert styles["Body Text"].font.size.pt == 16
    assert styles["ตาราง ข้อความ"].font.size.pt == 14


def test_every_style_in_use_exists():
    file = opened(every_block())

    known = {style.get(qn("w:styleId")) for style in file.styles.element.findall(qn("w:style"))}
    assert set(values(file.element, "w:pStyle")) - known == set()


def test_headings_are_real_and_the_unlisted_one_stays_out_of_the_contents():
    shown = {
        p.text: p.style.name
        for p in opened(every_block()).paragraphs
        if p.style.style_id[:-1] in ("Heading", "Unlisted")
    }

    assert shown == {
        "คำนำ": "Heading 1",
        "ส่วนที่ ๑\nผลการประเมิน": "Heading 1",
        "ไม่อยู่ในสารบัญ": "หัวข้อ 2 (ไม่แสดงในสารบัญ)",
        "ผลย้อนหลัง": "Heading 2",
        "มาตรการ": "Heading 2",
        "ภาพกิจกรรม": "Heading 1",
    }


def test_contents_field_is_filled_and_asks_word_for_its_page_numbers():
    file = opened(every_block(), page_numbers={"h-1-0": "ก"})

    field = file.element.body.find(qn("w:sdt"))
    lines = ["".join(node.text or "" for node in line.iter(qn("w:t"))) for line in field.iter(qn("w:hyperlink"))]
    codes = [node.text.strip() for node in field.iter(qn("w:instrText"))]
    targets = [code.split()[1] for code in codes if code.startswith("PAGEREF")]
    assert lines == ["คำนำก", "ส่วนที่ ๑ ผลการประเมิน", "ผลย้อนหลัง", "มาตรการ", "ภาพกิจกรรม"]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z'
    assert values(field, "w:hyperlink", "w:anchor") == targets
    assert set(targets) <= set(values(file.element, "w:bookmarkStart", "w:name"))
    assert values(field, "w:fldChar", "w:dirty")[0] == "true"
    assert values(file.settings.element, "w:updateFields") == ["true"]


def test_field_marks_are_balanced():
    marks = values(opened(every_block()).element, "w:fldChar", "w:fldCharType")

    assert marks.count("begin") == marks.count("separate") == marks.count("end") == 6


def test_sections_turn_the_page_and_restart_the_numbers():
    sections = opened(every_block()).sections

    numbers = [section._sectPr.find(qn("w:pgNumType")) for section in sections]
    assert [round(section.page_width / Cm(1), 1) for section in sections] == [21, 21, 21, 29.7, 21]
    assert [number.get(qn("w:fmt")) for number in numbers] == ["thaiNumbers", "thaiLetters", *["thaiNumbers"] * 3]
    assert [number.get(qn("w:start")) for number in numbers] == ["1", "1", "1", None, None]


def test_page_numbers_follow_the_digits_of_the_document():
    formats = values(opened(every_block("arabic")).element, "w:pgNumType", "w:fmt")

    assert formats == ["decimal", "thaiLetters", "decimal", "decimal", "decimal"]


def test_cover_has_no_page_number_and_the_body_has_the_running_title():
    cover, front, *body = opened(every_block()).sections

    numbered = ["PAGE" in section.footer._element.xml for section in (cover, front, *body)]
    titles = [section.header.paragraphs[0].text for section in (cover, front, *body)]
    assert numbered == [False, True, True, True, True]
    assert titles == ["", "", *["รายงานผลการดำเนินการ"] * 3]


def test_two_row_header_repeats_on_each_page():
    first, second, *others = table_rows(of_blocks(GROUPED))

    assert [len(row.findall(f".//{qn('w:tblHeader')}")) for row in (first, second, *others)] == [1, 1, 0, 0, 0, 0]
    assert values(first, "w:gridSpan") == ["2"]
    assert (values(first, "w:vMerge"), values(second, "w:vMerge")) == (["restart"] * 2, ["continue"] * 2)


def test_columns_have_fixed_widths_that_fill_the_page():
    table = opened(of_blocks(GROUPED)).tables[0]._tbl

    widths = [int(value) for value in values(table, "w:gridCol", "w:w")]
    assert values(table, "w:tblLayout", "w:type") == ["fixed"]
    assert widths == [1814, 1815, 4082, 1360]
    assert sum(widths) == round(16 / 2.54 * 1440)


def test_only_a_row_that_would_waste_a_page_may_split():
    columns = (Column("ขั้นตอน", 100),)
    rows = tuple(Row((text_cell(text),)) for text in ("สั้น", "ขั้นตอนการดำเนินงาน " * 300))

    _, short, long = table_rows(of_blocks(Table("ตาราง", columns, rows, roomy=True)))

    assert short.find(f".//{qn('w:cantSplit')}") is not None
    assert long.find(f".//{qn('w:cantSplit')}") is None


def test_neighbouring_tables_stay_two():
    tags = [child.tag for child in opened(every_block()).element.body]

    assert qn("w:tbl") in tags
    assert [at for at, tag in enumerate(tags) if tags[at : at + 2] == [qn("w:tbl")] * 2] == []


@pytest.mark.parametrize(("numerals", "marks"), [("thai", ["๑.", "๒."]), ("arabic", ["1.", "2."])])
def test_list_numbers_are_text_in_the_digits_of_the_document(numerals, marks):
    paragraphs = opened(of_blocks(Listing(("แรก", "สอง")), numerals=numerals)).paragraphs

    assert [paragraph.text.split("\t")[0] for paragraph in paragraphs] == marks


def test_part_of_the_front_and_page_break_begin_a_new_page():
    file = opened(every_block())

    begun = [p.text for p in file.paragraphs if p._p.find(f".//{qn('w:pageBreakBefore')}") is not None]
    assert begun == ["สารบัญ"]


def test_page_break_inside_a_section_begins_a_new_page():
    document = every_block("thai", Part("more", every_block().parts[-1].blocks))
    file = opened(document)

    begun = [p.text for p in file.paragraphs if p._p.find(f".//{qn('w:pageBreakBefore')}") is not None]
    assert begun == ["สารบัญ", "ภาพกิจกรรม"]


def test_photos_stand_two_on_a_row_with_their_captions_and_alternative_texts():
    file = opened(every_block())

    photos = file.tables[-1]
    described = [node.get("descr") for node in photos._tbl.iter(qn("wp:docPr"))]
    texts = [[cell.text.strip() for cell in row.cells] for row in photos.rows]
    assert described == ["ประชุมครั้งแรก", "อบรม"]
    assert texts == [["ประชุมครั้งแรก\n๑ มกราคม ๒๕๖๗", "ยังไม่ได้แนบไฟล์ภาพ\nยังไม่มีภาพ"], ["อบรม", ""]]


def test_photo_keeps_its_proportions_within_its_half_of_the_page():
    wide, tall = (shape for shape in opened(every_block()).inline_shapes)

    assert (round(wide.width / Cm(1), 1), round(wide.width / wide.height, 2)) == (7.6, 1.78)
    assert (round(tall.height / Cm(1), 1), round(tall.height / tall.width, 2)) == (7.5, 1.78)


def test_numbers_of_drawings_are_used_once():
    numbers = re.findall(r'<(?:wp:docPr|wps:cNvPr) id="(\d+)"', body_xml(every_block()))

    assert len(numbers) > 10
    assert len(numbers) == len(set(numbers))


def test_bar_has_the_length_of_its_score_and_is_hollow_below_the_pass_mark():
    mark = Mark(85.0, "เกณฑ์ผ่าน")

    assert bar_shapes(Bar("ก", "92.50", 92.5), mark) == [
        (0, 0, 100, 10, "E7EBF0"),
        (0, 0, 92.5, 10, "1F3864"),
        (85.0, 0, 0.5, 10, "C0392B"),
    ]
    assert bar_shapes(Bar("ข", "60.00", 60.0, is_hollow=True), None) == [
        (0, 0, 100, 10, "E7EBF0"),
        (0, 0, 60.0, 10, "1F3864"),
        (0.4, 1.2, 59.2, 7.6, "FFFFFF"),
    ]
    assert bar_shapes(Bar("ค", "–", None), None) == [(0, 0, 100, 10, "E7EBF0")]


def test_characters_that_no_file_may_hold_are_left_out():
    paragraphs = opened(of_blocks(Paragraph("ก\x00ข\uffffค\x0b\ufffe & <ง>"))).paragraphs

    assert paragraphs[0].text == "กขค & <ง>"


def test_deep_heading_keeps_to_the_levels_that_word_knows():
    paragraphs = opened(of_blocks(Heading("ลึก", 12), Heading("ลึกและไม่อยู่ในสารบัญ", 3, in_contents=False))).paragraphs

    assert [paragraph.style.name for paragraph in paragraphs] == ["Heading 9", "Heading 3"]


def converted(document, folder: Path):
    """The text of the PDF that LibreOffice draws from the file, with our own fonts and a profile of its own."""
    program = shutil.which("soffice")
    assert program, "soffice is missing: install libreoffice-writer-nogui (script/test does)"
    (folder / "fonts.conf").write_text(FONTS.format(fonts=ROOT / "static" / "fonts", cache=folder / "cache"))
    (folder / "report.docx").write_bytes(write_docx(document, PICTURES))
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
    subprocess.run(
        [*command, "--outdir", folder, folder / "report.docx"],
        check=True,
        timeout=120,
        env=environment,
        capture_output=True,
    )
    text = ["pdftotext", "-raw", "-enc", "UTF-8", folder / "report.pdf", "-"]
    return subprocess.run(text, check=True, capture_output=True).stdout.decode()


def test_libreoffice_draws_the_same_words(tmp_path):
    document = every_block()

    pages = converted(document, tmp_path).split("\f")

    shown = [text for text in texts_in(document.blocks) if text != "ตารางมาตรการ"]
    assert missing(shown, squeezed("".join(pages))) == []
    assert len(pages[:-1]) >= 6
