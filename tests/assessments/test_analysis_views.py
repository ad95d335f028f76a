"""The analysis and what-if pages: what is shown, what is refused."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.makers import make_agency, make_agency_year, make_assessment, make_finding, make_past_result, make_user

pytestmark = pytest.mark.django_db
INDICATORS = {str(number): 90 for number in range(1, 11)}
NAMES = ["analysis", "what-if", "finding-add", "targets"]


@pytest.fixture
def year():
    return make_assessment(make_agency_year(make_agency("tharamani")), scores=INDICATORS).agency_year


@pytest.fixture
def officer(client, year):
    client.force_login(make_user(officer_of=year.agency))
    return client


def url(name, year, *args):
    return reverse(f"assessments:{name}", args=[year.agency.code, year.fiscal_year, *args])


def text(response):
    return " ".join(response.content.decode().split())


# --- The analysis -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_another_agency_are_not_found(client, year, name):
    client.force_login(make_user(officer_of=make_agency()))

    assert client.get(url(name, year)).status_code == 404


def test_analysis_without_scores_leads_to_the_score_sheet(client):
    year = make_assessment().agency_year
    client.force_login(make_user(officer_of=year.agency))

    response = client.get(url("analysis", year))

    assert "ยังไม่มีคะแนนให้วิเคราะห์" in text(response)
    assert f'href="{reverse("assessments:scores", args=[year.agency.code, 2567, "baseline"])}"' in text(response)


@pytest.mark.parametrize("name", ["what-if", "finding-add", "targets"])
def test_other_pages_without_results_lead_to_the_analysis(client, name):
    year = make_agency_year()
    client.force_login(make_user(officer_of=year.agency))

    response = client.get(url(name, year))

    assert (response.status_code, response.url) == (302, url("analysis", year))


def test_analysis_shows_total_level_and_why(officer, year):
    response = officer.get(url("analysis", year))

    assert "<dt>คะแนนรวม</dt><dd>90.00 <small>คำนวณได้</small></dd>" in text(response)
    assert "คะแนนรวม 90.00 ถึง 85 แต่ไม่ถึง 95 จึงได้ระดับ A (Very Good) ซึ่งผ่านเกณฑ์" in text(response)


def test_analysis_shows_rank_and_distance_to_peers(client):
    year = make_assessment(
        total=Decimal(90), rank_position=12, peers_label="ทั้งจังหวัด", peers_count=30, peers_average=Decimal("91.25")
    ).agency_year
    client.force_login(make_user(officer_of=year.agency))

    response = client.get(url("analysis", year))

    assert "<dt>ลำดับ</dt><dd>12</dd>" in text(response)
    assert "เทียบค่าเฉลี่ยทั้งจังหวัด 91.25 (30 แห่ง)" in text(response)
    assert "−1.25" in text(response)


def test_analysis_tells_a_fall_by_arrow_sign_and_word(officer, year):
    make_past_result(year, 2565, "92.00", {"1": "93.50"})

    response = officer.get(url("analysis", year))

    assert '<span aria-hidden="true">▼</span> −3.50<span class="visually-hidden"> ลดลง</span>' in text(response)


def test_analysis_names_the_lowest_item_of_an_issue_with_cause_and_approach(client):
    year = make_assessment(scores={"o29": 0, "o28": 100, "o27": 100}).agency_year
    make_finding(year, issue=7, items=["o29"], causes=["ไม่มีผู้รวบรวมสถิติ"], approaches=["ตั้งผู้รับผิดชอบ"])
    client.force_login(make_user(officer_of=year.agency))

    page = text(client.get(url("analysis", year)))

    issue = page[page.index('id="issue-7"') :]
    assert "ข้อที่ได้คะแนนน้อยที่สุด: <strong>o29</strong>" in issue
    assert "<li>ไม่มีผู้รวบรวมสถิติ</li>" in issue
    assert "<li>ตั้งผู้รับผิดชอบ</li>" in issue


def test_analysis_shows_a_discrepancy_with_both_figures_and_a_reason(client):
    year = make_assessment(scores=INDICATORS, total=Decimal("93.17")).agency_year
    client.force_login(make_user(officer_of=year.agency))

    page = text(client.get(url("analysis", year)))

    rows = page[page.index('id="discrepancies"') :]
    assert '<td class="number">93.17</td><td class="number">90.00</td><td class="number">+3.17</td>' in rows
    assert "โปรดตรวจกับผลที่ประกาศ" in rows


def test_analysis_escapes_what_people_typed(officer, year):
    make_finding(year, issue=1, causes=["<script>alert(1)</script>"])

    page = text(officer.get(url("analysis", year)))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_analysis_page_reads_with_the_same_few_queries_for_any_number_of_rows(officer, year):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            officer.get(url("analysis", year))
        return len(captured)

    add_rows(year, 1)
    one = queries()
    add_rows(year, 2, 3)

    assert queries() == one <= 15


def add_rows(year, *numbers):
    for number in numbers:
        make_assessment(make_agency_year(year.agency, 2567 - number), framework="ita-2565", scores=INDICATORS)
        make_finding(year, issue=number, items=["o1"], causes=["ก", "ข"])
        make_past_result(year, 2560 - number, "80", {"1": "80"})


# --- What-if ----------------------------------------------------------------------------------------------------------


def test_what_if_lists_what_brings_most_first(client):
    year = make_assessment(scores=INDICATORS | {"9": 50}).agency_year
    client.force_login(make_user(officer_of=year.agency))

    effects = client.get(url("what-if", year)).context["suggestions"]

    assert (effects[0].code, effects[0].gain) == ("9", Decimal("10.00"))


def test_what_if_computes_own_values_in_thai_digits(officer, year):
    response = officer.get(url("what-if", year), {"code1": "9", "score1": "๑๐๐", "code2": "1", "score2": "80"})

    assert (response.context["trial"].total, response.context["trial"].gain) == (Decimal("91.40"), Decimal("1.40"))
    assert "<dt>คะแนนรวมใหม่</dt><dd>91.40</dd>" in text(response)


def test_what_if_says_that_the_total_is_still_unknown(client):
    year = make_assessment(scores={"9": 95, "o29": 0}).agency_year
    client.force_login(make_user(officer_of=year.agency))

    response = client.get(url("what-if", year), {"code1": "9", "score1": "100"})

    assert "ยังคำนวณคะแนนรวมใหม่ไม่ได้ เพราะยังไม่มีคะแนนครบทุกเครื่องมือ" in text(response)


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ({"code1": "9", "score1": "101"}, "score1", "“101” ไม่ใช่คะแนน"),
        ({"code1": "9", "score1": ""}, "score1", "กรอกคะแนนที่ต้องการลองของ ตัวชี้วัดที่ 9"),
        ({"code1": "", "score1": "80"}, "code1", "เลือกข้อหรือตัวชี้วัดของคะแนนนี้"),
        ({"code1": "o99", "score1": "80"}, "code1", "“o99” ไม่ใช่รายการที่ลองได้"),
        ({"code1": "ก" * 41, "score1": "80"}, "code1", f"“{'ก' * 40}…” ไม่ใช่รายการที่ลองได้"),
        (
            {"code1": "9", "score1": "80", "code2": "9", "score2": "90"},
            "code2",
            "เลือก ตัวชี้วัดที่ 9 ซ้ำกับรายการก่อนหน้า",
        ),
        ({"code1": "", "score1": ""}, "__all__", "เลือกอย่างน้อยหนึ่งรายการ"),
    ],
)
def test_what_if_explains_bad_values(officer, year, query, field, message):
    response = officer.get(url("what-if", year), query)

    assert response.context["trial"] is None
    assert message in response.context["form"].errors[field][0]


def test_analysis_does_not_call_an_announced_total_computed(client):
    year = make_assessment(total=Decimal(90), level="A").agency_year
    client.force_login(make_user(officer_of=year.agency))

    assert "<dt>คะแนนรวม</dt><dd>90.00</dd>" in text(client.get(url("analysis", year)))


def test_analysis_says_that_nothing_could_be_checked(officer, year):
    response = officer.get(url("analysis", year))

    assert response.context["checked"] == 0
    assert "ยังไม่มีคะแนนให้ตรวจ" in text(response)


def test_analysis_names_a_weak_indicator_by_more_than_its_number(client):
    year = make_assessment(scores={"2": 70, "9.5": 60, "o1": 0}).agency_year
    client.force_login(make_user(officer_of=year.agency))

    page = text(client.get(url("analysis", year)))

    for named in ("ตัวชี้วัดที่ 2</strong> การใช้งบประมาณ", "ตัวชี้วัดย่อยที่ 9.5</strong>", "<strong>o1</strong>"):
        assert named in page


def test_issue_without_scored_items_says_that_its_items_are_not_scored(officer, year):
    assert "ยังไม่มีคะแนนรายข้อของประเด็นนี้" in text(officer.get(url("analysis", year)))
