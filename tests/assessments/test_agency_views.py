"""Pages of agencies, years and history: what they show and change, and to whom."""

import pytest
from django.utils.timezone import localdate

from assessments.fiscal_year import fiscal_year_of
from assessments.models import Agency, AgencyYear, Membership
from assessments.services.scores import ScoreEdit, save_scores
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_finding,
    make_measure,
    make_progress,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return make_agency("nara2", name="สำนักงานเขตพื้นที่ตัวอย่าง", units=["กลุ่มอำนวยการ"])


@pytest.fixture
def officer_client(client, agency):
    client.force_login(make_user(officer_of=agency))
    return client


@pytest.fixture
def administrator_client(client):
    client.force_login(make_user(administrator=True))
    return client


def agency_values(**changed):
    values = {"name": "สำนักงานใหม่", "numerals": "arabic", "units": "ก\nข", "parents": "กระทรวง", "version": "1"}
    return {**values, **changed}


def names_listed(response):
    return [agency.name for agency in response.context["agency_list"]]


def test_home_of_one_agency_leads_to_it(officer_client):
    response = officer_client.get("/")

    assert response.headers["Location"] == "/agencies/nara2/"


def test_home_of_who_oversees_many_is_the_overview(administrator_client):
    for name in ("ก", "ข"):
        make_agency(name=name)

    assert administrator_client.get("/").headers["Location"] == "/oversight/overview/"


def test_home_of_who_oversees_one_leads_to_it(administrator_client):
    make_agency("own")

    assert administrator_client.get("/").headers["Location"] == "/agencies/own/"


def test_home_of_who_oversees_nothing_yet_is_the_list(administrator_client):
    assert names_listed(administrator_client.get("/")) == []


def test_home_of_a_viewer_of_two_lists_both(client):
    user = make_user()
    for name in ("ก", "ข"):
        Membership.objects.create(user=user, role="viewer", agency=make_agency(name=name))
    make_agency(name="ค")
    client.force_login(user)

    assert names_listed(client.get("/")) == ["ก", "ข"]


def test_list_of_an_administrator_holds_every_agency(administrator_client):
    for name in ("ก", "ข"):
        make_agency(name=name)

    assert names_listed(administrator_client.get("/agencies/")) == ["ก", "ข"]


def test_agency_list_leaves_other_agencies_out(officer_client):
    make_agency("secret", name="หน่วยงานลับ")

    response = officer_client.get("/agencies/")

    assert names_listed(response) == ["สำนักงานเขตพื้นที่ตัวอย่าง"]
    assert "หน่วยงานลับ" not in response.content.decode()


@pytest.mark.parametrize("typed", ["ทุ่งบัว", "SAO-1", "อบต.", "นครปฐม"])
def test_agency_list_finds_by_name_short_name_code_and_province(administrator_client, typed):
    make_agency("sao-1", name="องค์การบริหารส่วนตำบลทุ่งบัว", short_name="อบต.ทุ่งบัว", province="นครปฐม")
    make_agency("esa-1", name="สำนักงานเขตพื้นที่")

    response = administrator_client.get("/agencies/", {"q": typed})

    assert names_listed(response) == ["องค์การบริหารส่วนตำบลทุ่งบัว"]


def test_agency_list_leads_who_oversees_to_the_import(administrator_client):
    make_agency()

    assert 'href="/import/"' in administrator_client.get("/agencies/").content.decode()


def test_agency_list_leads_no_officer_to_the_import(officer_client):
    assert 'href="/import/"' not in officer_client.get("/agencies/").content.decode()


def test_agency_list_is_paged_with_its_search(administrator_client):
    for number in range(26):
        make_agency(f"a-{number:02}", name=f"เขต {number:02}")

    response = administrator_client.get("/agencies/", {"q": "เขต"})

    assert len(names_listed(response)) == 25
    assert "?q=%E0%B9%80%E0%B8%82%E0%B8%95&amp;page=2" in response.content.decode()


