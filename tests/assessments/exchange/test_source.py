"""Wrong workbook, wrong year and old template are found first, each with its own words."""

import pytest

from assessments.exchange.faults import UnusableFile
from assessments.exchange.file_kinds import Limits
from tests.assessments.exchange.files import F2565, F2566, F2567, FRAMEWORKS, csv_file, layout_of, told_of, xlsx_file

ROW = ["หน่วยงาน ก", "95"]


def refusal(path, framework=F2567, **options):
    with pytest.raises(UnusableFile) as refused:
        told_of(path, framework, **options)
    return str(refused.value)


def items(framework):
    return [item.code for item in framework.items]


def test_file_without_a_table_of_results_says_what_is_needed(tmp_path):
    words = refusal(csv_file(tmp_path, [["รายการ", "จำนวนเงิน"], ["ค่าวัสดุ", "500"]]))

    assert "ไม่พบตารางผลคะแนน" in words
    assert "หน่วยงาน" in words


def test_workbook_of_a_single_agency_is_sent_to_its_own_page(tmp_path):
    rows = [["รายการ", "ค่า"], ["แบบไฟล์ข้อมูลปีงบประมาณ รุ่น", 1], ["รหัส", "คะแนน"], ["IIT", 95]]

    assert "เป็นไฟล์ข้อมูลของหน่วยงานเดียว" in refusal(xlsx_file(tmp_path, rows))


@pytest.mark.parametrize("title", ["ผล ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "ปี 2566 (ข้อมูล ณ 1 มกราคม 2567)", "ITA FY2023"])
def test_title_of_another_year_refuses_the_file(tmp_path, title):
    words = refusal(xlsx_file(tmp_path, [[title], ["หน่วยงาน", "คะแนนรวม"], ROW]))

    assert words == (
        "ชีต ผลคะแนน ปีงบประมาณของไฟล์: พบ “ปี 2566” — กำลังนำเข้าผลของปีงบประมาณ พ.ศ. 2567 (ita-2567): ตรวจว่าเลือกไฟล์และปีถูก"
    )


@pytest.mark.parametrize(
    "title", ["เปรียบเทียบ ปี 2566 และ ปี 2567", "ปี 2566 และ 2567", "ข้อมูล ณ วันที่ 1 สิงหาคม 2566", "เลขที่ 2566/1"]
)
def test_title_that_names_this_year_too_or_only_a_date_is_no_other_year(tmp_path, title):
    assert layout_of(csv_file(tmp_path, [[title], ["หน่วยงาน", "คะแนนรวม"], ROW]), F2567)


def test_column_of_years_that_are_all_another_refuses_the_file(tmp_path):
    rows = [["ปีงบประมาณ", "หน่วยงาน", "คะแนนรวม"], ["๒๕๖๖", *ROW], ["2566", "หน่วยงาน ข", "95"]]

    assert "พบ “ปี 2566”" in refusal(csv_file(tmp_path, rows))


def test_row_of_another_year_among_others_is_a_fault_of_that_row(tmp_path):
    rows = [["ปีงบประมาณ", "หน่วยงาน", "คะแนนรวม"], ["2567", *ROW], ["2566", "หน่วยงาน ข", "95"], ["", "หน่วยงาน ข", "96"]]

    first, second, third = told_of(csv_file(tmp_path, rows), F2567)

    assert (first.faults, third.faults) == ((), ())
    assert [str(fault) for fault in second.faults] == ["ช่อง A3 ปีงบประมาณ: พบ “2566” — ปีของผลที่นำเข้าคือ 2567 เว้นว่างได้"]


def test_codes_of_another_year_are_named_with_the_year_that_has_them(tmp_path):
    words = refusal(csv_file(tmp_path, [["หน่วยงาน", "o1", "o36", "O43"], [*ROW, "100", "100"]]))

    assert words.splitlines()[0].startswith("ช่อง C1 หัวคอลัมน์: พบ “o36” — กรอบ ita-2567 ไม่มีรหัส o36")
    assert "ไฟล์นี้น่าจะเป็นแบบของปี 2565 หรือ 2566" in words
    assert len(words.splitlines()) == 2


def test_all_items_of_a_shorter_year_and_no_year_is_an_old_template(tmp_path):
    shorter = FRAMEWORKS[3]
    words = refusal(csv_file(tmp_path, [["หน่วยงาน", *items(shorter)], ["หน่วยงาน ก", *["100"] * len(shorter.items)]]))

    assert "ข้อในไฟล์ตรงกับแบบของปี 2568 ไม่ใช่ปี 2567" in words


def test_years_with_the_same_items_are_not_told_apart_by_them(tmp_path):
    path = csv_file(tmp_path, [["หน่วยงาน", *items(F2565)], ["หน่วยงาน ก", *["100"] * len(F2565.items)]])

    assert items(F2565) == items(F2566)
    assert layout_of(path, F2566)


def test_own_template_of_another_framework_or_version_is_refused(tmp_path):
    for mark, words in (
        ("แบบไฟล์ผลการประเมิน ita-2566 รุ่น 1", "เป็นแบบไฟล์ของ ita-2566 แต่กำลังนำเข้าผลของ ita-2567"),
        ("แบบไฟล์ผลการประเมิน ita-2567 รุ่น 0", "ใช้แบบไฟล์รุ่น 1"),
    ):
        assert words in refusal(csv_file(tmp_path, [[mark], ["หน่วยงาน", "คะแนนรวม"], ROW]))


def test_number_beside_the_name_of_another_indicator_is_refused(tmp_path):
    words = refusal(csv_file(tmp_path, [["หน่วยงาน", "ตัวชี้วัดที่ 3 การใช้งบประมาณ"], ROW]))

    assert "หมายเลขกับชื่อไม่ตรงกัน: 3 คือ “การใช้อำนาจ”" in words


def test_two_columns_of_one_figure_are_refused_with_both_places(tmp_path):
    words = refusal(csv_file(tmp_path, [["หน่วยงาน", "ตัวชี้วัด 1", "ind1"], [*ROW, "95"]]))

    assert words == "ช่อง C1 หัวคอลัมน์: พบ “ind1” — ซ้ำกับคอลัมน์ B “ตัวชี้วัด 1”: เหลือไว้คอลัมน์เดียว"


def test_more_rows_than_the_limit_are_refused(tmp_path):
    rows = [["หน่วยงาน", "คะแนนรวม"], *([f"หน่วยงาน {number}", "95"] for number in range(4))]
    path = csv_file(tmp_path, rows)

    with pytest.raises(UnusableFile, match="เกิน 3 แถว"):
        told_of(path, limits=Limits(size=10_000, rows=3))
