"""Headers as offices decorate them: titles, two and three rows, units, other years, numbers for names."""

import pytest

from assessments.exchange.columns import Vocabulary
from assessments.exchange.headers import is_decoration
from tests.assessments.exchange.files import F2567, TEN, csv_file, figures, layout_of, told_of, xlsx_file

INDICATORS = [f"ตัวชี้วัด {number}" for number in TEN]
WIDE = [*TEN, "total", "level"]


def columns(tmp_path, *head, framework=None):
    """Codes of the figures under a header of these rows."""
    path = csv_file(tmp_path, [*head, ["หน่วยงาน ก"]])
    return figures(layout_of(path, framework) if framework else layout_of(path))


@pytest.mark.parametrize(
    "head",
    [
        ["หน่วยงาน", *INDICATORS, "คะแนนรวม", "ระดับ"],
        ["agency", *(f"ind{number}" for number in TEN), "total", "level"],
        ["Unit Name", *(f"Indicator_{number}" for number in TEN), "Total Score", "Grade"],
        [
            "ชื่อหน่วยงาน",
            *(f"ตัวชี้วัดที่ {number}" for number in ["๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘", "๙", "๑๐"]),
            "คะแนน ITA",
            "ระดับผลการประเมิน",
        ],
        ["ส่วนราชการ", *(f"ตชว.{number}" for number in TEN), "ผลคะแนนรวม", "เกรด"],
        ["หน่วยงาน", *(f"ตัวชี้วัดที่ {number} (ร้อยละ)" for number in TEN), "คะแนนรวม (100)", "ระดับ ITA"],
        ["หน่วยงาน", *TEN, "คะแนน", "ระดับ"],
        ["คณะ/หน่วยงาน", *(f"คะแนนตัวชี้วัดที่ {number}" for number in TEN), "รวม", "ระดับ"],
        ["หน่วยงาน", *INDICATORS, "คะแนนรวม ปี 2566", "ระดับ ปี 2566"],
    ],
)
def test_one_row_says_ten_indicators_total_and_level(tmp_path, head):
    assert columns(tmp_path, head) == WIDE


def test_columns_may_stand_in_any_order_with_others_between(tmp_path):
    head = ["ระดับ", "อันดับ", "o๑๕", "คะแนนรวม", "IIT", "ตัวชี้วัดย่อย 9.5", "หน่วยงาน", "ind10", "O-16", "๐๑๗", "E3"]

    assert columns(tmp_path, head) == ["level", "o15", "total", "IIT", "9.5", "10", "o16", "o17", "e3"]


def test_names_stand_for_numbers(tmp_path):
    head = ["หน่วยงาน", "การปฏิบัติหน้าที่", "2. การใช้งบประมาณ", "ตัวชี้วัดที่ 3 การใช้อำนาจ", "แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)"]

    assert columns(tmp_path, head) == ["1", "2", "3", "OIT"]


def test_titles_above_and_numbers_under_one_word(tmp_path):
    head = [
        ["สรุปผลการประเมิน ITA"],
        ["ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"],
        [],
        ["ที่", "หน่วยงาน", "ตัวชี้วัด", *[""] * 9, "คะแนนรวม", "ระดับ"],
        ["", "", *TEN, "", ""],
    ]

    assert columns(tmp_path, *head) == WIDE


def test_three_rows_with_instruments_numbers_and_names(tmp_path):
    names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต"]
    head = [
        ["หน่วยงาน", "แบบวัด IIT (30%)", "", "", "", "", "EIT", "", "", "OIT", "", "คะแนนรวม", "ระดับ"],
        ["", *TEN, "", ""],
        ["", *names, "", "", "", "", "", "(100)", ""],
    ]

    assert columns(tmp_path, *head) == WIDE


def test_numbers_under_an_instrument_that_cannot_be_indicators_are_items(tmp_path):
    head = [["หน่วยงาน", "OIT", "", "", "IIT", ""], ["", "1", "2", "3", "ข้อ 1", "ข้อ 2"]]

    assert columns(tmp_path, *head) == ["o1", "o2", "o3", "i1", "i2"]


def test_score_under_an_indicator_is_its_score_and_its_letter_is_not_the_level(tmp_path):
    rows = [
        ["หน่วยงาน", "ตัวชี้วัดที่ 1", "", "ตัวชี้วัดที่ 2", "", "คะแนนรวม", "ระดับ"],
        ["", "คะแนน", "ระดับ", "คะแนน", "ระดับ", "", ""],
        ["หน่วยงาน ก", 95, "AA", 84, "B", 90, "A"],
    ]
    path = xlsx_file(tmp_path, rows, merges=["A1:A2", "B1:C1", "D1:E1", "F1:F2", "G1:G2"])

    (told,) = told_of(path)

    assert {code: str(value) for code, value in told.values.items()} == {
        "1": "95.000000", "2": "84.000000", "total": "90.000000", "level": "A",
    }  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        [["หน่วยงาน", "คะแนนรวม ปี 2566", "คะแนนรวม ปี 2567", "ระดับปี 2567"]],
        [["หน่วยงาน", "ปี 2566", "ปี 2567", ""], ["", "คะแนน", "คะแนน", "ระดับ"]],
    ],
)
def test_columns_of_another_year_are_left_out(tmp_path, head):
    layout = layout_of(csv_file(tmp_path, head), F2567)

    assert [(column.index, column.role) for column in layout.used if column.role in ("total", "level")] == [
        (2, "total"),
        (3, "level"),
    ]


def test_long_shape_is_known_by_code_and_score(tmp_path):
    for head in (
        ["ปีงบประมาณ", "รหัสหน่วยงาน", "หน่วยงาน", "รหัสตัวชี้วัด/ข้อ", "คะแนน"],
        ["คะแนน", "ตัวชี้วัด", "รหัสตัวชี้วัด", "หน่วยงาน"],
        ["year", "agency_code", "agency", "code", "score"],
    ):
        layout = layout_of(csv_file(tmp_path, [head]))

        assert layout.shape == "long"
        assert {"agency", "code", "score"} <= {column.role for column in layout.used}


def test_part_of_an_instrument_is_not_the_instrument(tmp_path):
    assert columns(tmp_path, ["หน่วยงาน", "EIT ส่วนที่ 1", "EIT ส่วนที่ 2", "คะแนน EIT", "คะแนนรวม"]) == ["EIT", "total"]


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        (["", "ร้อยละ", "คะแนน", "(%)"], True),
        (["หน่วยงาน", "ตัวชี้วัด 1", "คะแนนรวม"], True),
        (["(1)", "(2)", "(3)", "(4)"], True),
        (["๑", "๒", "๓"], True),
        (["หน่วยงาน ก", "95"], False),
        (["97", "95", "96"], False),
        ([], True),
    ],
)
def test_decoration_under_the_header_is_no_row(texts, answer):
    assert is_decoration(texts, Vocabulary(F2567)) is answer


def test_units_and_numbered_columns_under_the_header_are_passed_over(tmp_path):
    rows = [
        ["หน่วยงาน", "ตัวชี้วัด 1", "คะแนนรวม"],
        ["", "(ร้อยละ)", "(ร้อยละ)"],
        ["(1)", "(2)", "(3)"],
        ["หน่วยงาน ก", "95", "96"],
    ]

    (told,) = told_of(csv_file(tmp_path, rows))

    assert (told.first_row, told.cells) == (4, {"1": "B4", "total": "C4"})