def test_agency_list_takes_the_same_queries_for_one_and_three(administrator_client, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(9) as captured:
            administrator_client.get("/agencies/")
        return len(captured)

    make_agency_year()
    with_one = queries()
    make_agency_year()
    make_agency_year()

    assert queries() == with_one


def test_agency_of_another_is_not_found(officer_client):
    make_agency("secret")

    response = officer_client.get("/agencies/secret/")

    assert response.status_code == 404
    assert "<h1>ไม่พบหน้านี้</h1>" in response.content.decode()


@pytest.mark.parametrize("path", ["", "changes/", "past-results/", "scores/", "scores/baseline/"])
def test_year_of_another_agency_is_not_found(officer_client, path):
    make_assessment(make_agency_year(make_agency("secret"), 2567))

    response = officer_client.get(f"/agencies/secret/2567/{path}")

    assert response.status_code == 404


def test_agency_page_shows_each_year_with_its_total(officer_client, agency):
    make_assessment(make_agency_year(agency, 2567), total="97.71", level="AA")
    make_agency_year(agency, 2568)

    rows = officer_client.get("/agencies/nara2/").context["years"]

    assert [row["year"].fiscal_year for row in rows] == [2568, 2567]
    assert "results" not in rows[0]
    assert (str(rows[1]["results"].total.value), rows[1]["results"].level_name) == ("97.710000", "AA")


def test_agency_page_takes_the_same_queries_for_one_and_three_years(
    officer_client, agency, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(20) as captured:
            officer_client.get("/agencies/nara2/")
        return len(captured)

    make_assessment(make_agency_year(agency, 2566), framework="ita-2565", scores={"1": 90})
    with_one = queries()
    make_assessment(make_agency_year(agency, 2567), scores={"1": 90})
    make_assessment(make_agency_year(agency, 2568), framework="ita-2567", scores={"1": 90})

    assert queries() == with_one


def test_agency_edit_saves_what_was_typed(officer_client, agency):
    response = officer_client.post("/agencies/nara2/edit/", agency_values())

    agency = Agency.objects.get(code="nara2")
    assert response.headers["Location"] == "/agencies/nara2/"
    assert (agency.name, agency.numerals, agency.units, agency.parents) == (
        "สำนักงานใหม่",
        "arabic",
        ["ก", "ข"],
        ["กระทรวง"],
    )


def test_agency_edit_over_a_newer_version_shows_both_values_and_saves_nothing(officer_client, agency):
    Agency.objects.filter(pk=agency.pk).update(name="ชื่อของผู้อื่น", version=5)

    response = officer_client.post("/agencies/nara2/edit/", agency_values())

    by_label = {conflict["label"]: conflict for conflict in response.context["conflicts"]}
    assert response.status_code == 409
    assert (by_label["ชื่อหน่วยงาน"]["stored"], by_label["ชื่อหน่วยงาน"]["typed"]) == ("ชื่อของผู้อื่น", "สำนักงานใหม่")
    assert response.context["form"]["version"].value() == 5
    assert response.context["form"]["name"].value() == "สำนักงานใหม่"
    assert Agency.objects.get(pk=agency.pk).name == "ชื่อของผู้อื่น"


def test_agency_edit_refused_keeps_the_typed_text_and_says_so_in_the_title(officer_client):
    response = officer_client.post("/agencies/nara2/edit/", agency_values(name="", units="กลุ่มที่พิมพ์ไว้"))

    page = response.content.decode()
    assert "<title>ข้อผิดพลาด: " in page
    assert '<a href="#id_name">ชื่อหน่วยงาน: กรอกชื่อหน่วยงาน</a>' in page
    assert "กลุ่มที่พิมพ์ไว้" in page


def test_year_open_makes_the_year_with_the_framework_of_the_year_before(officer_client, agency):
    response = officer_client.post("/agencies/nara2/open-year/", {"fiscal_year": "๒๕๖๘", "framework": ""})

    year = AgencyYear.objects.get(agency=agency)
    assert response.headers["Location"] == "/agencies/nara2/2568/"
    assert (year.fiscal_year, year.baseline.framework_code) == (2568, "ita-2567")


def test_year_open_proposes_the_year_after_the_latest_one(officer_client, agency):
    make_agency_year(agency, 2566)
    make_agency_year(agency, 2568)

    form = officer_client.get("/agencies/nara2/open-year/").context["form"]

    assert form["fiscal_year"].value() == 2569


def test_year_open_proposes_the_present_fiscal_year_to_a_new_agency(officer_client):
    form = officer_client.get("/agencies/nara2/open-year/").context["form"]

    assert form["fiscal_year"].value() == fiscal_year_of(localdate())


def test_year_open_asks_before_results_of_another_year_are_taken(officer_client):
    typed = {"fiscal_year": "2568", "framework": "ita-2565"}

    refused = officer_client.post("/agencies/nara2/open-year/", typed)
    confirmed = officer_client.post("/agencies/nara2/open-year/", typed | {"is_other_year": "on"})

    assert "ปกติจัดทำจากผลการประเมินปี พ.ศ. 2567" in refused.context["form"].errors["is_other_year"][0]
    assert confirmed.status_code == 302
    assert AgencyYear.objects.get().baseline.framework_code == "ita-2565"


def test_year_open_twice_is_refused_with_the_year_named(officer_client, agency):
    make_agency_year(agency, 2568)

    response = officer_client.post("/agencies/nara2/open-year/", {"fiscal_year": "2568", "framework": ""})

    assert response.context["form"].errors == {"fiscal_year": ["หน่วยงานนี้เปิดปีงบประมาณ พ.ศ. 2568 ไว้แล้ว"]}
    assert AgencyYear.objects.count() == 1


def test_year_overview_of_a_new_year_begins_with_the_scores(officer_client, agency):
    make_agency_year(agency, 2568)

    tasks = officer_client.get("/agencies/nara2/2568/").context["tasks"]

    assert [task.state_label for task in tasks] == ["ยังไม่เริ่ม"] * 5
    assert [task.title for task in tasks if task.is_next] == ["ผลคะแนน"]


def test_year_overview_names_the_indicators_without_a_score(officer_client, agency):
    scores = {str(number): 90 for number in range(1, 9)}
    make_assessment(make_agency_year(agency, 2567), scores=scores)

    task = officer_client.get("/agencies/nara2/2567/").context["tasks"][0]

    assert (task.state_label, task.text) == ("กำลังทำ", "ยังไม่มีคะแนนตัวชี้วัดที่ 9, 10")


def test_year_overview_counts_what_measures_and_findings_still_need(officer_client, agency):
    year = make_agency_year(agency, 2567)
    make_assessment(year, scores={str(number): 90 for number in range(1, 11)})
    make_finding(year, causes=["สาเหตุ ก", "สาเหตุ ข"])
    make_finding(year)
    first = make_measure(year, steps=["ก", "ข"], responsible=["กลุ่ม ก", "กลุ่ม ข"])
    make_measure(year, steps=["ก"], monitoring="รายงานทุกไตรมาส")
    make_progress(year, first)
    make_progress(year, first)

    tasks = officer_client.get("/agencies/nara2/2567/").context["tasks"]

    assert [task.text for task in tasks[1:4]] == [
        "บันทึกแล้ว 2 เรื่อง ยังไม่มีสาเหตุ 1 เรื่อง",
        "มี 2 มาตรการ ยังไม่มีผู้รับผิดชอบ 1 มาตรการ ยังไม่มีการกำกับติดตาม 1 มาตรการ",
        "รายงานแล้ว 1 จาก 2 มาตรการ",
    ]
    assert [task.state_label for task in tasks[:4]] == ["ครบแล้ว", "กำลังทำ", "กำลังทำ", "กำลังทำ"]


def test_year_overview_calls_complete_measures_a_plan_that_is_still_to_be_checked(officer_client, agency):
    year = make_agency_year(agency, 2567)
    make_measure(year, steps=["ก"], responsible=["กลุ่ม ก"], monitoring="รายงานทุกไตรมาส")

    task = officer_client.get("/agencies/nara2/2567/").context["tasks"][2]

    assert (task.state, task.state_label) == ("complete", "มีแผนแล้ว")
    assert task.text == "มี 1 มาตรการครบองค์ประกอบ ตรวจว่าตอบจุดอ่อนครบที่หน้ามาตรการ"


def test_changes_show_who_changed_what_from_what_to_what(officer_client, agency):
    assessment = make_assessment(make_agency_year(agency, 2567), scores={"o1": 0})
    user = make_user(name="เจ้าหน้าที่ตัวอย่าง")
    save_scores(assessment=assessment, edits=[ScoreEdit("o1", 100, 1)], by=user)

    page = officer_client.get("/agencies/nara2/2567/changes/").content.decode()

    row = page[page.index("<tbody") : page.index("</tbody>")]
    for shown in ("เจ้าหน้าที่ตัวอย่าง", ">o1<", 'data-label="จาก"><div>0</div>', 'data-label="เป็น"><div>100</div>'):
        assert shown in row


def test_changes_are_filtered_by_text(officer_client, agency):
    assessment = make_assessment(make_agency_year(agency, 2567))
    edits = [ScoreEdit("o1", 100, 0), ScoreEdit("o2", 50, 0)]
    save_scores(assessment=assessment, edits=edits, by=make_user())

    page_obj = officer_client.get("/agencies/nara2/2567/changes/", {"q": "o2"}).context["page_obj"]

    assert [change.field for change in page_obj] == ["o2"]


def test_changes_of_another_agency_and_year_stay_out(officer_client, agency):
    make_agency_year(agency, 2567)
    others = [make_agency_year(make_agency(), 2567), make_agency_year(agency, 2568)]
    for year in others:
        save_scores(assessment=make_assessment(year), edits=[ScoreEdit("o1", 100, 0)], by=make_user())

    page_obj = officer_client.get("/agencies/nara2/2567/changes/").context["page_obj"]

    assert list(page_obj) == []


@pytest.mark.parametrize("number", ["abc", "-1", "999"])
def test_changes_with_an_odd_page_number_still_answer(officer_client, agency, number):
    make_agency_year(agency, 2567)

    response = officer_client.get("/agencies/nara2/2567/changes/", {"page": number})

    assert response.context["page_obj"].number == 1
