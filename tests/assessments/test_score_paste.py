"""What people copy out of spreadsheets, and which cell each row of it means."""

import pytest

from assessments.framework_store import get_framework
from assessments.score_paste import HEADER, NO_CODES, PastedRow, TooManyRows, read_paste
from assessments.score_sheet import sheet_codes

FRAMEWORK = get_framework("ita-2567")
SHEET = sheet_codes(FRAMEWORK, "OIT")


def read(text, targets=("o1", "o2", "o3")):
    return read_paste(FRAMEWORK, SHEET, targets, text)


def values(text, targets=("o1", "o2", "o3")):
    return {row.code: row.value for row in read(text, targets) if not row.problem}


def problems(text, targets=("o1", "o2", "o3")):
    return {row.number: row.problem for row in read(text, targets) if row.problem}


def test_column_goes_downward_from_the_cell_pasted_into():
    assert values("100\n๕๐\n0") == {"o1": "100", "o2": "50", "o3": "0"}


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        ("100.00", "100"),
        ("๙๙.๖๓", "99.63"),
        ("99.63%", "99.63"),
        ("๙๙.๖๓ %", "99.63"),
        (" 88.5 ", "88.50"),
        ("\u00a088.81", "88.81"),
        ("88.81\u200b", "88.81"),
        ('"88.81"', "88.81"),
        ("-", ""),
        ("–", ""),
    ],
)
def test_figure_is_read_however_a_spreadsheet_shows_it(pasted, value):
    rows = read(pasted, ["9"])

    assert [(row.code, row.value, row.problem) for row in rows] == [("9", value, "")]


def test_blank_says_nothing_of_its_cell_and_keeps_the_next_in_its_place():
    assert values("100\n\n50\n") == {"o1": "100", "o3": "50"}


def test_line_ends_of_windows_are_no_rows_of_their_own():
    assert values("100\r\n50\r\n") == {"o1": "100", "o2": "50"}


def test_header_of_a_column_takes_no_cell():
    assert values("คะแนน\n100\n50") == {"o1": "100", "o2": "50"}
    assert problems("คะแนน\n100") == {1: HEADER}


def test_rows_beyond_the_last_cell_are_named():
    assert problems("100\n50\n0\n50") == {4: "เกินช่องสุดท้ายของตาราง"}


def test_value_that_the_item_can_not_have_is_named_with_what_it_can():
    rows = read("75")

    message = "“75” ไม่ใช่คะแนนของข้อนี้: ค่าที่ให้ได้คือ 0 50 100"
    assert rows == [PastedRow(1, "75", "o1", "โครงสร้าง", problem=message)]


@pytest.mark.parametrize("code", ["o2", "O2", "๐๒", "02", "ข้อ ๐๒", "o2 ข้อมูลผู้บริหาร"])
def test_row_with_a_code_goes_to_its_cell_however_the_code_is_typed(code):
    assert values(f"{code}\t50", ["o30"]) == {"o2": "50"}


def test_rows_with_codes_may_hold_names_and_levels_and_come_in_any_order():
    pasted = "รหัส\tรายการ\tคะแนน\tระดับ\nO3\tอำนาจหน้าที่\t๑๐๐\tผ่าน\n9\tการเปิดเผยข้อมูล\t88.81%\tผ่าน\nO1\tโครงสร้าง\t-\t"

    assert values(pasted) == {"o3": "100", "9": "88.81", "o1": ""}
    assert problems(pasted) == {1: HEADER}


def test_row_with_a_code_and_no_score_says_nothing():
    assert read("o1\t\no2\t50") == [PastedRow(2, "o2 · 50", "o2", "ข้อมูลผู้บริหาร", "50")]


def test_rows_with_codes_that_have_no_cell_here_are_named():
    pasted = "o1\t100\ni1\t99\no99\t100\no1\t50"

    assert values(pasted) == {"o1": "100"}
    assert problems(pasted) == {
        2: "i1 ไม่อยู่ในแบบวัด OIT: เปิดแบบวัดของข้อนี้แล้ววางอีกครั้ง",
        3: "“o99” ไม่ใช่รหัสในกรอบการประเมินปี พ.ศ. 2567",
        4: "รหัสนี้มีแล้วในแถวที่ 1",
    }


def test_columns_without_codes_are_not_guessed_at():
    assert problems("90\t95\n91\t96") == {1: NO_CODES, 2: NO_CODES}


def test_blank_columns_beside_the_figures_do_not_count():
    assert values("\t100\t\n\t50\t") == {"o1": "100", "o2": "50"}


def test_words_in_the_place_of_a_score_are_refused():
    assert list(problems("100\nไม่มี")) == [2]


@pytest.mark.parametrize("nothing", ["", "\n\n", "\t\t\n"])
def test_nothing_pasted_is_nothing_read(nothing):
    assert read(nothing) == []


def test_too_many_rows_are_refused():
    with pytest.raises(TooManyRows, match="500"):
        read("100\n" * 501 + "1")
