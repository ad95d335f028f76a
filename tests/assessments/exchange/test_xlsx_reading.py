"""XLSX as a person sees it: percentages, stored values of formulas, hidden sheets, merged titles, torn files."""

import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from xlsxwriter import Workbook as WritingWorkbook

from assessments.exchange.faults import UnusableFile
from assessments.exchange.xlsx_reading import read_tables
from tests.assessments.exchange.files import F2566, TEN, csv_file, figures, layout_of, told_of, xlsx_file

HEAD = ["หน่วยงาน", "ตัวชี้วัด 1", "คะแนนรวม", "ระดับ"]


def values(told):
    return {
        code: value if isinstance(value, str) else value and f"{value.normalize():f}"
        for code, value in told.values.items()
    }


def test_numbers_keep_the_digits_that_were_typed(tmp_path):
    (told,) = told_of(xlsx_file(tmp_path, [HEAD, ["หน่วยงาน ก", 99.63, 100, "AA"]]))

    assert values(told) == {"1": "99.63", "total": "100", "level": "AA"}


def test_percentage_counts_as_it_is_shown(tmp_path):
    formats = {"B2": "0.00%", "C2": '0.00"%"'}

    (told,) = told_of(xlsx_file(tmp_path, [HEAD, ["หน่วยงาน ก", 0.9963, 95.5, "AA"]], formats=formats))

    assert values(told) == {"1": "99.63", "total": "95.5", "level": "AA"}


def test_formula_gives_its_stored_value(tmp_path):
    path = tmp_path / "x.xlsx"
    with WritingWorkbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["หน่วยงาน ก", 90])
        sheet.write_formula(1, 2, "=B2*1.05", value=94.5)

    assert values(told_of(path)[0]) == {"1": "90", "total": "94.5"}


def test_formula_without_a_stored_value_is_told_with_its_cell(tmp_path):
    path = xlsx_file(tmp_path, [HEAD, ["หน่วยงาน ก", 90, "=B2*1.05", "AA"]])

    (told,) = told_of(path)

    assert [str(fault) for fault in told.faults] == [
        "ชีต ผลคะแนน ช่อง C2 คะแนนรวม: พบ “=B2*1.05” — สูตรนี้ยังไม่มีค่าเก็บไว้ในไฟล์: เปิดไฟล์ด้วยโปรแกรมตารางคำนวณ "
        "บันทึกหนึ่งครั้ง แล้วส่งใหม่ หรือวางเป็นค่า"
    ]


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    path = tmp_path / "x.xlsx"
    with WritingWorkbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["=HYPERLINK(1)", 90])

    assert told_of(path)[0].named.name == "=HYPERLINK(1)"


def test_number_that_became_a_date_is_a_fault(tmp_path):
    path = xlsx_file(tmp_path, [HEAD, ["หน่วยงาน ก", 45000, 95, "AA"]], formats={"B2": "yyyy-mm-dd"})

    (told,) = told_of(path)

    assert [(fault.cell, fault.label) for fault in told.faults] == [("B2", "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่")]


def test_merged_title_belongs_to_the_columns_under_it_and_no_further(tmp_path):
    rows = [
        ["ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๖"],
        ["หน่วยงาน", "OIT", "", "", ""],
        ["", "9", "10", "รวม", "คะแนนรวม"],
        ["หน่วยงาน ก", 95, 93, 94, 96],
    ]
    path = xlsx_file(tmp_path, rows, merges=["A1:E1", "A2:A3", "B2:D2"])

    assert figures(layout_of(path)) == ["9", "10", "OIT", "total"]


