"""The workbook: every table of the document with its texts, figures that can be counted, nothing that can run."""

from io import BytesIO

import openpyxl
import pytest

from assessments.models import AgencyYear
from reports.documents.model import Cell, Column, Document, Listing, Paragraph, Part, Row, Table, Under, text_cell
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.services import build_document
from reports.writers.xlsx import CELL_LENGTH, sheet_names, write_xlsx
from tests.guards.source import ROOT
from tests.reports.model_texts import GROUPED, PLAIN, every_block, squeezed, texts_in

DEMO = ROOT / "reports" / "demo"


def opened(document):
    return openpyxl.load_workbook(BytesIO(write_xlsx(document)))


def of_tables(*tables, numerals="thai", orientation="portrait"):
    return Document("full", "เอกสาร", "หน่วยงาน", 2567, numerals, (Part("one", tables, orientation=orientation),))


def one_column(*texts):
    return Table("ตาราง", (Column("หัว", 100),), tuple(Row((text_cell(text),)) for text in texts))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]


def texts_of(book):
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return squeezed("".join(value for value in cells if isinstance(value, str)))


@pytest.mark.django_db
def test_every_text_of_every_table_of_a_full_report_is_in_the_workbook():
    import_agency_year(file=read_file((DEMO / "demo-sao-2568.json").read_bytes()), folder=DEMO)
    document = build_document(AgencyYear.objects.get(), "full")
    book = opened(document)
    whole = texts_of(book)

    texts = [text for text in texts_in(document.tables) if not text.replace(".", "").lstrip("+−").isdecimal()]
    assert len(texts) > 300
    assert len(book.sheetnames) == 1 + len(document.tables)
    assert [text for text in texts if squeezed(text) not in whole] == []


def test_table_has_its_name_two_header_rows_bands_lines_below_and_notes():
    sheet = opened(of_tables(GROUPED))["ตารางมาตรการ"]

    assert sheet["A1"].value == "ตารางมาตรการ"
    assert rows_of(sheet) == [
        ["การนำผลไปสู่การปฏิบัติ", None, "ขั้นตอน", "คะแนน"],
        ["ประเด็น", "มาตรการ", None, None],
        ["แก้ไขเร่งด่วน", None, None, None],
        ["การใช้อำนาจ", GROUPED.rows[1].cells[1].blocks[0].text, "ขั้นตอนหลัก\n๑. ประชุมบุคลากร\n๒. ติดตามผล", 85.5],
        ["การกำกับติดตาม รายงานทุกไตรมาส", None, None, None],
        ["รวม", None, None, 100],
        ["หมายเหตุ: คะแนนเต็ม ๑๐๐ คะแนน", None, None, None],
    ]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A3:B3", "A5:D5", "A7:D7", "A8:C8", "C3:C4", "D3:D4"]


def test_header_stays_in_sight_and_repeats_on_paper():
    sheet = opened(of_tables(GROUPED, orientation="landscape"))["ตารางมาตรการ"]

    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$3:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_texts_wrap_in_columns_of_the_widths_of_the_table():
    columns = (Column("ก", 20), Column("ข", 45), Column("ค", 35))
    table = Table("ตาราง", columns, (Row((text_cell("ก"), text_cell("ข"), text_cell("ค"))),))

    sheet = opened(of_tables(table))["ตาราง"]

    assert [round(sheet.column_dimensions[letter].width) for letter in "ABC"] == [21, 46, 36]
    assert [sheet[f"{letter}4"].alignment.wrap_text for letter in "ABC"] == [True] * 3


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("88.50", 88.5, "0.00"),
        ("๘๘.๕๐", 88.5, "[$-D00041E]0.00"),
        ("100", 100, "0"),
        ("๑๐๐", 100, "[$-D00041E]0"),
        ("−1.25", -1.25, '"+"0.00;"−"0.00;0.00'),
        ("+๔.๐๐", 4, '[$-D00041E]"+"0.00;[$-D00041E]"−"0.00;[$-D00041E]0.00'),
    ],
)
def test_score_is_a_number_shown_as_printed(text, value, shown):
    cell = opened(of_tables(one_column(text)))["ตาราง"]["A4"]

    assert (cell.data_type, cell.value, cell.number_format) == ("n", value, shown)


