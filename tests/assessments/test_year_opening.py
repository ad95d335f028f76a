"""From which day a year is to be prepared, and what of it is ready, lacking or to be looked at. No database."""

from dataclasses import replace
from datetime import date

import pytest

from assessments.framework_store import all_frameworks, framework_of_year
from assessments.frameworks import Predecessor, Provenance
from assessments.windows import ENTRY, PLAN, PROGRESS, Window
from assessments.year_opening import (
    LACKING,
    LOOK,
    READY,
    WINDOWS,
    Part,
    Point,
    answered_framework_point,
    calendar_point,
    own_framework_point,
    parts_of,
    usual_days,
    window_points,
    year_shown,
    year_to_open,
)
from assessments.year_opening_map import CHANGED, ENDED, EQUAL, NEW, UNMAPPED, map_point, year_map

SEEN = Provenance("คู่มือ", True)
UNSET = "กำหนดวันเปิดรับและวันปิดรับ หากตั้งใจให้เปิดรับตลอดก็ไม่ต้องกำหนด"
ADD_2570 = (
    "ให้ผู้ดูแลเครื่องแม่ข่ายคัดลอกไฟล์ ita-2569.toml เป็น ita-2570.toml "
    "แก้รหัส ปี ข้อ และการเทียบข้อกับปีก่อนให้ตรงกับคู่มือการประเมินปี 2570 "
    "วางในโฟลเดอร์ที่ระบุใน FRAMEWORKS_DIR สั่ง manage.py check_frameworks จนไม่พบข้อผิดพลาด แล้วเริ่มระบบใหม่"
)
CORRECT = "ตรวจส่วนที่ยังไม่ยืนยันกับคู่มือทางการ แล้วให้ผู้ดูแลเครื่องแม่ข่ายแก้ไฟล์และเริ่มระบบใหม่"


# --- Which year ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "to_open", "shown"),
    [
        (date(2026, 1, 1), None, 2569),
        (date(2026, 7, 31), None, 2569),
        (date(2026, 8, 1), 2570, 2570),
        (date(2026, 8, 31), 2570, 2570),
        (date(2026, 9, 30), 2570, 2570),
        (date(2026, 10, 1), 2570, 2570),
        (date(2026, 12, 31), 2570, 2570),
        (date(2027, 1, 1), None, 2570),
        (date(2028, 2, 29), None, 2571),
    ],
)
def test_year_is_to_be_prepared_from_august_until_its_assessment_begins(today, to_open, shown):
    assert (year_to_open(today), year_shown(today)) == (to_open, shown)


# --- Frameworks ------------------------------------------------------------------------------------------------------


def test_missing_framework_of_the_results_says_what_cannot_be_done_and_who_mends_it():
    assert answered_framework_point(None, 2571, "ita-2569") == Point(
        "กรอบการประเมินปี 2570 ที่แผนนำผลมาวิเคราะห์",
        LACKING,
        "ยังไม่มีไฟล์กรอบการประเมินปี 2570 จึงกรอกหรือนำเข้าผลการประเมินปี 2570 ไม่ได้",
        ADD_2570,
    )


def test_missing_framework_of_the_year_itself_is_made_from_that_of_the_year_before():
    assert own_framework_point(None, 2570) == Point(
        "กรอบการประเมินปี 2570 ที่กำหนดเอกสารของปีนี้",
        LACKING,
        "ยังไม่มีไฟล์กรอบการประเมินปี 2570 ระหว่างนี้ระบบตรวจเอกสารตามกรอบของปีก่อน",
        ADD_2570,
    )


def test_framework_with_unverified_entries_is_to_be_looked_at():
    assert answered_framework_point(framework_of_year(2569), 2570, "ita-2569") == Point(
        "กรอบการประเมินปี 2569 ที่แผนนำผลมาวิเคราะห์",
        LOOK,
        "มีไฟล์ ita-2569 ยืนยันกับเอกสารทางการแล้ว 23 จาก 149 รายการ",
        CORRECT,
    )


