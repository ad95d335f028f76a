"""Items through their renumbering, on the real maps of 2565–2569 and on splits that no year has had yet."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.analysis.item_lines import CHANGED, FIRST, NEW, SAME, item_lines
from assessments.frameworks import Predecessor
from tests.assessments.published import framework_of, scores

ALL = [framework_of(year) for year in range(2565, 2570)]
F2566, F2567, F2568 = ALL[1:4]


def line_of(lines, fiscal_year, code):
    return next(
        line
        for line in lines
        for branch in line.branches
        for point in branch.points
        if (point.fiscal_year, point.code) == (fiscal_year, code)
    )


def codes(branch):
    return [(point.fiscal_year, point.code) for point in branch.points]


def with_predecessors(framework, **by_code):
    """The framework with other predecessors: {code: ((code, relation, reason), …)}."""
    items = (
        replace(item, predecessors=tuple(Predecessor(*one) for one in by_code[item.code]))
        if item.code in by_code
        else item
        for item in framework.items
    )
    return replace(framework, items=tuple(items))


# --- One line over all years ------------------------------------------------------------------------------------------


def test_complaint_statistics_are_one_line_under_five_codes():
    years = {2565: scores(o31="100"), 2566: scores(o29="0"), 2567: scores(o24="50"), 2568: scores(o19="100")}

    line = line_of(item_lines(ALL, years), 2566, "o29")

    (branch,) = line.branches
    assert codes(branch) == [(2565, "o31"), (2566, "o29"), (2567, "o24"), (2568, "o19"), (2569, "o18")]
    assert [point.link for point in branch.points] == [FIRST, SAME, SAME, SAME, SAME]
    assert [point.difference for point in branch.points] == [None, Decimal(-100), Decimal(50), Decimal(50), None]
    assert [point.word for point in branch.points] == ["", "ลดลง", "เพิ่มขึ้น", "เพิ่มขึ้น", ""]
    assert (line.code, line.fiscal_year, branch.ending) == ("o18", 2569, None)


def test_changed_item_is_not_compared_and_gives_the_reason_of_the_map():
    years = {2566: scores(o19="0"), 2567: scores(o14="100")}

    point = next(
        point
        for branch in line_of(item_lines(ALL, years), 2567, "o14").branches
        for point in branch.points
        if (point.fiscal_year, point.code) == (2567, "o14")
    )

    assert (point.link, point.word, point.difference) == (CHANGED, "เทียบไม่ได้", None)
    assert point.reason == "จากแผนการจัดซื้อจัดจ้าง (o19 ของปี 2566) เป็นรายการการจัดซื้อจัดจ้าง"


def test_year_without_scores_is_bridged_while_the_question_stays_the_same():
    years = {2566: scores(o29="0"), 2568: scores(o19="100")}

    (branch,) = line_of(item_lines(ALL, years), 2566, "o29").branches

    point = branch.points[3]
    assert (point.code, point.difference, point.compared_year, point.skips_years) == ("o19", Decimal(100), 2566, True)


def test_year_without_scores_is_not_bridged_over_a_change():
    years = {2566: scores(o19="0"), 2568: scores(o12="100")}

    differences = [
        point.difference for branch in line_of(item_lines(ALL, years), 2568, "o12").branches for point in branch.points
    ]

    assert set(differences) == {None}


def test_item_without_predecessor_is_new_but_not_in_the_first_year_of_the_map():
    lines = item_lines(ALL, {})

    (branch,) = line_of(lines, 2567, "e9").branches
    assert (branch.points[0].link, branch.points[0].word) == (NEW, "ข้อใหม่")
    assert {branch.points[0].link for branch in line_of(lines, 2565, "o1").branches} == {FIRST}


def test_item_that_ended_says_in_which_year():
    (branch,) = line_of(item_lines(ALL, {}), 2565, "o32").branches

    assert codes(branch) == [(2565, "o32")]
    assert (branch.ending.fiscal_year, branch.ending.into) == (2566, ())


# --- Merges and splits ------------------------------------------------------------------------------------------------


def test_merging_items_are_branches_of_one_line_that_end_in_the_merged_item():
    line = line_of(item_lines(ALL, {}), 2567, "o8")

    shown = [(codes(branch), branch.ending and branch.ending.into) for branch in line.branches]
    assert shown[0] == ([(2565, "o10"), (2566, "o11"), (2567, "o8"), (2568, "o6"), (2569, "o6")], None)
    assert shown[1:] == [
        ([(2565, "o11"), (2566, "o12")], ("o8",)),
        ([(2565, "o18")], ("o11",)),
        ([(2565, "o19")], ("o12",)),
    ]


def test_merged_item_names_what_it_came_from_and_is_not_compared():
    years = {2567: scores(o1="100", o3="0"), 2568: scores(o1="50")}

    branch = line_of(item_lines(ALL, years), 2568, "o1").branches[0]

    point = next(point for point in branch.points if point.fiscal_year == 2568)
    assert (point.from_codes, point.difference) == (("o1", "o3"), None)
    assert point.reason == "รวมข้อ o1 (โครงสร้าง) และ o3 (อำนาจหน้าที่) ของปี 2567 เป็นข้อเดียว"


def test_every_item_of_every_year_is_shown_exactly_once():
    shown = Counter(
        (point.fiscal_year, point.code)
        for line in item_lines(ALL, {})
        for branch in line.branches
        for point in branch.points
    )

    assert shown == Counter((framework.fiscal_year, item.code) for framework in ALL for item in framework.items)


def test_split_item_goes_on_in_one_row_and_the_other_part_begins_its_own():
    later = with_predecessors(F2568, o17=(("o22", "equal", ""),), o18=(("o22", "equal", ""),))
    years = {2567: scores(o22="100"), 2568: scores(o17="50", o18="0")}

    line = line_of(item_lines([F2567, later], years), 2568, "o18")

    assert [codes(branch) for branch in line.branches] == [[(2567, "o22"), (2568, "o17")], [(2568, "o18")]]
    parts = [branch.last for branch in line.branches]
    assert [(part.link, part.difference) for part in parts] == [(CHANGED, None), (CHANGED, None)]
    assert {part.reason for part in parts} == {"ข้อ o22 ของปี 2567 แยกเป็นข้อ o17 และ o18"}


def test_row_of_a_split_goes_on_in_the_part_that_is_the_same_question():
    changed, equal = (("o22", "changed", "แยกส่วนสถิติ"),), (("o22", "equal", ""),)
    later = with_predecessors(F2568, o17=changed, o18=equal)

    line = line_of(item_lines([F2567, later], {}), 2568, "o17")

    assert codes(line.branches[0]) == [(2567, "o22"), (2568, "o18")]
    assert line.branches[1].last.reason == "แยกส่วนสถิติ · ข้อ o22 ของปี 2567 แยกเป็นข้อ o17 และ o18"


def test_merge_without_a_reason_in_the_map_is_told_in_words():
    later = with_predecessors(F2568, o17=(("o22", "equal", ""), ("o23", "equal", "")), o18=())

    line = line_of(item_lines([F2567, later], {}), 2568, "o17")

    assert line.branches[0].last.reason == "รวมข้อ o22 และ o23 ของปี 2567 เป็นข้อเดียว"


def test_year_that_the_portal_has_no_framework_for_breaks_the_line():
    lines = item_lines([F2566, F2568], {2566: scores(o29="0"), 2568: scores(o19="100")})

    (branch,) = line_of(lines, 2568, "o19").branches
    assert codes(branch) == [(2568, "o19")]
    assert (branch.last.link, branch.last.difference) == (FIRST, None)
    assert line_of(lines, 2566, "o29").branches[0].ending is None


# --- What a filter asks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({2566: scores(o29="0"), 2567: scores(o24="100")}, (True, False, True)),
        ({2566: scores(o29="100"), 2567: scores(o24="50")}, (True, True, True)),
        ({2567: scores(o24="50")}, (True, True, False)),
        ({}, (False, False, False)),
    ],
)
def test_line_is_weak_and_comparable_by_its_latest_scored_year(years, expected):
    line = line_of(item_lines(ALL, years), 2566, "o29")

    assert (line.is_scored, line.is_weak, line.is_comparable) == expected


def test_lines_stand_in_the_order_of_the_latest_year_and_ended_ones_last():
    lines = item_lines(ALL, {})

    latest = [line.code for line in lines if line.fiscal_year == 2569]
    assert latest == [item.code for item in ALL[-1].items]
    assert [line.fiscal_year for line in lines] == sorted((line.fiscal_year for line in lines), reverse=True)
