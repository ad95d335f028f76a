"""CSV in every dress: encodings, separators, Excel's hint, cells that are marked as text."""

import pytest

from assessments.exchange.csv_reading import encoding_of
from assessments.exchange.faults import UnusableFile
from tests.assessments.exchange.files import F2566, TEN, csv_file, figures, layout_of, told_of

HEAD = ["หน่วยงาน", *(f"ตัวชี้วัด {number}" for number in TEN), "คะแนนรวม", "ระดับ"]
ROW = ["หน่วยงาน ก", *["95.5"] * 10, "95.50", "AA"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
def test_encoding_and_separator_are_found_out(tmp_path, encoding, separator):
    path = csv_file(tmp_path, [HEAD, ROW], encoding=encoding, separator=separator)

    (told,) = told_of(path)

    assert figures(layout_of(path)) == [*TEN, "total", "level"]
    assert (told.agency.name, str(told.values["10"]), told.values["level"]) == ("หน่วยงาน ก", "95.500000", "AA")


def test_titles_with_commas_do_not_mislead_about_the_separator(tmp_path):
    titles = ["ผลการประเมิน, ITA, 2566, ทุกแห่ง, ครบ, 13, ตัวชี้วัด, ก, ข, ค, ง, จ, ฉ"]

    assert figures(layout_of(csv_file(tmp_path, [titles, HEAD, ROW], separator=";"))) == [*TEN, "total", "level"]


def test_signs_that_windows_adds_to_tis_620_are_read(tmp_path):
    path = csv_file(tmp_path, [HEAD, ["หน่วยงาน ก “ใหม่”…", *ROW[1:]]], encoding="cp874")

    assert encoding_of(path) == "cp874"
    assert told_of(path)[0].named.name == "หน่วยงาน ก “ใหม่”…"


def test_separator_hint_of_excel_is_no_row_of_the_table(tmp_path):
    path = csv_file(tmp_path, [HEAD, ROW], separator=";")
    path.write_text("sep=;\r\n" + path.read_text("utf-8"), "utf-8")

    (told,) = told_of(path)

    assert told.cells["total"] == "L3"


def test_line_break_in_a_cell_makes_no_row(tmp_path):
    path = csv_file(tmp_path, [["หน่วยงาน", "คะแนน\nรวม"], ["หน่วยงาน\nก", "95"]])

    (told,) = told_of(path)

    assert (told.agency.name, told.cells["total"]) == ("หน่วยงาน ก", "B2")


def test_mark_before_a_formula_is_taken_off(tmp_path):
    path = csv_file(tmp_path, [HEAD, ["'=หน่วยงาน ก", *ROW[1:]], ["หน่วยงาน ข", *ROW[1:-1], "'-"]])

    first, second = told_of(path)

    assert first.named.name == "=หน่วยงาน ก"
    assert second.values["level"] is None


@pytest.mark.parametrize("data", ['หน่วยงาน,คะแนนรวม\n"หน่วยงาน ก,95\n' + "x" * 300_000, "หน่วยงาน,คะแนนรวม\nก\x00,95\n"])
def test_broken_csv_is_told_and_never_an_error(tmp_path, data):
    path = tmp_path / "x.csv"
    path.write_text(data, "utf-8")

    with pytest.raises(UnusableFile):
        told_of(path, F2566)
