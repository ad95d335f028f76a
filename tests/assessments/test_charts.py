"""Bars as numbers: widths, the pass mark, and what is told apart without colour."""

from decimal import Decimal

from django.template.loader import render_to_string

from assessments.charts import bar_chart
from assessments.thai import thai_digits


def chart_of(*entries, **options):
    return bar_chart("คะแนนรายตัวชี้วัด", entries, label_title="ตัวชี้วัด", **options)


def test_bar_is_as_wide_as_its_score():
    chart = chart_of(("การเปิดเผยข้อมูล", Decimal("92.5")))

    assert (chart.bars[0].width, chart.bars[0].figure) == (92.5, "92.50")


def test_bar_of_what_is_not_scored_has_no_width_and_a_dash():
    chart = chart_of(("การใช้อำนาจ", None), pass_mark=Decimal(85))

    assert (chart.bars[0].width, chart.bars[0].figure, chart.bars[0].is_hollow) == (None, "–", False)


def test_bar_under_the_pass_mark_is_hollow_and_one_at_the_mark_is_not():
    chart = chart_of(("ก", Decimal("84.99")), ("ข", Decimal(85)), pass_mark=Decimal(85))

    assert [bar.is_hollow for bar in chart.bars] == [True, False]


def test_hollow_bar_of_a_tiny_score_has_no_negative_inside():
    chart = chart_of(("ก", Decimal("0.1")), pass_mark=Decimal(85))

    assert chart.bars[0].inner_width == 0


def test_figures_and_mark_follow_the_digits_asked_for():
    chart = chart_of(("ก", Decimal(90)), pass_mark=Decimal("85.00"), digits=thai_digits)

    assert (chart.bars[0].figure, chart.mark.label, chart.mark.at) == ("๙๐.๐๐", "เกณฑ์ผ่าน ๘๕", 85.0)


def test_chart_partial_escapes_labels_and_keeps_text_out_of_the_shapes():
    chart = chart_of(("<script>ก", Decimal(90)), pass_mark=Decimal(85))

    page = render_to_string("includes/bar_chart.html", {"chart": chart})

    assert "&lt;script&gt;ก" in page
    assert "<script>" not in page
    assert page.count("<svg") == 1
    assert "<text" not in page
    assert 'fill="#1f3864"' in page
