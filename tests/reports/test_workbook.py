"""An agency-year's workbook: what is written is read back, and every fault names sheet, cell and title."""

import json
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reports.exchange import workbook_columns as columns
from reports.exchange.exporting import export_agency_year
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.exchange.reading import FaultyFile
from reports.exchange.workbook import TooLongForWorkbook, write_workbook
from reports.exchange.workbook_reading import read_either, read_workbook
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_limitation,
    make_measure,
    make_past_result,
    make_progress,
)
from tests.reports.test_exchange_round_trip import files, minimal


def as_json(value):
    return json.dumps(value).encode()


@given(content=files())
@settings(max_examples=60, deadline=None)
def test_workbook_says_what_the_json_file_says(content):
    assert read_workbook(write_workbook(content)) == read_file(as_json(content))


@given(text=st.text(st.characters(codec="utf-8"), max_size=20))
def test_text_comes_back_from_its_cell(text):
    assert columns.unescaped(columns.escaped(text)) == text
    assert columns.LINES.value(columns.LINES.cell([text, text])) == [text, text]


def whole_year():
    year = make_agency_year(make_agency("abc", name="=หน่วยงาน ก", units=["กลุ่ม ก", "กลุ่ม ข"], parents=["กระทรวง"]), 2567)
    make_assessment(year, total="97.71", level="AA", scores={"9": "95.125", "o29": 0, "OIT": 94, "10.1": "87.5"})
    make_assessment(year, role="result", framework="ita-2567", scores={"9": 98})
    make_finding(year, indicator="9", items=["o29"], causes=["ไม่ครบ", "ไม่ทัน"], approaches=["ทำ\\ให้ครบ"])
    measure = make_measure(year, indicator="9", title="มาตรการ\nสองบรรทัด", steps=["ประชุม", "ทำ"], responsible=["กลุ่ม ก"])
    make_progress(year, measure, performed=["ประชุมแล้ว"], budget_amount="1250.50", budget_source="งบประมาณ")
    make_limitation(year, "คนน้อย")
    make_past_result(year, 2565, "93.17", {"1": "90.5"})
    return year


@pytest.mark.django_db
def test_export_import_export_of_a_whole_year_is_the_identity():
    year = whole_year()
    value = export_agency_year(year)
    book = write_workbook(value)

    imported = import_agency_year(file=read_workbook(book))

    assert imported.changed is False
    again = export_agency_year(type(year).objects.get(pk=year.pk))
    assert again == value
    assert write_workbook(again) == book


@pytest.mark.django_db
def test_workbook_makes_the_year_anew():
    year = whole_year()
    value = export_agency_year(year)
    book = write_workbook(value)
    year.progress_entries.all().delete()
    year.delete()

    imported = import_agency_year(file=read_either(book))

    assert export_agency_year(imported.agency_year) == value