def test_items_without_words_are_counted():
    says = own_framework_point(framework_of_year(2566), 2566).says

    assert says == "มีไฟล์ ita-2566 ยืนยันกับเอกสารทางการแล้ว 114 จาก 233 รายการ ข้อที่ยังไม่มีถ้อยคำ 43 ข้อ"


def test_framework_that_was_verified_throughout_is_ready():
    point = own_framework_point(verified(framework_of_year(2569)), 2569)

    assert (point.state, point.says, point.advice) == (
        READY,
        "มีไฟล์ ita-2569 ยืนยันกับเอกสารทางการแล้ว 149 จาก 149 รายการ",
        "",
    )


def test_parts_of_a_framework_are_counted_each_for_itself():
    assert parts_of(framework_of_year(2568)) == (
        Part("ถ้อยคำของข้อ", 26, 52),
        Part("ประเด็น และข้อของแต่ละประเด็น", 7, 59),
        Part("องค์ประกอบที่ต้องมี", 1, 17),
        Part("ระดับผลการประเมิน", 0, 1),
        Part("ปฏิทิน", 1, 2),
        Part("การเทียบข้อกับปีก่อน", 0, 1),
        Part("แบบวัด ตัวชี้วัด และกฎคำนวณ", 0, 21),
        Part("คะแนนที่เป็นไปได้ และผลระดับประเทศ", 1, 2),
    )


@pytest.mark.parametrize("framework", all_frameworks(), ids=lambda framework: framework.code)
def test_parts_hold_every_entry_of_the_file_once(framework):
    parts = parts_of(framework)

    assert sum(part.total for part in parts) == len(framework.provenances)
    assert sum(part.verified for part in parts) == sum(each.verified for each in framework.provenances)
    assert sum(part.unverified for part in parts) == sum(not each.verified for each in framework.provenances)


def verified(value):
    """The same with every entry verified."""
    if isinstance(value, Provenance):
        return SEEN
    if isinstance(value, tuple):
        return tuple(map(verified, value))
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{name: verified(getattr(value, name)) for name in value.__dataclass_fields__})
    return value


# --- Map of the items ------------------------------------------------------------------------------------------------


def changed_items(framework, **changes):
    """`changes` are what differs, by code of the item."""
    return replace(framework, items=tuple(replace(item, **changes.get(item.code, {})) for item in framework.items))


def test_map_counts_the_same_the_changed_and_what_ends():
    found = year_map(framework_of_year(2569), framework_of_year(2568))

    assert [len(found.of(each)) for each in (EQUAL, CHANGED, NEW, UNMAPPED, ENDED)] == [43, 7, 0, 0, 1]
    assert [(row.item.code, row.before) for row in found.notable] == [
        ("o3", ("o3",)),
        ("o11", ("o12",)),
        ("o13", ("o14",)),
        ("o19", ("o20",)),
        ("o20", ("o21", "o22")),
        ("o21", ("o23",)),
        ("o25", ("o27",)),
        ("o11", ()),
    ]
    assert found.percent == 100


def test_item_of_two_merged_ones_gives_their_reason_once():
    found = year_map(framework_of_year(2569), framework_of_year(2568))

    row = next(row for row in found.rows if row.item.code == "o20")

    assert row.reasons == ("รวมเรื่อง No Gift Policy (o21) และการรับทรัพย์สินโดยธรรมจรรยา (o22) ของปี 2568 เป็นข้อเดียว",)


def test_map_point_says_how_much_is_covered():
    assert map_point(framework_of_year(2567), framework_of_year(2566), 2567) == Point(
        "การเทียบข้อของปี 2567 กับปี 2566",
        LOOK,
        "เทียบแล้ว 57 จาก 59 ข้อ (ร้อยละ 96) · เทียบได้ 28 เปลี่ยน 29 ใหม่ 2 · ขาดการเทียบ 0"
        " · ข้อของปีก่อนที่ไม่มีข้อต่อเนื่อง 29 · ยังไม่ยืนยันกับเอกสารทางการ",
    )