@pytest.mark.parametrize("text", ["๒๕๖๗", "29", "๙.๑", "10,000", "o ๑๒", "–", "88.50 คะแนน", "๑. ๒๐.๐๐"])
def test_code_year_count_or_sentence_stays_text(text):
    cell = opened(of_tables(one_column(text)))["ตาราง"]["A4"]

    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", '=HYPERLINK("http://example.com")', "https://example.com"]
)
def test_text_that_looks_like_a_formula_or_an_address_is_only_text(text):
    under = (Under((Paragraph(text),)),)
    band = Row((Cell((Paragraph(text),), span=2),), kind="band")
    columns = (Column(text, 50), Column("ข", 50))
    sheet = opened(of_tables(Table("ตาราง", columns, (band, Row((text_cell(text), text_cell("ข")), under=under)))))[
        "ตาราง"
    ]

    cells = [sheet[place] for place in ("A3", "A4", "A5", "A6")]
    assert [(cell.data_type, cell.value, cell.quotePrefix, cell.hyperlink) for cell in cells] == [
        ("s", text, True, None)
    ] * 4


def test_names_of_sheets_are_thai_short_and_unique():
    long = "ผลการประเมินรายตัวชี้วัดของหน่วยงานทั้งหมด"

    names = sheet_names(["ก/ข: [ค]?*", long, long, "AB", "ab", "รายการตาราง", "'"])

    assert names == ["ก ข   ค", long[:31], f"{long[:27]} (2)", "AB", "ab (2)", "รายการตาราง (2)", "ตาราง"]


def test_first_sheet_lists_the_tables_and_leads_to_them():
    sheet = opened(every_block())["รายการตาราง"]

    listed = [(sheet[f"A{at}"].value, sheet[f"A{at}"].hyperlink.location) for at in (3, 4, 5)]
    assert sheet["A1"].value == "รายงานผลการดำเนินการ สำนักงานตัวอย่าง เขต ๒"
    assert listed == [
        ("ผลย้อนหลัง", "'ผลย้อนหลัง'!A1"),
        ("ผลย้อนหลัง", "'ผลย้อนหลัง (2)'!A1"),
        ("ตารางมาตรการ", "'ตารางมาตรการ'!A1"),
    ]


def test_document_without_tables_says_so():
    book = opened(of_tables())

    assert book.sheetnames == ["รายการตาราง"]
    assert book["รายการตาราง"]["A3"].value == "เอกสารนี้ไม่มีตาราง"


def test_text_longer_than_a_cell_goes_on_below():
    text = "ก" * CELL_LENGTH + "ต่อท้าย"

    sheet = opened(of_tables(one_column(text, "ถัดไป")))["ตาราง"]

    assert [sheet[f"A{at}"].value for at in (4, 5, 6)] == ["ก" * CELL_LENGTH, "ต่อท้าย", "ถัดไป"]


def test_row_of_merged_cells_is_tall_enough_for_its_text():
    under = (Under((Listing(("ข้อความยาว " * 40, "สั้น")),)),)
    sheet = opened(
        of_tables(
            Table("ตาราง", (Column("ก", 50), Column("ข", 50)), (Row((text_cell("ก"), text_cell("ข")), under=under),))
        )
    )["ตาราง"]

    assert sheet.row_dimensions[4].height is None
    assert sheet.row_dimensions[5].height >= 6 * 19


def test_equal_documents_make_equal_files_that_say_title_and_author():
    data = write_xlsx(every_block())

    properties = openpyxl.load_workbook(BytesIO(data)).properties
    assert data == write_xlsx(every_block())
    assert (properties.title, properties.creator) == ("รายงานผลการดำเนินการ สำนักงานตัวอย่าง เขต ๒", "สำนักงานตัวอย่าง เขต ๒")


def test_list_numbers_follow_the_digits_of_the_document():
    table = Table("ตาราง", (Column("ก", 100),), (Row((Cell((Listing(("แรก", "สอง")),)),)),))

    assert opened(of_tables(table))["ตาราง"]["A4"].value == "๑. แรก\n๒. สอง"
    assert opened(of_tables(table, numerals="arabic"))["ตาราง"]["A4"].value == "1. แรก\n2. สอง"


def test_plain_table_keeps_its_alignment():
    sheet = opened(of_tables(PLAIN))["ผลย้อนหลัง"]

    assert (sheet["A4"].alignment.horizontal, sheet["B4"].alignment.horizontal) == ("center", "center")
