"""Layouts are data: every one is whole, and the default follows from how the agency plans."""

import pytest

from reports.documents.content import MeasureFacts, PeriodFacts, ProgressFacts
from reports.documents.measure_fields import measure_pieces
from reports.documents.progress_fields import progress_pieces
from reports.documents.wording import Wording
from reports.layouts import LAYOUTS, UnknownLayout, default_measures_layout, default_progress_layout, get_layout


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_fills_the_width_of_the_page(layout):
    assert sum(column.width for column in layout.columns) == 100


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_without_its_empty_columns_still_fills_the_page(layout):
    shown = layout.showing([{"title": 10, "measure": 10}])

    assert sum(column.width for column in shown.columns) == 100
    assert {"steps", "period", "responsible", "performed", "outcomes"} & layout.fields <= shown.fields


def test_column_is_as_wide_as_its_text_asks_within_bounds():
    layout = get_layout("progress-3", "progress")

    even, uneven = (
        layout.showing([{"measure": 26, "performed": performed, "outcomes": outcomes}])
        for performed, outcomes in ((37, 37), (3700, 0))
    )

    assert [column.width for column in even.columns] == [29, 35, 36]
    assert [column.width for column in uneven.columns] == [21, 51, 28]


def test_column_widths_follow_the_tallest_rows_not_the_sums():
    layout = get_layout("progress-3", "progress")
    many_short = [{"measure": 30, "performed": 60, "outcomes": 10}] * 4

    shown = layout.showing([*many_short, {"measure": 30, "performed": 60, "outcomes": 900}])

    _, performed, outcomes = (column.width for column in shown.columns)
    assert outcomes > performed


@pytest.mark.parametrize("layout", [it for it in LAYOUTS.values() if "period" in it.fields], ids=lambda it: it.name)
def test_period_column_always_holds_a_month_with_its_year(layout):
    crowded = {field: 4000 for field in layout.fields - {"period", "responsible"}}

    shown = layout.showing([{**crowded, "period": 20}])

    assert next(column.width for column in shown.columns if "period" in column.fields) >= 12


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_names_only_fields_that_exist(layout):
    wording = Wording("thai")
    known = {
        "measures": measure_pieces(MeasureFacts("m1", "urgent"), wording),
        "progress": progress_pieces(ProgressFacts("p1"), wording),
    }

    assert layout.fields <= set(known[layout.of])


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("issue-wide", {"issue": 1, "title": "มาตรการ"}),
        ("issue-raise", {"issue": 1, "weak_point": "จุดอ่อน"}),
        ("issue-weak-points", {"issue": 1, "weak_point": "จุดอ่อน", "monitoring": "รายงานทุกไตรมาส"}),
        ("indicator", {"indicator": "9", "assessed_points": ("ข้อมูลพื้นฐาน",)}),
        ("urgency", {"indicator": "9"}),
    ],
)
def test_default_measures_layout_follows_from_how_the_agency_plans(name, values):
    measures = (MeasureFacts("m1", "urgent", **values),)

    assert default_measures_layout(measures).name == name


@pytest.mark.parametrize(("name", "period"), [("progress-4", PeriodFacts(text="ทั้งปี")), ("progress-3", PeriodFacts())])
def test_default_progress_layout_has_a_period_column_where_periods_were_reported(name, period):
    assert default_progress_layout((ProgressFacts("p1", period=period),)).name == name


def test_layout_of_another_kind_is_refused_with_the_names_allowed():
    with pytest.raises(UnknownLayout, match="issue-wide"):
        get_layout("progress-4", "measures")