def test_new_item_with_the_words_of_one_that_ends_lacks_its_map():
    this, last = framework_of_year(2569), framework_of_year(2568)
    name = "ข้อมูลสถิติการให้บริการ  ปี พ.ศ.๒๕๖๙"
    last = changed_items(last, o11={"name": "ข้อมูลสถิติการให้บริการ ปี พ.ศ.2568"})

    found = year_map(changed_items(this, o10={"predecessors": (), "name": name}), last)
    point = map_point(found.framework, last, 2569)

    row = found.rows[[item.code for item in this.items].index("o10")]
    assert (row.relation, row.reasons) == (UNMAPPED, ("ถ้อยคำเหมือนข้อ o11 ของปีก่อน แต่ไม่ได้เทียบไว้",))
    assert (point.state, "เทียบแล้ว 49 จาก 50 ข้อ (ร้อยละ 98)" in point.says) == (LACKING, True)
    assert "ขาดการเทียบ 1" in point.says
    assert point.advice == ("ให้ผู้ดูแลเครื่องแม่ข่ายเพิ่มการเทียบข้อในไฟล์ แนวโน้มและการยกมาตรการมาใช้ต่อตามข้อเหล่านี้จะขาดตอน")


def test_new_item_with_words_of_its_own_lacks_nothing():
    this = changed_items(framework_of_year(2569), o10={"predecessors": (), "name": "เรื่องใหม่"})

    found = year_map(this, framework_of_year(2568))

    assert [row.item.code for row in found.of(NEW)] == ["o10"]
    assert found.of(UNMAPPED) == ()


def test_items_whose_words_are_unknown_are_not_taken_for_each_other():
    this = changed_items(framework_of_year(2569), o10={"predecessors": (), "name": ""})
    last = changed_items(framework_of_year(2568), o11={"name": ""})

    assert [row.item.code for row in year_map(this, last).of(NEW)] == ["o10"]


def test_framework_without_any_map_lacks_it():
    this = framework_of_year(2569)
    bare = replace(this, items=tuple(replace(item, predecessors=(), name=item.code) for item in this.items))

    point = map_point(bare, framework_of_year(2568), 2569)

    assert point.state == LACKING
    assert point.says.startswith("เทียบแล้ว 0 จาก 50 ข้อ (ร้อยละ 0) · เทียบได้ 0 เปลี่ยน 0 ใหม่ 50")


def test_map_that_is_verified_and_complete_is_ready():
    this, last = framework_of_year(2569), framework_of_year(2568)
    both = (*this.items[0].predecessors, Predecessor("o11", "changed", "รวม"))
    complete = replace(changed_items(this, i1={"predecessors": both}), year_map_provenance=SEEN)

    assert map_point(complete, last, 2569).state == READY


@pytest.mark.parametrize(
    ("framework", "previous", "state", "says"),
    [
        (None, framework_of_year(2569), LACKING, "ยังไม่มี เพราะยังไม่มีไฟล์กรอบการประเมินปี 2570"),
        (framework_of_year(2569), None, LOOK, "ไม่มีกรอบการประเมินปี 2569 จึงไม่มีข้อให้เทียบ"),
    ],
)
def test_map_wants_both_frameworks(framework, previous, state, says):
    assert map_point(framework, previous, 2570) == Point("การเทียบข้อของปี 2570 กับปี 2569", state, says)


# --- Dates -----------------------------------------------------------------------------------------------------------


def windows_of(**days):
    return {step: Window(2570, step, *pair) for step, pair in days.items()}


ALL_SET = {
    ENTRY: (date(2026, 8, 1), date(2026, 9, 30)),
    PLAN: (date(2026, 8, 15), date(2026, 12, 31)),
    PROGRESS: (date(2027, 4, 1), date(2027, 10, 31)),
}


def test_windows_that_are_set_in_order_are_ready():
    assert window_points(windows_of(**ALL_SET), 2570) == (
        Point("ช่วงเวลาเปิดรับผลคะแนนและวิเคราะห์", READY, "1 สิงหาคม 2569 ถึง 30 กันยายน 2569", place=WINDOWS),
        Point("ช่วงเวลาเปิดรับมาตรการ", READY, "15 สิงหาคม 2569 ถึง 31 ธันวาคม 2569", place=WINDOWS),
        Point("ช่วงเวลาเปิดรับผลการดำเนินการ", READY, "1 เมษายน 2570 ถึง 31 ตุลาคม 2570", place=WINDOWS),
    )


