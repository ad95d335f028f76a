"""Totals, instruments and indicators over the years, the breaks of the scale, and their drawing."""

from dataclasses import replace
from decimal import Decimal

from assessments.analysis.scale_breaks import breaks_within, scale_breaks
from assessments.analysis.trends import TrendYear, indicator_lines, instrument_lines, total_line
from assessments.line_charts import floor_of, line_chart
from tests.assessments.published import framework_of, indicators

ALL = [framework_of(year) for year in range(2565, 2570)]
F2566 = ALL[1]
BREAKS = scale_breaks(ALL, "education_area")
TOTALS = ("79.31", "89.12", "82.85", "75.84", "76.29", "77.79", "88.15", "98.44", "97.71")
NARATHIWAT = [TrendYear(year, Decimal(total)) for year, total in enumerate(TOTALS, start=2558)]


def years_of(**totals):
    return [TrendYear(int(year[1:]), Decimal(total)) for year, total in totals.items()]


# --- Breaks -----------------------------------------------------------------------------------------------------------


def test_scale_breaks_where_levels_change_and_before_the_ten_indicators():
    assert [(change.fiscal_year, change.is_comparable, change.is_verified) for change in BREAKS] == [
        (2563, False, False),
        (2567, True, False),
    ]


def test_break_of_the_levels_names_both_scales_and_the_new_marks_of_items():
    reason = BREAKS[1].reason

    assert reason == (
        "ระดับผลเปลี่ยนจาก AA A B C D E F เป็น ผ่านดีเยี่ยม ผ่านดี ผ่าน ต้องปรับปรุง ต้องปรับปรุงโดยด่วน "
        "โดยระดับผ่านดีเยี่ยมและผ่านดี ดูคะแนนทุกเครื่องมือด้วย ไม่ใช่คะแนนรวมอย่างเดียว · คะแนนรายข้อ OIT เปลี่ยนจาก 0/100 เป็น 0/50/100"
    )


def test_change_of_weights_is_a_break_over_which_figures_do_not_compare():
    general = next(rule for rule in F2566.rules if not rule.kinds)
    weights = {"IIT": Decimal(20), "EIT": Decimal(30), "OIT": Decimal(50)}
    later = replace(F2566, fiscal_year=2570, rules=(replace(general, weights=weights),))

    change = scale_breaks([F2566, later], "education_area")[-1]

    assert (change.label, change.is_comparable) == ("เปลี่ยนน้ำหนักคะแนน", False)
    assert change.reason == "น้ำหนักเครื่องมือเปลี่ยนจาก IIT 30 EIT 30 OIT 40 เป็น IIT 20 EIT 30 OIT 50"


def test_break_counts_only_with_a_year_on_either_side():
    assert [change.fiscal_year for change in breaks_within(BREAKS, [2558, 2566])] == [2563]
    assert [change.fiscal_year for change in breaks_within(BREAKS, [2563, 2567])] == [2567]
    assert breaks_within(BREAKS, []) == ()


# --- Lines ------------------------------------------------------------------------------------------------------------


def test_total_of_narathiwat_since_2558_is_compared_but_not_over_the_change_of_indicators():
    line = total_line(NARATHIWAT, BREAKS)

    differences = [None, "9.81", "-6.27", "-7.01", "0.45", None, "10.36", "10.29", "-0.73"]
    assert [point.difference for point in line.points] == [value and Decimal(value) for value in differences]
    assert (line.points[5].fiscal_year, line.points[5].word) == (2563, "เทียบไม่ได้")
    assert line.points[5].reason.startswith("ตัวชี้วัดสิบตัวชุดปัจจุบันใช้ตั้งแต่ปี 2563")


def test_total_is_compared_over_a_change_of_levels_only():
    line = total_line(years_of(y2566="90", y2567="95"), BREAKS)

    assert (line.points[1].difference, line.points[1].word) == (Decimal(5), "เพิ่มขึ้น")


def test_gap_year_has_a_point_without_score_and_ends_the_comparison():
    line = total_line(years_of(y2564="80", y2566="90"), BREAKS)

    assert [(point.fiscal_year, point.score, point.difference) for point in line.points] == [
        (2564, Decimal(80), None),
        (2565, None, None),
        (2566, Decimal(90), None),
    ]
    assert line.latest.fiscal_year == 2566


def test_indicators_and_instruments_follow_their_codes():
    years = [
        TrendYear(2565, None, scores=indicators("90 80 70 60 50 40 30 20 10 0") | {"EIT": Decimal(30)}),
        TrendYear(2566, None, scores={"2": Decimal("82.50"), "EIT": Decimal(31)}, framework=F2566),
    ]

    second = indicator_lines(years, BREAKS, F2566)[1]
    external = instrument_lines(years, BREAKS, F2566)[1]

    assert (second.name, [point.score for point in second.points]) == ("การใช้งบประมาณ", [Decimal(80), Decimal("82.50")])
    assert (second.points[1].difference, external.points[1].difference) == (Decimal("2.50"), Decimal(1))


# --- Charts -----------------------------------------------------------------------------------------------------------


def test_axis_begins_at_the_ten_under_the_lowest_score_and_always_shows_the_pass_mark():
    assert floor_of([Decimal("63.2"), Decimal(90)], Decimal(85)) == 60
    assert floor_of([Decimal(99)], Decimal(85)) == 80
    assert floor_of([Decimal(0)], Decimal(85)) == 0


def test_chart_draws_no_stroke_over_a_gap_or_over_a_break_that_does_not_compare():
    line = total_line(years_of(y2561="70", y2562="75", y2563="80", y2565="90", y2566="95", y2567="100"), BREAKS)

    chart = line_chart([line], BREAKS, floor=60, pass_mark=Decimal(85))

    (series,) = chart.series
    assert len(series.marks) == 6
    assert len(series.strokes) == 3
    assert [label.place.label for label in chart.years] == [str(year) for year in range(2561, 2568)]


def test_chart_puts_scores_and_breaks_where_they_belong():
    line = total_line(years_of(y2566="80", y2567="100"), BREAKS[1:])

    chart = line_chart([line], BREAKS[1:], floor=80, pass_mark=Decimal(90))

    first, last = chart.series[0].marks
    assert (first.x, first.y, last.x, last.y) == ("9.00%", chart.bottom, "96.00%", chart.top)
    assert chart.pass_mark == (chart.top + chart.bottom) / 2
    assert (chart.breaks[0].place.x, chart.breaks[0].place.label) == ("52.50%", "ตั้งแต่ 2567 เปลี่ยนเกณฑ์ระดับ")
    assert [tick.label for tick in chart.ticks] == ["100", "95", "90", "85", "80"]


def test_chart_of_one_year_stands_in_the_middle():
    chart = line_chart([total_line(years_of(y2566="80"), ())], (), floor=80)

    assert (chart.series[0].marks[0].x, chart.series[0].strokes, chart.breaks) == ("52.50%", (), ())
