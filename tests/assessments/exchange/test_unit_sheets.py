"""Sheets of 39 units as ministries and universities make them: decorated, with letters, in any order and any words."""

import re
from decimal import Decimal
from random import Random

import pytest
from openpyxl import Workbook

from assessments.framework_store import all_frameworks, get_framework
from assessments.frameworks.kinds import KINDS
from assessments.models import Agency
from assessments.scoring import Announced, compute
from tests.assessments.exchange.files import TEN, csv_file, xlsx_file
from tests.assessments.exchange.stored import import_results, results

pytestmark = pytest.mark.django_db
UNITS = 39
NAMES = [f"{word}{letter}" for word in ("คณะ", "สถาบัน", "ศูนย์") for letter in "กขคงจฉชซญดตถท"]
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def units_of(framework, kind="university_unit", seed=7):
    """[(name, {indicator: score}, total, level)]: every level that the scale has comes up."""
    random, rows = Random(seed), []
    for number, name in enumerate(NAMES):
        least = 4000 + 150 * number
        scores = {code: Decimal(random.randint(least, 10_000)) / 100 for code in TEN}
        figures = compute(framework, kind, Announced(scores=scores))
        total = figures.total.value.quantize(Decimal("0.01"))
        rows.append((name, scores, total, figures.level.name))
    return rows


def imported(path, framework="ita-2566", kind="university_unit"):
    printed, faults = import_results(path, framework, create_agencies=True, kind=kind)
    assert faults.splitlines()[-1] == f"{UNITS}/{UNITS} หน่วยงาน"
    return printed


def agreeing(printed):
    return re.search(r"คะแนนรวมตรงกับที่คำนวณ (\d+) จาก (\d+) · ระดับตรงกัน (\d+) จาก (\d+)", printed).groups()


ALL = (str(UNITS),) * 4