def edited(content, edit):
    """The workbook after somebody changed cells in Excel."""
    book = load_workbook(BytesIO(write_workbook(content)))
    edit(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_measure(**values):
    return minimal(measures=[{"id": "m1", "urgency": "urgent", **values}])


def cell_under(sheet, title, row=2):
    column = next(cell.column for cell in sheet[1] if cell.value == title)
    return sheet.cell(row, column)


def faults_of(data):
    with pytest.raises(FaultyFile) as refused:
        read_workbook(data)
    return [str(fault) for fault in refused.value.faults]


def test_thai_words_digits_and_dates_are_read_as_people_type_them():
    def edit(book):
        sheet = book["มาตรการ"]
        cell_under(sheet, "เริ่มต้น").value = "๑ ต.ค. ๒๕๖๖"
        cell_under(sheet, "สิ้นสุด").value = date(2024, 9, 30)
        cell_under(sheet, "ความเร่งด่วน").value = "ต้องพัฒนาให้ดีขึ้น"
        cell_under(sheet, "ประเด็น").value = "๓"
        cell_under(sheet, "ขั้นตอนหรือวิธีการปฏิบัติ").value = "ประชุม\nทำ"
        book["ผลการประเมิน"]["B4"] = "๙๗.๗๑"

    content = read_workbook(edited(with_measure(), edit))

    (measure,) = content.measures
    assert (measure.values["period_start"], measure.values["period_end"]) == (date(2023, 10, 1), date(2024, 9, 30))
    assert (measure.values["urgency"], measure.values["issue"]) == ("develop", 3)
    assert measure.lines["step"] == ("ประชุม", "ทำ")
    assert str(content.baseline.total) == "97.71"


def test_buddhist_year_that_excel_took_for_the_common_era_is_understood():
    assert columns.DAY.value("2566-10-01T00:00:00") == "2023-10-01"
    assert columns.DAY.value("2023-10-01") == "2023-10-01"


def test_every_fault_names_sheet_cell_title_and_what_is_allowed():
    def edit(book):
        sheet = book["มาตรการ"]
        cell_under(sheet, "ความเร่งด่วน").value = "ด่วนมาก"
        cell_under(sheet, "เริ่มต้น").value = "ต้นปี"
        cell_under(sheet, "ประเด็น").value = 9
        book["ข้อมูลทั่วไป"]["B4"] = "รหัส ๑"
        scores = book["คะแนนที่นำมาวิเคราะห์"]
        row = next(row for row in scores.iter_rows() if row[0].value == "o29")
        row[2].value = 105

    faults = faults_of(edited(with_measure(), edit))

    assert [fault for fault in faults if "o29" in fault] == [
        "ชีต คะแนนที่นำมาวิเคราะห์ ช่อง C95 o29: พบ 105 — ที่ใช้ได้: คะแนน 0–100 ทศนิยมไม่เกิน 6 ตำแหน่ง"
    ]
    assert "ชีต มาตรการ ช่อง B2 ประเด็น: พบ 9 — ที่ใช้ได้: จำนวนเต็ม 1–7" in faults
    assert "ชีต มาตรการ ช่อง E2 ความเร่งด่วน: พบ “ด่วนมาก” — ที่ใช้ได้: ต้องแก้ไขโดยเร่งด่วน · ต้องพัฒนาให้ดีขึ้น · รักษามาตรฐาน" in faults
    assert any(fault.startswith("ชีต มาตรการ ช่อง M2 เริ่มต้น: พบ “ต้นปี” — ที่ใช้ได้: วันที่แบบ พ.ศ.") for fault in faults)
    assert any(fault.startswith("ชีต ข้อมูลทั่วไป ช่อง B4 รหัสหน่วยงาน: พบ “รหัส ๑”") for fault in faults)
    assert len(faults) == 5


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda book: book.remove(book["มาตรการ"]), "ชีต มาตรการ: พบ ไม่มีชีตหรือคอลัมน์ รหัส"),
        (lambda book: book["มาตรการ"].delete_cols(3), "ไม่มีชีตหรือคอลัมน์ ตัวชี้วัด"),
        (lambda book: setattr(book["ภาพ"]["D1"], "value", "ของฉัน"), "คอลัมน์ที่ไม่รู้จัก ของฉัน"),
        (lambda book: setattr(book["ข้อมูลทั่วไป"]["B2"], "value", 0), "แบบไฟล์ข้อมูลปีงบประมาณ รุ่น 0"),
        (lambda book: setattr(book["บทบรรยาย"]["A2"], "value", "ท้ายเล่ม"), "ชีต บทบรรยาย ช่อง A2 ส่วน: พบ ท้ายเล่ม"),
    ],
)
def test_workbook_that_is_not_the_template_is_refused(edit, words):
    assert any(words in fault for fault in faults_of(edited(minimal(), edit)))


def test_other_files_are_refused_in_thai():
    assert "ไฟล์เสียหรือมาไม่ครบ" in faults_of(b"PK torn")[0]
    with pytest.raises(FaultyFile, match="ไม่ใช่ JSON"):
        read_either(b"a,b\n")


def test_dangerous_texts_stay_texts():
    book = load_workbook(BytesIO(write_workbook(with_measure(title="=HYPERLINK(1)"))))

    cell = cell_under(book["มาตรการ"], "มาตรการ โครงการ หรือกิจกรรม")
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_list_that_fits_no_cell_is_refused_with_its_sheet():
    with pytest.raises(TooLongForWorkbook, match="ชีต มาตรการ"):
        write_workbook(with_measure(steps=["ก" * 20_000] * 2))


def test_photo_without_a_word_keeps_its_row():
    photos = [
        {"caption": ""},
        {"caption": "", "date": "2024-06-26"},
        {"caption": "\\e"},
        {"caption": "", "file": "a.jpg"},
    ]
    content = minimal(progress={"photos": photos})

    assert read_workbook(write_workbook(content)) == read_file(as_json(content))
