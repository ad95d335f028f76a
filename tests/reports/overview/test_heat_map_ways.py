"""The heat map put in order, followed, narrowed and taken as a file; its queries, and odd addresses."""

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Body
from assessments.scoring.arithmetic import rounded
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment
from tests.reports.overview.heat_tables import figures_of, table
from tests.reports.overview.scored_agencies import administrator, assessments_of, make_results

pytestmark = pytest.mark.django_db


@pytest.fixture
def see(client):
    def get(user=None, **asked):
        client.force_login(user or administrator())
        return client.get(reverse("reports:heat-map"), {"year": 2568, **asked})

    return get


def test_column_puts_agencies_in_order_with_the_unscored_last(see):
    for name, score in (("ก", 50), ("ข", None), ("ค", 100), ("ง", 0)):
        scores = {"9": 90} if score is None else {"9": 90, "o1": score, "IIT": score}
        make_assessment(make_agency_year(make_agency(name=name), 2568), framework="ita-2567", scores=scores)
    refresh_all()

    assert list(table(see(order="IIT"))) == ["ง", "ก", "ค", "ข"]
    assert list(table(see(order="-IIT"))) == ["ค", "ก", "ง", "ข"]
    assert list(table(see(of="items", order="o1"))) == ["ง", "ก", "ค", "ข"]
    assert list(table(see(of="items", order="-o1"))) == ["ค", "ก", "ง", "ข"]


def test_column_puts_provinces_in_order_and_says_so(see):
    for province, score in (("ตราด", 50), ("กระบี่", 100), ("ตรัง", 0)):
        agency = make_agency(province=province)
        make_assessment(make_agency_year(agency, 2568), framework="ita-2567", scores={"OIT": score, "o1": score})
    refresh_all()

    assert list(table(see(by="province"))) == ["กระบี่", "ตรัง", "ตราด"]
    assert list(table(see(by="province", order="OIT"))) == ["ตรัง", "ตราด", "กระบี่"]
    response = see(by="province", of="items", order="-o1")
    assert list(table(response)) == ["กระบี่", "ตราด", "ตรัง"]
    assert response.content.count(b'aria-sort="descending"') == 1


def test_province_leads_to_its_agencies(see, client):
    make_results(seed=1, name="ของตรัง", province="ตรัง")
    make_results(seed=2, name="ของตราด", province="ตราด")
    refresh_all()
    page = lxml.html.fromstring(see(by="province", of="items", instrument="EIT").content)

    (address,) = page.xpath("//tbody//th/a[text()='ตรัง']/@href")

    response = client.get(reverse("reports:heat-map") + address)
    assert list(table(response)) == ["ของตรัง"]
    assert response.context["choice"].instrument == "EIT"


def test_filters_that_sums_cannot_answer_are_named_and_not_used(see):
    make_results(seed=1, name="กขค", province="ตรัง")
    make_results(seed=2, name="งจฉ", province="ตรัง")
    refresh_all()

    items, figures = see(by="province", of="items", q="กขค"), see(by="province", q="กขค")

    assert items.context["unused"] == ["ค้นหาหน่วยงาน"]
    assert "ไม่ได้ใช้ตัวกรองต่อไปนี้: ค้นหาหน่วยงาน" in items.content.decode()
    assert table(items)["ตรัง"][0] == "2"
    assert (figures.context["unused"], table(figures)["ตรัง"][0]) == ([], "1")


def test_agencies_of_another_framework_are_left_out_and_counted(see):
    make_results(seed=1, name="ปี 2567 ก")
    make_results(seed=2, name="ปี 2567 ข")
    other = make_agency_year(make_agency(name="ปี 2566"), 2568)
    make_assessment(other, framework="ita-2566", scores={"9": 90})
    refresh_all()

    response = see()

    assert list(table(response)) == ["ปี 2567 ก", "ปี 2567 ข"]
    assert [number for _, number in response.context["assessed"].left_out] == [1]
    assert "ไม่รวม 1 หน่วยงานที่ใช้" in response.content.decode()


def test_year_without_results_says_so(see):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    response = see(by="province", format="csv")

    assert response.status_code == 200
    assert "ยังไม่มีผลการประเมินสำหรับปีงบประมาณ พ.ศ. 2568" in response.content.decode()


def test_file_holds_all_agencies_in_order_and_empty_cells_for_no_score(see):
    for number in range(30):
        make_results(seed=number, name=f"หน่วยงาน {number:02}", without=["o1"])
    refresh_all()

    response = see(of="items", instrument="OIT", format="csv")

    text = b"".join(response.streaming_content).decode()
    lines = text.splitlines()
    assert text.startswith("\ufeffหน่วยงาน,รายละเอียด,o1 ")
    assert [line.split(",")[0] for line in lines[1:]] == [f"หน่วยงาน {number:02}" for number in range(30)]
    assert {line.split(",")[2] for line in lines[1:]} == {""}


def test_file_of_provinces_holds_means_and_how_many(see):
    make_results(seed=1, province="ตรัง")
    refresh_all()

    response = see(by="province", format="csv")

    _, line = b"".join(response.streaming_content).decode().splitlines()
    (assessment,) = assessments_of()
    means = [f"{rounded(value, 2)},1" for value in figures_of(assessment).values()]
    assert line == ",".join(["ตรัง", "1", *means])


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"by": "province"},
        {"by": "kind"},
        {"by": "body"},
        {"of": "items"},
        {"of": "items", "order": "o1"},
        {"by": "province", "of": "items"},
        {"order": "-9", "q": "หน่วย", "trouble": "late"},
    ],
)
def test_queries_do_not_grow_with_the_agencies(client, asked):
    client.force_login(administrator())
    body = Body.objects.create(name="กรม", kind="department")
    make_results(seed=0, province="ตรัง", body=body)
    one = queries_of(client, asked)
    for number in range(1, 30):
        make_results(seed=number, province="ตราด" if number % 2 else "กระบี่", body=body)

    thirty = queries_of(client, asked)

    assert one == thirty
    assert thirty <= 15


def queries_of(client, asked):
    refresh_all()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("reports:heat-map"), {"year": 2568, **asked}).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "asked",
    [
        "by=planet&of=stars",
        "of=items&instrument=%00",
        "of=items&instrument=OIT&order=-i1",
        "order=--OIT",
        "order=%F0%9F%98%80",
        "by=body&body=999999",
        "by=province&province=%27%3B--",
        "year=99999999999999999999",
        "year=abc&page=-1",
        "page=999999",
        "by=province&page=x",
        "format=exe",
        "level=%00&stage=77&q=%00%00",
    ],
)
def test_odd_addresses_show_a_page(client, asked):
    make_results(seed=1, province="ตรัง")
    refresh_all()
    client.force_login(administrator())

    response = client.get(f"{reverse('reports:heat-map')}?{asked}")

    assert response.status_code == 200
