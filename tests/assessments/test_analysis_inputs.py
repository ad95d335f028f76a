"""Stored rows as the inputs of the analysis."""

from decimal import Decimal

import pytest

from assessments.analysis_inputs import analyse_year
from assessments.models import AgencyYear, Target
from tests.makers import make_agency, make_agency_year, make_assessment, make_finding, make_past_result

pytestmark = pytest.mark.django_db
INDICATORS = {str(number): 90 for number in range(1, 11)}


def test_analysis_is_none_without_an_assessment():
    assert analyse_year(make_agency_year()) is None


def test_analysis_is_none_without_any_score():
    assessment = make_assessment()

    assert analyse_year(assessment.agency_year) is None


def test_analysis_needs_no_more_than_an_announced_total():
    assessment = make_assessment(total=Decimal("91.20"))

    analysis = analyse_year(assessment.agency_year)

    assert analysis.total.score == Decimal("91.20")
    assert analysis.weak_points == ()


def test_analysis_takes_the_baseline_and_never_the_later_result():
    year = make_agency_year()
    make_assessment(year, scores={"1": 70})
    make_assessment(year, role="result", framework="ita-2567", scores={"1": 99})

    analysis = analyse_year(year)

    assert analysis.indicators[0].score == Decimal("70.00")


def test_analysis_compares_with_the_earlier_year_of_the_same_agency():
    agency = make_agency()
    make_assessment(make_agency_year(agency, 2566), framework="ita-2565", scores=INDICATORS | {"1": 80})
    year = make_assessment(make_agency_year(agency, 2567), scores=INDICATORS | {"1": 85}).agency_year

    analysis = analyse_year(year)

    assert analysis.indicators[0].previous == Decimal("80.00")
    assert analysis.indicators[0].difference == Decimal("5.00")
    assert analysis.instruments[0].row.difference == Decimal("1.00")
    assert [(row.fiscal_year, row.total) for row in analysis.history] == [
        (2565, Decimal("89.40")),
        (2566, Decimal("89.70")),
    ]


def test_analysis_knows_nothing_of_another_agency():
    make_assessment(make_agency_year(make_agency(), 2566), framework="ita-2565", scores=INDICATORS)
    year = make_assessment(make_agency_year(make_agency(), 2567), scores=INDICATORS).agency_year

    analysis = analyse_year(year)

    assert analysis.indicators[0].previous is None
    assert [row.fiscal_year for row in analysis.history] == [2566]


def test_analysis_takes_past_results_where_the_portal_has_no_year():
    year = make_assessment(scores=INDICATORS).agency_year
    make_past_result(year, 2565, "88.50", {"1": "81.25", "2": "90"})
    make_past_result(year, 2564, "80")

    analysis = analyse_year(year)

    assert analysis.indicators[0].previous == Decimal("81.25")
    assert [(row.fiscal_year, row.total, row.indicators) for row in analysis.history[:2]] == [
        (2564, Decimal(80), {}),
        (2565, Decimal("88.50"), {"1": Decimal("81.25"), "2": Decimal(90)}),
    ]


def test_past_result_that_the_agency_gave_stands_above_the_year_in_the_portal():
    agency = make_agency()
    earlier = make_agency_year(agency, 2565)
    make_assessment(earlier, framework="ita-2565", fiscal_year=2564, scores=INDICATORS, total=Decimal(88))
    year = make_assessment(make_agency_year(agency, 2567), scores=INDICATORS).agency_year
    make_past_result(year, 2564, "12.34")

    analysis = analyse_year(year)

    assert [row.total for row in analysis.history] == [Decimal("12.34"), Decimal(90)]
    assert analysis.history[0].indicators == {code: Decimal(str(score)) for code, score in INDICATORS.items()}


def test_analysis_counts_neither_a_later_year_nor_what_measures_achieved():
    agency = make_agency()
    earlier = make_agency_year(agency, 2566)
    make_assessment(earlier, role="result", framework="ita-2565", scores=INDICATORS)
    year = make_assessment(make_agency_year(agency, 2567), scores=INDICATORS).agency_year
    make_assessment(make_agency_year(agency, 2568), framework="ita-2567", scores=INDICATORS)

    analysis = analyse_year(year)

    assert [row.fiscal_year for row in analysis.history] == [2566]


def test_analysis_leaves_out_an_earlier_year_without_scores():
    agency = make_agency()
    make_assessment(make_agency_year(agency, 2566), framework="ita-2565")
    year = make_assessment(make_agency_year(agency, 2567), scores=INDICATORS).agency_year

    analysis = analyse_year(year)

    assert [row.fiscal_year for row in analysis.history] == [2566]


def test_analysis_holds_the_findings_with_their_rows_and_targets():
    year = make_assessment(scores={"o29": 0, "1": 90}).agency_year
    Target.objects.create(agency_year=year, code="1", value=95)
    finding = make_finding(year, issue=7, items=["o29"], lowest="o29", causes=["สาเหตุหนึ่ง"], approaches=["แนวทางหนึ่ง"])

    analysis = analyse_year(year)

    assert analysis.indicators[0].to_target == Decimal(5)
    assert [found.pk for found in analysis.findings] == [finding.pk]
    assert [point.causes for point in analysis.weak_points if point.code == "o29"] == [("สาเหตุหนึ่ง",)]


@pytest.mark.parametrize("count", [1, 3])
def test_analysis_reads_with_the_same_queries_for_any_number_of_rows(django_assert_num_queries, count):
    agency = make_agency()
    for fiscal_year in range(2566, 2566 - count, -1):
        earlier = make_agency_year(agency, fiscal_year)
        make_assessment(earlier, framework="ita-2565", fiscal_year=fiscal_year - 1, scores=INDICATORS)
    year = make_assessment(make_agency_year(agency, 2567), scores=INDICATORS).agency_year
    for number in range(count):
        make_finding(year, issue=number + 1, items=["o29"], causes=["ก", "ข"])
        make_past_result(year, 2560 - number, "80", {"1": "80"})
    year = AgencyYear.objects.select_related("agency").prefetch_related("assessments__scores").get(pk=year.pk)

    with django_assert_num_queries(6):
        analyse_year(year)
