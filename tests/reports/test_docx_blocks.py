"""Blocks in the Word file: tables, lists, photos, bars and where pages break."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from assessments.charts import Bar, Mark
from reports.documents.model import (
    Column,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Signature,
    Table,
    text_cell,
)
from reports.writers.docx import write_docx
from reports.writers.docx.charts import bar_shapes
from tests.reports.docx_files import PICTURES, of_blocks, opened, values
from tests.reports.model_texts import GROUPED, PLAIN, every_block


def body_xml(document):
    return ZipFile(BytesIO(write_docx(document, PICTURES))).read("word/document.xml").decode()


def table_rows(document):
    return [row._tr for table in opened(document).tables for row in table.rows]


def test_two_row_header_repeats_on_each_page():
    first, second, *others = table_rows(of_blocks(GROUPED))

    assert [len(row.findall(f".//{qn('w:tblHeader')}")) for row in (first, second, *others)] == [1, 1, 0, 0, 0, 0]
    assert values(first, "w:gridSpan") == ["2"]
    assert (values(first, "w:vMerge"), values(second, "w:vMerge")) == (["restart"] * 2, ["continue"] * 2)


def test_columns_have_fixed_widths_that_fill_the_page():
    table = opened(of_blocks(GROUPED)).tables[0]._tbl

    widths = [int(value) for value in values(table, "w:gridCol", "w:w")]
    assert values(table, "w:tblLayout", "w:type") == ["fixed"]
    assert widths == [1814, 1814, 4082, 1361]
    assert sum(widths) == round(16 / 2.54 * 1440)


def test_only_a_row_that_would_waste_a_page_may_split():
    columns = (Column("ขั้นตอน", 100),)
    rows = tuple(Row((text_cell(text),)) for text in ("สั้น", "ขั้นตอนการดำเนินงาน " * 300))

    _, short, long = table_rows(of_blocks(Table("ตาราง", columns, rows, roomy=True)))

    assert short.find(f".//{qn('w:cantSplit')}") is not None
    assert long.find(f".//{qn('w:cantSplit')}") is None


def test_total_is_bold_for_thai_letters_too():
    *_, total = table_rows(of_blocks(GROUPED))

    bold = [run.text for run in total.iter(qn("w:r")) if run.find(f".//{qn('w:bCs')}") is not None]
    assert bold == ["รวม", "๑๐๐"]


def test_table_without_rows_keeps_its_header():
    table = opened(of_blocks(Table("ว่าง", (Column("หัว", 100),), ()))).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [["หัว"]]


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


def test_bar_tells_its_label_and_score_to_those_who_cannot_see_it():
    described = re.findall(r'<wp:docPr id="\d+" name="แท่ง \d+" descr="([^"]*)"', body_xml(every_block()))

    assert described == [
        "แท่งคะแนน การปฏิบัติหน้าที่ 92.50",
        "แท่งคะแนน การใช้งบประมาณ 60.00",
        "แท่งคะแนน ยังไม่มีคะแนน –",
    ]


def test_signature_stays_with_the_last_row_of_the_table_before_it():
    file = opened(of_blocks(PLAIN, Signature((("ลงชื่อ", ""),))))

    last_row, gap = file.tables[0].rows[-1]._tr, file.paragraphs[0]._p
    assert len(values(last_row, "w:keepNext")) == 2
    assert len(values(gap, "w:keepNext")) == 1


def test_break_before_an_empty_list_still_begins_a_new_page():
    file = opened(of_blocks(Paragraph("ก่อน"), PageBreak(), Listing(()), Paragraph("หลัง")))

    assert [p._p.find(f".//{qn('w:pageBreakBefore')}") is not None for p in file.paragraphs] == [False, True, False]


def test_characters_that_no_file_may_hold_are_left_out():
    paragraphs = opened(of_blocks(Paragraph("ก\x00ข\uffffค\x0b\ufffe & <ง>"))).paragraphs

    assert paragraphs[0].text == "กขค & <ง>"


def test_deep_heading_keeps_to_the_levels_that_word_knows():
    paragraphs = opened(of_blocks(Heading("ลึก", 12), Heading("ลึกและไม่อยู่ในสารบัญ", 3, in_contents=False))).paragraphs

    assert [paragraph.style.name for paragraph in paragraphs] == ["Heading 9", "Heading 3"]