def test_hidden_sheet_and_sheet_of_words_are_passed_over(tmp_path):
    book = Workbook()
    book.active.title = "คำชี้แจง"
    book.active.append(["กรอกชีตถัดไป"])
    for title, state in (("เก่า", "hidden"), ("ผล", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(HEAD)
        sheet.append(["หน่วยงาน ก", 95, 95, "AA"])
    book.save(tmp_path / "x.xlsx")

    assert layout_of(tmp_path / "x.xlsx").table.sheet == "ผล"


def test_two_sheets_of_results_are_refused_by_name(tmp_path):
    book = Workbook()
    for title in ("ไอไอที", "โอไอที"):
        book.create_sheet(title).append(HEAD)
    book.save(tmp_path / "x.xlsx")

    with pytest.raises(UnusableFile, match="ไอไอที โอไอที"):
        layout_of(tmp_path / "x.xlsx")


def test_sheet_of_this_year_is_taken_from_among_years(tmp_path):
    book = Workbook()
    book.active.title = "2565"
    for sheet in (book.active, book.create_sheet("๒๕๖๖"), book.create_sheet("ปี 2567")):
        sheet.append(HEAD)
    book.save(tmp_path / "x.xlsx")

    assert layout_of(tmp_path / "x.xlsx", F2566).table.sheet == "๒๕๖๖"


def test_sheet_named_after_another_year_is_the_wrong_file(tmp_path):
    with pytest.raises(UnusableFile, match="พบ “ปี 2567”"):
        layout_of(xlsx_file(tmp_path, [HEAD], sheet="2567"), F2566)


def test_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes(tmp_path):
    path = xlsx_file(tmp_path, [HEAD, ["หน่วยงาน ก", 95, 95, "AA"]])
    edit_part(path, "xl/worksheets/sheet1.xml", b'ref="A1:D2"', b'ref="A1:XFD1048576"')

    assert len(told_of(path)) == 1


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
)
def test_torn_part_is_told_and_never_an_error(tmp_path, part):
    path = xlsx_file(tmp_path, [HEAD, ["หน่วยงาน ก", 95, 95, "AA"]])
    edit_part(path, part, None, b"<broken")

    with pytest.raises(UnusableFile, match="ไฟล์เสียหรือมาไม่ครบ"):
        told_of(path)


def test_entities_of_a_hostile_file_are_not_read(tmp_path):
    path = xlsx_file(tmp_path, [HEAD, ["หน่วยงาน ก", 95, 95, "AA"]])
    secret = tmp_path / "secret"
    secret.write_text("ความลับ")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    edit_part(path, "xl/worksheets/sheet1.xml", b"<worksheet", entity + b"<worksheet")
    edit_part(path, "xl/worksheets/sheet1.xml", "หน่วยงาน ก".encode(), b"&e;")

    try:
        names = [told.named.name for told in told_of(path, F2566)]
    except UnusableFile:
        names = []

    assert "ความลับ" not in names


def edit_part(path, part, before, after):
    """Replace these bytes of one part of the workbook, or all of it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = after if before is None else parts[part].replace(before, after)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_written_workbook_is_the_same_table_as_the_csv(tmp_path):
    rows = [["หน่วยงาน", *TEN, "คะแนนรวม"], ["หน่วยงาน ก", *[90.25] * 10, 90.25]]

    from_csv, from_xlsx = told_of(csv_file(tmp_path, rows))[0], told_of(xlsx_file(tmp_path, rows))[0]

    assert from_csv.values == from_xlsx.values
    assert load_workbook(tmp_path / "ผล.xlsx").active["B2"].value == 90.25


def test_signs_that_a_workbook_writes_as_codes_are_read_as_signs(tmp_path):
    path = xlsx_file(tmp_path, [["หน่วยงาน_x000D_\n", "คะแนนรวม"], ["หน่วยงาน_x0020_ก", "90_x000D_"], ["_xD800_", "1"]])

    (table,) = read_tables(path)

    assert [texts for _, texts in table.rows()] == [
        ["หน่วยงาน\r\n", "คะแนนรวม"],
        ["หน่วยงาน ก", "90\r"],
        ["_xD800_", "1"],
    ]
