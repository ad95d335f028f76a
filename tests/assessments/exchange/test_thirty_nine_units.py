"""A ministry's or university's own sheet: 39 units, ten indicators, totals and letters. Everything agrees."""

import re
from decimal import Decimal
from random import Random

import pytest

from assessments.framework_store import get_framework
from assessments.scoring import Announced, compute
from tests.assessments.exchange.files import TEN, csv_file, xlsx_file
from tests.assessments.exchange.stored import import_results, results
from tests.makers import make_agency

pytestmark = pytest.mark.django_db

UNITS = 39


def sheet_of(framework_code, kind="university_unit"):
    """[name, ten scores, total by the scale, letter of that total] for each unit."""
    random, framework, rows = Random(39), get_framework(framework_code), []
    for number in range(1, UNITS + 1):
        scores = {code: Decimal(random.randint(4500 + 120 * number, 10_000)) / 100 for code in TEN}
        computed = compute(framework, kind, Announced(scores=scores))
        rows.append([f"คณะที่ {number}", *scores.values(), computed.total.value, computed.level.name])
    return rows


def agreeing(printed):
    return re.search(r"คะแนนรวมตรงกับที่คำนวณ (\d+) จาก (\d+) · ระดับตรงกัน (\d+) จาก (\d+)", printed).groups()


@pytest.mark.parametrize("framework", ["ita-2565", "ita-2566", "ita-2567", "ita-2568", "ita-2569"])
@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_every_total_and_level_agrees(tmp_path, make, framework):
    head = ["unit", *(f"ind{code}" for code in TEN), "total", "level"]
    rows = sheet_of(framework)

    printed, _ = import_results(make(tmp_path, [head, *rows]), framework, create_agencies=True, kind="university_unit")

    assert agreeing(printed) == ("39", "39", "39", "39")
    stored = results()
    assert len({row[-1] for row in rows}) > 2
    assert {name: (total, level) for name, (_, _, total, level, _) in stored.items()} == {
        name: (f"{total.normalize():f}", level) for name, *_, total, level in rows
    }
    assert all(len(scores) == 10 for *_, scores in stored.values())


def test_decorated_sheet_in_thai_digits_agrees_as_well(tmp_path):
    rows = [
        ["ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"],
        [],
        ["ลำดับ", "หน่วยงาน", "IIT", "", "", "", "", "EIT", "", "", "OIT", "", "คะแนนรวม", "ระดับ"],
        ["", "", *TEN, "(๑๐๐)", ""],
    ]
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    for number, (name, *figures, level) in enumerate(sheet_of("ita-2566"), start=1):
        rows.append([str(number), name, *(f"{figure:.2f}".translate(thai) for figure in figures), level])
    rows += [["", "ค่าเฉลี่ย", *["90"] * 11, "A"], ["หมายเหตุ: คะแนนอย่างไม่เป็นทางการ"]]

    printed, _ = import_results(
        csv_file(tmp_path, rows, encoding="cp874", separator=";"), create_agencies=True, kind="university_unit"
    )

    assert agreeing(printed) == ("39", "39", "39", "39")
    assert len(results()) == UNITS
    assert "ไม่ได้ใช้แถวสรุปหรือหมายเหตุ: แถว 44 “ค่าเฉลี่ย”" in printed


def test_total_and_level_that_do_not_follow_are_told_with_both_figures(tmp_path):
    make_agency("a-1", name="หน่วยงาน ก")
    head = ["หน่วยงาน", *(f"ind{code}" for code in TEN), "total", "level"]

    printed, _ = import_results(csv_file(tmp_path, [head, ["หน่วยงาน ก", *["90"] * 10, "96.00", "B"]]))

    assert "ข้อสังเกต หน่วยงาน ก: ช่อง L2 คะแนนรวม: ในไฟล์ 96.00 คำนวณได้ 90.00" in printed
    assert "ข้อสังเกต หน่วยงาน ก: ช่อง M2 ระดับผลการประเมิน: ในไฟล์ B คำนวณได้ AA" in printed
    assert results()["หน่วยงาน ก"][2:4] == ("96", "B")
