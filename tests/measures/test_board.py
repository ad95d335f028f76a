"""The plan's layout without a database."""

from decimal import Decimal

from assessments.analysis import WeakPoint
from assessments.framework_store import get_framework
from measures.board import lay_out
from tests.measures.test_planning import facts

FRAMEWORK = get_framework("ita-2566")


def keys(board):
    return {group.code: [card.facts.key for card in group.cards] for group in board.groups}


def rows(*measures):
    return [(measure.key, measure) for measure in measures]


def test_lay_out_by_issue_shows_all_seven_and_those_without_an_issue_last():
    board = lay_out(FRAMEWORK, "issue", rows(facts("m1", issue=3), facts("m2"), facts("m3", issue=3)), ())

    assert keys(board) == {"1": [], "2": [], "3": ["m1", "m3"], "4": [], "5": [], "6": [], "7": [], "": ["m2"]}


def test_lay_out_by_indicator_shows_all_ten_in_official_order():
    measures = rows(facts("m1", indicator="9.5"), facts("m2", indicator="2"), facts("m3", indicator="9"))

    board = lay_out(FRAMEWORK, "indicator", measures, ())

    assert [group.code for group in board.groups] == [str(number) for number in range(1, 11)]
    assert (keys(board)["2"], keys(board)["9"], keys(board)["3"]) == (["m2"], ["m1", "m3"], [])
    assert board.groups[1].heading == "ตัวชี้วัดที่ 2 การใช้งบประมาณ"


def test_lay_out_by_indicator_counts_the_weak_points_that_no_measure_answers():
    points = [WeakPoint(code, "", Decimal(0), indicator, (), "urgent") for code, indicator in (("o1", "9"), ("2", "2"))]

    board = lay_out(FRAMEWORK, "indicator", rows(facts("m1", items=("o1",))), points)

    assert {group.code: group.open_points for group in board.groups if group.open_points} == {"2": 1}


def test_lay_out_in_order_is_one_group_with_ends_marked():
    board = lay_out(FRAMEWORK, "plan", rows(facts("m1", issue=3), facts("m2"), facts("m3")), ())

    assert keys(board) == {"": ["m1", "m2", "m3"]}
    assert [(card.is_first, card.is_last) for card in board.groups[0].cards] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_lay_out_without_weak_points_blames_no_measure():
    board = lay_out(FRAMEWORK, "plan", rows(facts("m1")), ())

    assert board.groups[0].cards[0].unanswering == ""


def test_pressing_holds_every_urgent_point_and_at_least_five():
    urgent = [WeakPoint(f"o{number}", "", Decimal(0), "9", (), "urgent") for number in range(1, 8)]
    develop = [WeakPoint(f"o{number}", "", Decimal(90), "9", (), "develop") for number in range(8, 11)]

    many, few = lay_out(FRAMEWORK, "plan", [], urgent + develop), lay_out(FRAMEWORK, "plan", [], develop)

    assert [entry.point.code for entry in many.less_pressing] == ["o8", "o9", "o10"]
    assert [entry.point.code for entry in few.pressing] == ["o8", "o9", "o10"]
    assert few.less_pressing == ()
