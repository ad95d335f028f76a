"""The trends page: which years and items are shown, filters in the address, queries, other agencies."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.makers import make_agency, make_agency_year, make_assessment, make_past_result, make_user

pytestmark = pytest.mark.django_db
INDICATORS = {str(number): 90 for number in range(1, 11)}


@pytest.fixture
def year():
    """An agency-year whose plan answers 2567; its other year answers 2566."""
    agency = make_agency("tharamani")
    make_assessment(make_agency_year(agency, 2567), scores=INDICATORS | {"o29": 0, "o19": 100, "o15": 100})
    own = make_agency_year(agency, 2568)
    make_assessment(own, framework="ita-2567", scores=INDICATORS | {"6": 96, "o24": 50, "o14": 50, "o11": 100})
    return own


@pytest.fixture
def officer(client, year):
    client.force_login(make_user(officer_of=year.agency))
    return client


def url(year):
    return reverse("assessments:trends", args=[year.agency.code, year.fiscal_year])


def text(response):
    return " ".join(response.content.decode().split())


def item_codes(response):
    return [rows.line.code for rows in response.context["item_rows"]]


def points_of(response, code):
    lines = {line.code: line.points for line in response.context["lines"]}
    return {point.fiscal_year: point for point in lines[code]}


# --- Which years ------------------------------------------------------------------------------------------------------


def test_trends_of_another_agency_are_not_found(client, year):
    client.force_login(make_user(officer_of=make_agency()))

    assert client.get(url(year)).status_code == 404


def test_trends_show_nothing_of_another_agency(officer, year):
    other = make_agency_year(make_agency(), 2569)
    make_assessment(other, framework="ita-2568", total=Decimal("12.34"))
    make_past_result(other, 2560, "43.21")

    response = officer.get(url(year))

    assert [shown.fiscal_year for shown in response.context["years"]] == [2566, 2567]
    assert "12.34" not in text(response)
    assert "43.21" not in text(response)


def test_trends_join_past_results_and_every_year_of_the_agency(officer, year):
    make_past_result(year, 2562, "70.50")
    make_past_result(year, 2565, "80", {"1": "81.25"})
    make_assessment(year, role="result", framework="ita-2568", total=Decimal("95.50"))

    response = officer.get(url(year))

    totals = {number: point.score for number, point in points_of(response, "total").items()}
    assert {number: score for number, score in totals.items() if score is not None} == {
        2562: Decimal("70.50"),
        2565: Decimal(80),
        2566: Decimal("90.00"),
        2567: Decimal("90.60"),
        2568: Decimal("95.50"),
    }
    assert totals[2564] is None


def test_figures_that_the_agency_gave_for_a_past_year_count_as_on_the_analysis_page(officer, year):
    make_past_result(year, 2566, "88.88", {"1": "70"})

    response = officer.get(url(year))

    history = officer.get(reverse("assessments:analysis", args=["tharamani", 2568])).context["analysis"].history
    assert points_of(response, "total")[2566].score == Decimal("88.88") == history[0].total
    assert points_of(response, "IIT")[2566].score == Decimal("86.00")


def test_own_results_of_a_year_count_before_those_of_another_plan(officer, year):
    earlier = year.agency.years.get(fiscal_year=2567)
    make_assessment(earlier, role="result", framework="ita-2567", total=Decimal("11.11"))

    response = officer.get(url(year))

    assert points_of(response, "total")[2567].score == Decimal("90.60")


def test_trends_without_any_score_lead_to_where_scores_are_entered(client):
    empty = make_agency_year()
    client.force_login(make_user(officer_of=empty.agency))

    response = client.get(url(empty))

    assert "ยังไม่มีคะแนนของปีใด" in text(response)
    assert reverse("assessments:past-results", args=[empty.agency.code, empty.fiscal_year]) in text(response)


# --- What is shown ----------------------------------------------------------------------------------------------------


def test_break_of_the_levels_is_drawn_and_stands_in_the_table(officer, year):
    page = text(officer.get(url(year)))

    assert '<td colspan="6">ตั้งแต่ปี 2567 เปลี่ยนเกณฑ์ระดับ</td>' in page
    assert page.count('class="line-chart-break"') == 1 + 1 + 10
    assert ">ตั้งแต่ 2567 เปลี่ยนเกณฑ์ระดับ</text>" in page
    assert "(ยังไม่พบเอกสารทางการยืนยันครบถ้วน)" in page


def test_total_over_the_change_of_indicators_is_called_not_comparable(officer, year):
    make_past_result(year, 2562, "70")
    make_past_result(year, 2563, "75")

    page = text(officer.get(url(year)))

    assert '<th scope="row">2563</th> <td class="number"> 75.00<span class="under">เทียบไม่ได้</span>' in page


def test_item_stands_on_one_row_with_its_code_of_each_year(officer, year):
    page = text(officer.get(url(year)))

    row = re.search(r"<tr> <th[^>]*><strong>o18</strong>.*?</tr>", page).group()
    assert re.findall(r'item-code">(\w+)<', row) == ["o31", "o29", "o24", "o19", "o18"]
    assert "+50.00" in row


def test_changed_item_says_why_it_cannot_be_compared(officer, year):
    page = text(officer.get(url(year)))

    assert (
        'เทียบไม่ได้<small class="reason"><span class="visually-hidden">เพราะ </span>'
        "จากแผนการจัดซื้อจัดจ้าง (o19 ของปี 2566) เป็นรายการการจัดซื้อจัดจ้าง</small>"
    ) in page


def test_merged_item_is_named_where_its_row_ends(officer, year):
    page = text(officer.get(url(year)))

    assert '<span class="ending">รวมเข้ากับ o12</span>' in page


# --- Filters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["o9", "o11", "o18"]),
        ({"weak": "1"}, ["o11", "o18"]),
        ({"comparable": "1"}, ["o9", "o18"]),
        ({"weak": "1", "comparable": "1"}, ["o18"]),
        ({"instrument": "OIT"}, ["o9", "o11", "o18"]),
        ({"instrument": "EIT"}, []),
        ({"instrument": "x'", "weak": "yes"}, ["o9", "o11", "o18"]),
    ],
)
def test_address_filters_items(officer, year, query, expected):
    assert item_codes(officer.get(url(year), query)) == expected


def test_items_without_scores_are_shown_when_asked_for(officer, year):
    response = officer.get(url(year), {"unscored": "1", "instrument": "IIT"})

    assert item_codes(response)[:15] == [f"i{number}" for number in range(1, 16)]
    assert 'id="filter-unscored" checked' in text(response)
    assert '<option value="IIT" selected>' in text(response)


def test_filter_that_takes_nothing_says_what_to_do(officer, year):
    assert "ไม่มีข้อที่ตรงกับตัวกรอง" in text(officer.get(url(year), {"instrument": "EIT"}))


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_trends_read_with_the_same_few_queries_for_one_and_for_five_years(client):
    agency = make_agency()
    last = make_agency_year(agency, 2570)
    make_assessment(last, framework="ita-2569", scores=INDICATORS)
    client.force_login(make_user(officer_of=agency))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(url(last))
        return len(captured)

    make_past_result(last, 2558, "60")
    one = queries()
    for number in range(2565, 2569):
        make_assessment(make_agency_year(agency, number + 1), framework=f"ita-{number}", scores=INDICATORS)
        make_past_result(last, number - 5, "80", {"1": "80"})

    assert queries() == one <= 15


def test_analysis_links_to_the_trends(officer, year):
    analysis = text(officer.get(reverse("assessments:analysis", args=["tharamani", 2568])))

    assert f'href="{url(year)}"' in analysis