def decorated_book(path, units):
    """Titles over merged cells, headers of three rows in odd order, Thai digits here and there, means at the foot."""
    sheet = (book := Workbook()).active
    sheet.title = "ผลการประเมิน"
    sheet.append(["ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"])
    sheet.append(["มหาวิทยาลัยตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ (ข้อมูล ณ วันที่ ๑๕ สิงหาคม ๒๕๖๖)"])
    sheet.append([])
    sheet.append(["ที่", "ระดับ\nผลการประเมิน", "OIT", None, "ส่วนงาน", "EIT", None, None, "IIT", *[None] * 4, "คะแนน ITA"])
    order = ["9", "10", None, "6", "7", "8", "1", "2", "3", "4", "5"]
    heads = [code and f"ตัวชี้วัดที่ {code.translate(TO_THAI)}" for code in order]
    sheet.append([None, None, *heads, None])
    sheet.append([f"({number})" for number in range(1, 15)])
    for merge in ("A1:N1", "A2:N2", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:H4", "I4:M4", "N4:N5"):
        sheet.merge_cells(merge)
    for number, (name, scores, total, level) in enumerate(units, start=1):
        figures = [code and as_typed(scores[code], number) for code in order]
        figures[2] = f"{number}. {name}" if number % 4 == 0 else name
        sheet.append([number, f" {level} ", *figures, as_typed(total, number)])
    sheet.append([None, None, *[90] * 2, "ค่าเฉลี่ย", *[91.5] * 8, 90.25])
    sheet.append([None, None, *[100] * 2, "คะแนนเต็ม", *[100] * 8, 100])
    sheet.append(["หมายเหตุ: เรียงตามลำดับส่วนงาน"])
    book.save(path)
    return path


def as_typed(score, number):
    """A number, Thai digits, or a text with a space, as three people fill one sheet."""
    text = f"{score:.2f}"
    return (float(score), text.translate(TO_THAI), f" {text}\u00a0")[number % 3]


def test_decorated_workbook_in_odd_order_agrees_in_every_total_and_level(tmp_path):
    units = units_of(get_framework("ita-2566"))

    printed = imported(decorated_book(tmp_path / "x.xlsx", units))

    assert agreeing(printed) == ALL
    assert {name: row[2:] for name, row in results().items()} == {
        name: (plain(total), level, {code: plain(value) for code, value in scores.items()})
        for name, scores, total, level in units
    }
    assert len({level for *_, level in units}) >= 5
    assert "“ค่าเฉลี่ย”" in printed
    assert "“คะแนนเต็ม”" in printed


def plain(value):
    return f"{value.normalize():f}"


def test_units_with_a_wrong_total_or_letter_are_told_by_cell_and_still_taken(tmp_path):
    units = units_of(get_framework("ita-2566"))
    wrong = {5: ("total", Decimal("1.00")), 20: ("level", "F")}
    for at, (what, value) in wrong.items():
        name, scores, total, level = units[at]
        units[at] = (name, scores, value, level) if what == "total" else (name, scores, total, value)

    printed = imported(decorated_book(tmp_path / "x.xlsx", units))

    notices = [line for line in printed.splitlines() if line.startswith("ข้อสังเกต")]
    assert any(f"{NAMES[5]}: ช่อง N12 คะแนนรวม: ในไฟล์ 1.00" in line for line in notices)
    assert any(f"{NAMES[20]}: ช่อง B27 ระดับผลการประเมิน: ในไฟล์ F" in line for line in notices)
    assert len(results()) == UNITS
    assert agreeing(printed)[0] == "38"


def wide_sheet(units, *, total="คะแนนรวม", level="ระดับ", number="", letters=False):
    """[head, rows]; with `letters` a letter stands behind each indicator's score."""
    codes = [text for code in TEN for text in ([f"ตัวชี้วัด {code}", "ระดับ"] if letters else [f"ตัวชี้วัด {code}"])]
    rows = [[*([number] if number else []), "หน่วยงาน", *codes, total, level]]
    for at, (name, scores, sum_of, letter) in enumerate(units, start=1):
        values = [value for score in scores.values() for value in ([score, "A"] if letters else [score])]
        rows.append([*([at] if number else []), name, *values, sum_of, letter])
    return rows


@pytest.mark.parametrize(
    "title", ["คะแนนรวม", "คะแนน ITA", "รวม", "คะแนน ITA (ร้อยละ)", "ผลคะแนน", "คะแนนรวม ปี 2566", "Total"]
)
@pytest.mark.parametrize("number", ["", "ลำดับ", "ที่", "ลำดับที่", "No."])
def test_total_is_found_under_any_usual_title(tmp_path, title, number):
    units = units_of(get_framework("ita-2566"))

    printed = imported(csv_file(tmp_path, wide_sheet(units, total=title, number=number)))

    assert agreeing(printed) == ALL


@pytest.mark.parametrize("framework", [framework.code for framework in all_frameworks()])
@pytest.mark.parametrize(
    "kind", ["education_area", "university_unit", "municipality", "court", "state_enterprise", "other"]
)
def test_every_rule_of_every_year_agrees_with_itself(tmp_path, framework, kind):
    if kind not in get_framework(framework).kinds:
        pytest.skip("ปีนี้ไม่ประเมินหน่วยงานประเภทนี้")
    units = units_of(get_framework(framework), kind)

    printed = imported(xlsx_file(tmp_path, wide_sheet(units)), framework, kind)

    assert agreeing(printed) == ALL
    assert set(Agency.objects.values_list("kind", flat=True)) == {kind}
    assert kind in KINDS


@pytest.mark.parametrize("shown", ["{}", " {} ", "ระดับ {}", "ระดับ{}"])
def test_level_as_people_write_it_agrees(tmp_path, shown):
    units = [
        (name, scores, total, shown.format(level)) for name, scores, total, level in units_of(get_framework("ita-2566"))
    ]

    printed = imported(csv_file(tmp_path, wide_sheet(units)))

    assert agreeing(printed) == ALL


@pytest.mark.parametrize("framework", ["ita-2566", "ita-2568"])
def test_letters_behind_each_indicator_are_not_the_level_of_the_unit(tmp_path, framework):
    units = units_of(get_framework(framework))
    head, *rows = wide_sheet(units, letters=True)
    top = [text if text != "ระดับ" or at == len(head) - 1 else "" for at, text in enumerate(head)]
    below = [
        "" if at in (0, len(head) - 2, len(head) - 1) else ("คะแนน", "ระดับ")[(at - 1) % 2] for at in range(len(head))
    ]

    printed = imported(xlsx_file(tmp_path, [top, below, *rows], merges=merges(len(TEN))), framework)

    assert agreeing(printed) == ALL
    assert all(len(scores) == 10 for *_, scores in results().values())


def merges(number):
    letters = "BCDEFGHIJKLMNOPQRSTU"
    return [f"{letters[2 * at]}1:{letters[2 * at + 1]}1" for at in range(number)]


def test_two_sheets_of_two_years_give_the_one_that_is_asked_for(tmp_path):
    book = Workbook()
    for year in (2566, 2568):
        sheet = book.create_sheet(str(year))
        for row in wide_sheet(units_of(get_framework(f"ita-{year}"), seed=year)):
            sheet.append(row)
    del book[book.sheetnames[0]]
    book.save(tmp_path / "x.xlsx")

    printed = imported(tmp_path / "x.xlsx", "ita-2568")

    assert agreeing(printed) == ALL
    assert {row[1] for row in results().values()} == {"ita-2568"}
