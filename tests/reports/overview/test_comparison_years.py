"""Agencies side by side of which the results are of different years, or whose scale broke in different years."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import OverviewRow
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db


def scored(code, *totals, first, kind="municipality"):
    """An agency with these totals of the years assessed from `first` on, each answered by the plan of the next."""
    agency = make_agency(code, kind=kind)
    for year, total in enumerate(totals, first):
        scores = {"IIT": total, "EIT": total, "OIT": total, "1": total}
        make_assessment(make_agency_year(agency, year + 1), framework=f"ita-{year}", total=total, scores=scores)
    return agency


def answers(agency, total, *, year, framework):
    """The plan of this year answers results of another year than the one before."""
    make_assessment(make_agency_year(agency, year), framework=framework, total=total, scores={"1": total, "IIT": total})


@pytest.fixture
def shown(client):
    def get(codes, year=2569):
        client.force_login(make_user(administrator=True))
        return client.get(reverse("reports:comparison"), {"year": year, "a": codes})

    return get


def text(response):
    return " ".join(response.content.decode().split())


def test_highest_is_marked_within_one_assessed_year_alone(shown):
    scored("a", 90, first=2568)
    scored("b", 91, first=2568)
    answers(make_agency("other", kind="municipality"), 40, year=2569, framework="ita-2566")
    refresh_all()

    same, different = shown(["a", "b"]), shown(["a", "b", "other"])

    assert same.context["lines"][0].best == Decimal("91.00")
    assert text(same).count("สูงสุด</small>") == 5  # the total, three instruments, indicator 1
    assert "ปีที่ประเมินต่างกัน" not in text(same)
    assert "ผลที่นำมาเทียบเป็นของปีที่ประเมินต่างกัน (2566, 2568)" in text(different)
    assert {line.code for line in different.context["lines"] if line.best} == {"EIT", "OIT"}  # other has none of these
    assert text(different).count("สูงสุด</small>") == 2


def test_breaks_are_those_of_every_kind_chosen(shown):
    scored("m", 85, 86, 87, first=2565)
    scored("p", 95, 96, 97, first=2565, kind="provincial_education")  # of other weights in 2566 alone
    refresh_all()

    found = shown(["m", "p"], 2568).context["over_years"]

    assert [(shared.change.fiscal_year, shared.change.label, shared.kinds) for shared in found.breaks] == [
        (2566, "เปลี่ยนน้ำหนักคะแนน", ("สำนักงานศึกษาธิการจังหวัด",)),
        (2567, "เปลี่ยนน้ำหนักคะแนน", ("สำนักงานศึกษาธิการจังหวัด",)),
        (2567, "เปลี่ยนเกณฑ์ระดับ", ("เทศบาล",)),
    ]


@pytest.mark.parametrize("order", [["m", "p"], ["p", "m"]])
def test_a_break_cuts_the_lines_of_its_kind_alone(shown, order):
    scored("m", 85, 86, 87, first=2565)
    scored("p", 95, 96, 97, first=2565, kind="provincial_education")
    refresh_all()

    response = shown(order, 2568)

    chart = response.context["over_years"].chart
    strokes = {series.label: len(series.strokes) for series in chart.series}
    assert strokes == {"หน่วยงาน m": 2, "หน่วยงาน p": 0}
    assert len(chart.breaks) == 3
    assert {len(series.marks) for series in chart.series} == {3}
    assert "ตั้งแต่ปี 2566 เปลี่ยนน้ำหนักคะแนน (เฉพาะสำนักงานศึกษาธิการจังหวัด): " in text(response)


def test_breaks_of_one_kind_name_no_kind(shown):
    scored("m", 85, 86, 87, first=2565)
    scored("n", 85, 86, 87, first=2565)
    refresh_all()

    response = shown(["m", "n"], 2568)

    found = response.context["over_years"].breaks
    assert [(shared.change.fiscal_year, shared.kinds) for shared in found] == [(2567, ())]
    assert "(เฉพาะ" not in text(response)


@pytest.mark.parametrize("odd", ["\x00", "a\x00", "ก", "a b", "x" * 60, ""])
def test_what_is_no_code_of_an_agency_is_not_asked_of_the_database(shown, odd):
    scored("a", 90, first=2568)
    refresh_all()

    with CaptureQueriesContext(connection) as queries:
        response = shown([odd, f"{odd}ข", f"{odd}ค", f"{odd}ง", "a"])

    assert [row.agency.code for row, _ in response.context["chosen"]] == ["a"]
    assert response.context["codes"] == ["a"]
    assert not [query["sql"] for query in queries if "\x00" in query["sql"]]


@pytest.mark.parametrize("name", ["overview", "movers", "ranking", "comparison"])
@pytest.mark.parametrize("field", ["year", "kind", "page", "sort", "group", "format", "q", "a", "body", "level"])
def test_no_field_of_the_address_takes_a_nul_to_the_database(client, name, field):
    scored("a", 90, first=2568)
    refresh_all()
    client.force_login(make_user(administrator=True))

    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(f"reports:{name}"), {"year": 2569, field: "a\x00"})

    assert response.context["asked"].fiscal_year == 2569
    assert not [query["sql"] for query in queries if "\x00" in query["sql"]]
    assert OverviewRow.objects.count() == 1
