"""Carrying over without a database: the maps are those of the real frameworks."""

from datetime import date

import pytest

from assessments.framework_store import all_frameworks, get_framework
from measures.carrying import NO_MAP, NO_SUCCESSOR, carry_map, moved_day, moved_text


def between(old, new, frameworks=None):
    return carry_map(frameworks or all_frameworks(), get_framework(f"ita-{old}"), get_framework(f"ita-{new}"))


def successors(continued):
    return [(found.code, found.relation) for found in continued.successors]


def test_item_that_the_map_calls_equal_is_the_same_item_under_its_new_number():
    found = between(2566, 2567).item("o29")

    assert (found.code, found.name, found.reason) == ("o29", "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ", "")
    assert successors(found) == [("o24", "equal")]
    assert found.successors[0].relation_word == "เรื่องเดียวกัน"


def test_item_is_followed_through_every_year_between():
    assert successors(between(2566, 2568).item("o29")) == [("o19", "equal")]
    assert successors(between(2566, 2569).item("o29")) == [("o18", "equal")]


def test_item_that_was_merged_is_changed_with_the_reason_of_the_map():
    (found,) = between(2567, 2568).item("o3").successors

    assert (found.code, found.relation) == ("o1", "changed")
    assert found.reason == "รวมข้อ o1 (โครงสร้าง) และ o3 (อำนาจหน้าที่) ของปี 2567 เป็นข้อเดียว"


def test_change_of_one_year_stays_a_change_in_later_years():
    (found,) = between(2566, 2569).item("o11").successors

    assert (found.code, found.relation) == ("o6", "changed")
    assert found.reason.startswith("รวมข้อ o11 (แผน) และ o12")


def test_item_without_a_successor_is_left_behind_with_its_name():
    carried = between(2566, 2567).carry(("o29", "o6"), "9", None)

    assert carried.item_codes == ("o24",)
    assert [(left.code, left.reason) for left in carried.left_behind] == [("o6", NO_SUCCESSOR)]
    assert carried.left_behind[0].name == get_framework("ita-2566").entries["o6"].name


def test_two_items_that_became_one_are_named_once():
    assert between(2567, 2568).carry(("o1", "o3"), "", None).item_codes == ("o1",)


def test_code_that_the_old_year_never_had_is_left_behind():
    carried = between(2568, 2569).carry(("o77",), "", None)

    assert [(left.code, left.reason) for left in carried.left_behind] == [("o77", "ปีเดิมไม่มีข้อ o77")]


def test_same_framework_carries_everything_as_it_is():
    carried = between(2566, 2566).carry(("o29", "i3"), "9.5", 7)

    assert (carried.item_codes, carried.indicator_code, carried.issue_number) == (("o29", "i3"), "9.5", 7)
    assert carried.left_behind == ()


@pytest.mark.parametrize("known", ["without the year between", "backwards"])
def test_nothing_is_carried_over_a_gap_or_backwards(known):
    gap = [framework for framework in all_frameworks() if framework.fiscal_year != 2567]
    found = between(2566, 2568, gap) if known == "without the year between" else between(2568, 2566)

    assert (found.item("o1").successors, found.item("o1").reason) == ((), NO_MAP)
    assert found.new_items == ()


def test_indicator_and_issue_of_the_same_name_stay():
    carried = between(2566, 2569).carry((), "9", 7)

    assert (carried.indicator_code, carried.issue_number) == ("9", 7)
    assert carried.indicator.successors[0].relation == "equal"


def test_sub_indicator_of_another_name_is_where_its_items_went():
    (found,) = between(2567, 2568).indicator("10.1").successors

    assert (found.code, found.relation) == ("10.1", "changed")
    assert found.reason == "เดิมคือ 10.1 การดำเนินการเพื่อป้องกันการทุจริต"


def test_sub_indicator_whose_items_went_several_ways_becomes_the_indicator_above():
    (found,) = between(2566, 2569).indicator("10.1").successors

    assert (found.code, found.relation) == ("10", "changed")
    assert found.reason.startswith("ข้อของ 10.1 การดำเนินการเพื่อป้องกันการทุจริต แยกไปอยู่ที่ 10.")


def test_indicator_that_nothing_continues_is_left_behind():
    carried = between(2566, 2567).carry((), "11", None)

    assert (carried.indicator_code, [left.code for left in carried.left_behind]) == ("", ["11"])


def test_measure_that_names_nothing_leaves_nothing_behind():
    carried = between(2566, 2567).carry((), "", None)

    assert (carried.item_codes, carried.indicator_code, carried.issue_number) == ((), "", None)
    assert carried.left_behind == ()


def test_new_items_are_those_that_continue_nothing():
    new = between(2566, 2567).new_items

    assert [item.code for item in new] == [item.code for item in get_framework("ita-2567").items if item.is_new]
    assert len(new) == 2


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2023, 10, 1), date(2024, 10, 1)),
        (date(2024, 9, 30), date(2025, 9, 30)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 29)),
        (date(2024, 3, 15), date(2025, 3, 15)),
        (None, None),
    ],
)
def test_moved_day_keeps_the_month_and_its_end(day, moved):
    assert moved_day(day, 1) == moved


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("ตุลาคม 2566 – กันยายน 2567", "ตุลาคม 2567 – กันยายน 2568"),
        ("ต.ค. ๒๕๖๖ ถึง ก.ย. ๒๕๖๗", "ต.ค. ๒๕๖๗ ถึง ก.ย. ๒๕๖๘"),
        ("ตามคำสั่งปี 2560 เลขที่ 25671", "ตามคำสั่งปี 2560 เลขที่ 25671"),
        ("ทุกไตรมาส", "ทุกไตรมาส"),
        ("", ""),
    ],
)
def test_moved_text_moves_the_years_of_the_plan_alone(text, moved):
    assert moved_text(text, 2567, 1) == moved