def test_window_that_is_not_set_is_lacking():
    points = window_points(windows_of(plan=ALL_SET[PLAN]), 2570)

    assert [point.state for point in points] == [LACKING, READY, LACKING]
    assert points[0] == Point("ช่วงเวลาเปิดรับผลคะแนนและวิเคราะห์", LACKING, "ยังไม่กำหนด เปิดรับตลอด", UNSET, WINDOWS)


def test_window_before_that_of_an_earlier_step_is_to_be_looked_at():
    plan = (date(2026, 7, 15), date(2026, 9, 1))

    points = window_points(windows_of(**ALL_SET | {PLAN: plan}), 2570)

    assert [point.state for point in points] == [READY, LOOK, READY]
    assert points[1].advice == "เปิดรับก่อนผลคะแนนและวิเคราะห์ ปิดรับก่อนผลคะแนนและวิเคราะห์ ตรวจว่าตั้งใจให้เป็นเช่นนั้น"


def test_order_is_against_the_nearest_step_that_is_set():
    days = {ENTRY: (date(2026, 8, 1), date(2027, 1, 31)), PROGRESS: (date(2026, 10, 1), date(2026, 12, 31))}

    points = window_points(windows_of(**days), 2570)

    assert points[2].advice == "ปิดรับก่อนผลคะแนนและวิเคราะห์ ตรวจว่าตั้งใจให้เป็นเช่นนั้น"


@pytest.mark.parametrize(
    ("step", "first", "last"),
    [
        (ENTRY, date(2026, 7, 1), date(2027, 9, 30)),
        (PLAN, date(2026, 7, 1), date(2027, 9, 30)),
        (PROGRESS, date(2026, 10, 1), date(2028, 9, 30)),
    ],
)
def test_usual_days_are_those_of_the_fiscal_year(step, first, last):
    assert usual_days(step, 2570) == (first, last)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((date(2026, 7, 1), date(2027, 9, 30)), READY),
        ((date(2026, 6, 30), date(2027, 9, 30)), LOOK),
        ((date(2026, 7, 1), date(2027, 10, 1)), LOOK),
        ((date(2025, 8, 1), date(2025, 12, 31)), LOOK),
    ],
)
def test_window_outside_its_year_is_to_be_looked_at(days, state):
    point = window_points(windows_of(entry=days), 2570)[0]

    assert point.state == state
    assert point.advice == ("" if state == READY else OUTSIDE)


OUTSIDE = "ไม่อยู่ระหว่าง 1 กรกฎาคม 2569 ถึง 30 กันยายน 2570 ซึ่งเป็นช่วงของปีงบประมาณ พ.ศ. 2570 ตรวจว่าตั้งใจให้เป็นเช่นนั้น"


def test_calendar_names_what_is_not_verified():
    assert calendar_point(framework_of_year(2568), 2568) == Point(
        "ปฏิทินการประเมินปี 2568",
        LOOK,
        "ระยะเวลาการประเมิน 1 มกราคม 2568 ถึง 30 มิถุนายน 2568 (ยังไม่ยืนยัน) · ประกาศผล 15 สิงหาคม 2568 ถึง 18 สิงหาคม 2568",
    )


def test_verified_calendar_is_ready():
    point = calendar_point(framework_of_year(2567), 2567)

    assert (point.state, point.says) == (
        READY,
        "ระยะเวลาการประเมิน 1 มกราคม 2567 ถึง 30 มิถุนายน 2567 · ประกาศผล ITA AWARDS 2024 30 กรกฎาคม 2567",
    )


@pytest.mark.parametrize(
    ("framework", "says", "advice"),
    [
        (None, "ยังไม่มี เพราะยังไม่มีไฟล์กรอบการประเมินปี 2570", ""),
        (replace(framework_of_year(2569), calendar=()), "ไฟล์ ita-2569 ไม่มีปฏิทิน", CORRECT),
    ],
)
def test_calendar_that_is_not_there_is_lacking(framework, says, advice):
    assert calendar_point(framework, 2570) == Point("ปฏิทินการประเมินปี 2570", LACKING, says, advice)
