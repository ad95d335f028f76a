"""What the heat map makes of figures: numbers, steps of colour, order."""

import re
from decimal import Decimal

import pytest

from reports.overview.heat import Column, Line, Mean, figure_columns, in_order, item_columns, steps_of
from reports.overview.heat_cells import drawn
from reports.overview.heat_choice import Choice, choice_of, completed
from tests.guards.source import ROOT
from tests.reports.overview.scored_agencies import FRAMEWORK

STEPS = steps_of(Decimal(85))
COLUMNS = (Column("OIT", "OIT", "การเปิดเผยข้อมูล", "แบบวัด"),)


def cell_of(figure, agencies=None):
    return drawn(Line("ก", "ก", {"OIT": figure}, agencies=agencies), COLUMNS, STEPS).cells[0]


def test_steps_deepen_away_from_the_pass_mark():
    assert [(step.name, step.floor, step.words) for step in STEPS] == [
        ("below-3", Decimal(0), "ต่ำกว่า 50"),
        ("below-2", Decimal(50), "50 ถึงต่ำกว่า 70"),
        ("below-1", Decimal(70), "70 ถึงต่ำกว่า 85"),
        ("reached-1", Decimal(85), "85 ถึงต่ำกว่า 90 (ถึงเกณฑ์ผ่าน)"),
        ("reached-2", Decimal(90), "90 ถึงต่ำกว่า 95"),
        ("reached-3", Decimal(95), "95 ถึง 100"),
    ]


@pytest.mark.parametrize("pass_mark", [50, 60, 70, 80, 85, 90, 95])
def test_there_is_a_colour_for_every_step_of_any_pass_mark(pass_mark):
    steps = steps_of(Decimal(pass_mark))

    assert {step.name for step in steps} <= {step.name for step in STEPS}
    assert next(step.floor for step in steps if step.name == "reached-1") == pass_mark


@pytest.mark.parametrize(
    ("figure", "text", "step"),
    [
        (Decimal(0), "0.00", "below-3"),
        (Decimal("84.99"), "84.99", "below-1"),
        (Decimal("84.995"), "85.00", "reached-1"),
        (Decimal("89.994"), "89.99", "reached-1"),
        (Decimal("89.995"), "90.00", "reached-2"),
        (Decimal("94.995"), "95.00", "reached-3"),
        (Decimal(100), "100", "reached-3"),
        (None, "–", "none"),
        (Mean(None, 0), "–", "none"),
        (Mean(Decimal(250), 3), "83.33", "below-1"),
    ],
)
def test_cell_prints_its_number_and_is_coloured_by_what_it_prints(figure, text, step):
    cell = cell_of(figure)

    assert (cell.text, cell.step) == (text, step)


def row_of(agencies, **figures):
    columns = [Column(code, code, code, "แบบวัด") for code in figures]
    return drawn(Line("ก", "ก", figures, agencies=agencies), columns, STEPS)


def mean(value, agencies):
    return Mean(Decimal(value) * agencies, agencies)


def test_row_says_once_how_many_agencies_its_means_are_of():
    row = row_of(5, a=mean(90, 3), b=mean(80, 3), c=mean(70, 5))

    assert (row.agencies, row.basis, [cell.agencies for cell in row.cells]) == (5, 3, [None, None, 5])


def test_row_whose_means_are_of_all_its_agencies_names_only_what_differs():
    row = row_of(5, a=mean(90, 5), b=mean(80, 5), c=mean(70, 2), d=Mean(None, 0))

    assert (row.basis, [cell.agencies for cell in row.cells]) == (None, [None, None, 2, None])


def test_agency_row_says_no_number_of_agencies():
    row = row_of(None, a=Decimal(90), b=Decimal(80))

    assert (row.basis, [cell.agencies for cell in row.cells]) == (None, [None, None])


def test_lowest_of_a_row_are_all_that_print_the_same_least_number():
    row = row_of(2, a=mean(90, 2), b=mean("80.001", 2), c=mean("80.004", 2), d=Mean(None, 0))

    assert [cell.is_lowest for cell in row.cells] == [False, True, True, False]


@pytest.mark.parametrize("figures", [{"a": 90}, {"a": 90, "b": 90}, {"a": 90, "b": None}, {"a": None}])
def test_no_figure_is_the_lowest_where_there_is_nothing_higher(figures):
    row = row_of(None, **{code: None if value is None else Decimal(value) for code, value in figures.items()})

    assert [cell.is_lowest for cell in row.cells] == [False] * len(figures)


def test_indicators_and_items_are_compared_and_not_what_they_are_summed_up_in():
    indicators = [column.code for column in figure_columns(FRAMEWORK) if column.is_finest]

    assert indicators == [str(number) for number in range(1, 11)]
    assert all(column.is_finest for column in item_columns(FRAMEWORK, "OIT"))


@pytest.mark.parametrize(("is_falling", "expected"), [(False, ["ต่ำ", "สูง", "ไม่มี"]), (True, ["สูง", "ต่ำ", "ไม่มี"])])
def test_rows_without_a_score_come_last_either_way(is_falling, expected):
    lines = [
        Line("1", "ไม่มี", {"OIT": Mean(None, 0)}),
        Line("2", "สูง", {"OIT": Mean(Decimal(90), 1)}),
        Line("3", "ต่ำ", {"OIT": Mean(Decimal(0), 1)}),
    ]

    assert [line.label for line in in_order(lines, "OIT", is_falling=is_falling)] == expected


def test_choice_leaves_out_what_it_does_not_understand():
    data = {"by": "planet", "of": "stars", "instrument": "XXX", "order": "-; DROP TABLE"}

    assert completed(choice_of(data), data, FRAMEWORK) == Choice()


def test_choice_of_items_takes_the_last_instrument_and_orders_by_its_items_only():
    data = {"by": "province", "of": "items", "order": "-i1"}

    assert completed(choice_of(data), data, FRAMEWORK) == Choice("province", "items", "OIT")


def test_heading_goes_through_lowest_highest_and_none():
    assert [
        Choice().after("OIT"),
        Choice(order="OIT").after("OIT"),
        Choice(order="OIT", is_falling=True).after("OIT"),
    ] == ["OIT", "-OIT", ""]


def test_every_step_is_readable():
    css = (ROOT / "static/css/heat_map.css").read_text(encoding="utf-8")
    pattern = r"\.heat-([a-z]+(?:-\d)?) \{[^}]*background-color: (#\w+); color: (#\w+|var\(--ink(?:-soft)?\));"
    inks = {"var(--ink)": "#1b2236", "var(--ink-soft)": "#4a546c"}
    found = {name: contrast(ground, inks.get(ink, ink)) for name, ground, ink in re.findall(pattern, css)}

    assert set(found) == {*(step.name for step in STEPS), "none"}
    assert {name: ratio for name, ratio in found.items() if ratio < 4.5} == {}


def contrast(*colours):
    """WCAG 2.2, 1.4.3."""
    low, high = sorted(luminance(colour) for colour in colours)
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
