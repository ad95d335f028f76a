"""The score pages: the grid saves touched cells, marks what is refused, and shows both values of a conflict."""

from decimal import Decimal

import pytest

from assessments.models import Assessment, PastResult, Score
from tests.makers import make_agency, make_agency_year, make_assessment, make_past_result, make_scores, make_user

pytestmark = pytest.mark.django_db

YEAR = "/agencies/nara2/2568/"
OIT = YEAR + "scores/baseline/OIT/"


@pytest.fixture
def year():
    return make_agency_year(make_agency("nara2"), 2568)


@pytest.fixture
def officer_client(client, year):
    client.force_login(make_user(officer_of=year.agency))
    return client


def make_baseline(year, **values):
    return make_assessment(year, framework="ita-2567", **values)


def cell(code, typed, shown="", version=0):
    return {f"s-{code}": typed, f"w-{code}": shown, f"v-{code}": str(version)}


def stored_scores():
    return {row.code: row.value for row in Score.objects.all()}


def row_of(response, code):
    return next(row for row in response.context["form"].rows if row.code == code)


def past_rows(*rows, **others):
    data = {"year-TOTAL_FORMS": str(len(rows)), "year-INITIAL_FORMS": "0", "version": "1", **others}
    for number, (fiscal_year, total) in enumerate(rows):
        data |= {f"year-{number}-fiscal_year": fiscal_year, f"year-{number}-total": total}
    return data


def test_scores_without_results_lead_to_the_choice_of_the_year(officer_client):
    response = officer_client.get(YEAR + "scores/baseline/")

    assert response.headers["Location"] == YEAR + "scores/baseline/start/"


@pytest.mark.parametrize(("role", "framework"), [("baseline", "ita-2567"), ("result", "ita-2568")])
def test_scores_start_offers_the_usual_year(officer_client, role, framework):
    form = officer_client.get(f"{YEAR}scores/{role}/start/").context["form"]

    assert form["framework"].value() == framework


def test_scores_start_makes_the_results(officer_client, year):
    response = officer_client.post(YEAR + "scores/result/start/", {"framework": "ita-2568"})

    assessment = Assessment.objects.get(agency_year=year)
    assert response.headers["Location"] == YEAR + "scores/result/"
    assert (assessment.role, assessment.framework_code, assessment.fiscal_year) == ("result", "ita-2568", 2568)


def test_scores_start_refuses_an_unknown_framework(officer_client):
    response = officer_client.post(YEAR + "scores/baseline/start/", {"framework": "ita-1999"})

    assert response.context["form"].errors == {"framework": ["ใช้กรอบการประเมิน “ita-1999” กับผลนี้ไม่ได้ เลือกปีจากรายการ"]}
    assert Assessment.objects.count() == 0


def test_scores_start_offers_a_result_only_of_years_after_the_baseline(officer_client, year):
    make_baseline(year)

    form = officer_client.get(YEAR + "scores/result/start/").context["form"]
    refused = officer_client.post(YEAR + "scores/result/start/", {"framework": "ita-2567"})

    assert [code for code, _ in form.fields["framework"].choices] == ["", "ita-2568", "ita-2569"]
    assert refused.context["form"].errors == {"framework": ["ใช้กรอบการประเมิน “ita-2567” กับผลนี้ไม่ได้ เลือกปีจากรายการ"]}
    assert year.assessments.count() == 1


def test_scores_start_says_which_framework_is_still_missing(client):
    year = make_agency_year(make_agency("late"), 2570)
    make_assessment(year, framework="ita-2569")
    client.force_login(make_user(officer_of=year.agency))

    page = client.get("/agencies/late/2570/scores/result/start/").content.decode()

    assert "กรอบการประเมินปี พ.ศ. 2570 ยังไม่มีในระบบ" in page
    assert "ใช้ปีนี้" not in page


def test_scores_start_tells_the_year_that_is_taken(officer_client, year):
    response = officer_client.post(YEAR + "scores/baseline/start/", {"framework": "ita-2567"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["ใช้ผลการประเมินปี พ.ศ. 2567 แล้ว"]


def test_scores_tell_how_many_figures_were_checked(officer_client, year):
    assessment = make_baseline(year)
    address = YEAR + "scores/baseline/"

    none = officer_client.get(address).content.decode()
    make_scores(assessment, {"OIT": 90, "9": 90, "10": 90})
    one = officer_client.get(address).content.decode()

    assert "ยังไม่มีคะแนนให้ตรวจ" in none
    assert "ตรวจคะแนนที่ประกาศกับที่คำนวณได้ 1 รายการ ตรงกันทุกรายการ" in one


def test_scores_head_what_is_only_computed_as_computed(officer_client, year):
    make_baseline(year, scores={"IIT": 90, "EIT": 90, "OIT": 90}, rank_position=1234)

    page = officer_client.get(YEAR + "scores/baseline/").content.decode()

    assert "ผลที่คำนวณได้" in page
    assert page.count("<small>คำนวณได้</small>") == 2
    assert "<dd>1,234</dd>" in page


def test_sheet_shows_two_decimals_or_as_many_as_were_typed(officer_client, year):
    make_baseline(year, scores={"9": "88.5", "9.1": "88.123", "o1": 50})

    response = officer_client.get(OIT)

    assert [row_of(response, code).shown for code in ("9", "9.1", "o1")] == ["88.50", "88.123", "50"]
    assert 'value="88.50"' in str(row_of(response, "9").cell)


def test_past_results_point_out_a_year_that_the_portal_holds(officer_client, year):
    make_baseline(year, total=90)
    make_assessment(make_agency_year(year.agency, 2567), framework="ita-2566", total=85)
    make_past_result(year, 2566, 80)
    make_past_result(year, 2565, 75)

    page = officer_client.get(YEAR + "past-results/").content.decode()

    assert page.count("มีผลปีนี้ในระบบแล้ว") == 1


def test_scores_show_announced_and_computed_with_the_reason(officer_client, year):
    make_baseline(year, total="99.00", scores={"IIT": 90, "EIT": 90, "OIT": 90})

    response = officer_client.get(YEAR + "scores/baseline/")

    found = response.context["discrepancies"][0]
    assert (found.label, found.announced, found.computed, found.difference) == ("คะแนนรวม", "99.00", "90.00", "+9.00")
    assert found.reason in response.content.decode()


def test_announced_saves_what_was_typed(officer_client, year):
    assessment = make_baseline(year)
    typed = {"total": "๙๗.๘๘", "level": "ผ่านดีเยี่ยม", "rank_position": "12", "version": "1"}

    officer_client.post(YEAR + "scores/baseline/announced/", typed)

    assessment.refresh_from_db()
    assert (assessment.total, assessment.level, assessment.rank_position) == (Decimal("97.88"), "ผ่านดีเยี่ยม", 12)


def test_announced_over_a_newer_version_shows_both_values(officer_client, year):
    assessment = make_baseline(year, total="90", version=2)

    response = officer_client.post(YEAR + "scores/baseline/announced/", {"total": "95", "version": "1"})

    assessment.refresh_from_db()
    assert response.context["conflicts"] == [{"label": "คะแนนรวม", "stored": "90", "typed": "95"}]
    assert (response.status_code, assessment.total) == (409, 90)


def test_sheet_shows_every_entry_with_its_score(officer_client, year):
    make_baseline(year, scores={"OIT": "95.36", "o1": 100})

    response = officer_client.get(OIT)

    assert row_of(response, "OIT").shown == "95.36"
    assert row_of(response, "o1").shown == "100"
    assert len(response.context["form"].rows) == 1 + 2 + 7 + 35


def test_sheet_saves_touched_cells(officer_client, year):
    make_baseline(year, scores={"o1": 100, "o2": 50})
    typed = {**cell("o1", "", "100", 1), **cell("o2", "50", "50", 1), **cell("o3", "๑๐๐"), **cell("9", "88.81")}

    response = officer_client.post(OIT, typed)

    assert response.headers["Location"] == OIT
    assert stored_scores() == {"o2": 50, "o3": 100, "9": Decimal("88.81")}


def test_sheet_with_a_refused_value_saves_nothing_and_marks_the_cell(officer_client, year):
    make_baseline(year)

    response = officer_client.post(OIT, {**cell("o1", "100"), **cell("o2", "๑๐๑")})

    page = response.content.decode()
    assert stored_scores() == {}
    assert 'value="๑๐๑"' in page
    assert 'href="#id_s-o2"' in page
    assert row_of(response, "o2").cell.errors[0].startswith("“๑๐๑” ไม่ใช่คะแนน")


def test_sheet_changed_meanwhile_shows_both_values_and_saves_on_the_second_try(officer_client, year):
    make_baseline(year, scores={"o1": 50})
    Score.objects.update(value=0, version=2)
    typed = {**cell("o1", "100", "50", 1), **cell("o2", "50")}

    refused = officer_client.post(OIT, typed)
    row, seen = row_of(refused, "o1"), stored_scores()
    officer_client.post(OIT, {**cell("o1", row.cell.value(), row.shown, row.version), **cell("o2", "50")})

    assert (refused.status_code, row.stored, row.cell.value(), row.version) == (409, "0", "100", 2)
    assert seen == {"o1": 0}
    assert stored_scores() == {"o1": 100, "o2": 50}


def test_sheet_refuses_a_code_of_another_year(officer_client, year):
    make_baseline(year)

    response = officer_client.post(OIT, {**cell("o1", "100"), **cell("o43", "100")})

    message = "กรอบการประเมินปีงบประมาณ พ.ศ. 2567 (ita-2567) ไม่มีรหัส o43"
    assert response.context["form"].non_field_errors() == [message]
    assert stored_scores() == {}


def test_sheet_of_an_unknown_instrument_is_not_found(officer_client, year):
    make_baseline(year)

    response = officer_client.get(YEAR + "scores/baseline/XIT/")

    assert response.status_code == 404


def test_sheet_of_another_agency_can_not_be_written(officer_client):
    make_baseline(make_agency_year(make_agency("secret"), 2568))

    response = officer_client.post("/agencies/secret/2568/scores/baseline/OIT/", cell("o1", "100"))

    assert response.status_code == 404
    assert stored_scores() == {}


def test_sheet_shows_last_year_beside_what_it_continues(officer_client, year):
    make_baseline(year)
    before = make_agency_year(year.agency, 2567)
    make_assessment(before, framework="ita-2566", scores={"OIT": "83.75", "9": 80})

    previous = officer_client.get(OIT).context["previous"]

    assert (previous["OIT"], previous["9"]) == (Decimal("83.75"), 80)


def test_sheet_takes_the_same_queries_for_one_and_three_scores(officer_client, year, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(20) as captured:
            officer_client.get(OIT)
        return len(captured)

    assessment = make_baseline(year, scores={"o1": 100})
    with_one = queries()
    for code in ("o2", "o3"):
        Score.objects.create(assessment=assessment, code=code, value=100)

    assert queries() == with_one


def test_past_results_save_the_rows(officer_client, year):
    officer_client.post(YEAR + "past-results/", past_rows(("๒๕๖๕", "93.17"), ("", ""), ("2566", "97.71")))

    rows = list(PastResult.objects.values_list("fiscal_year", "total"))
    assert rows == [(2565, Decimal("93.17")), (2566, Decimal("97.71"))]


def test_past_results_with_one_more_row_keep_what_was_typed(officer_client):
    response = officer_client.post(YEAR + "past-results/", past_rows(("2565", "ผิด"), add="1"))

    forms = response.context["formset"].forms
    assert [(form["fiscal_year"].value(), form["total"].value()) for form in forms] == [("2565", "ผิด"), (None, None)]
    assert PastResult.objects.count() == 0


def test_past_results_refused_are_named_by_row(officer_client):
    response = officer_client.post(YEAR + "past-results/", past_rows(("2565", "90"), ("2566", "101")))

    error = response.context["errors"][0]
    assert error["anchor"] == "id_year-1-total"
    assert error["text"].startswith("แถวที่ 2 คะแนนรวม: “101”")
    assert PastResult.objects.count() == 0


def test_past_results_over_a_newer_version_show_both_values(officer_client, year):
    make_past_result(year, 2565, "80")

    response = officer_client.post(YEAR + "past-results/", past_rows(("2565", "93.17"), version="0"))

    assert response.context["conflicts"] == [{"label": "พ.ศ. 2565", "stored": "80", "typed": "93.17"}]
    assert PastResult.objects.get().total == 80


def test_past_results_with_a_broken_management_form_answer(officer_client):
    response = officer_client.post(YEAR + "past-results/", {"version": "1"})

    message = "ข้อมูลของแบบฟอร์มมาไม่ครบ โปรดเปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง"
    assert response.context["errors"] == [{"text": message}]
    assert PastResult.objects.count() == 0


def test_sheet_says_which_indicators_follow_from_no_item(officer_client, year):
    make_baseline(year)

    pages = {code: officer_client.get(YEAR + f"scores/baseline/{code}/") for code in ("IIT", "EIT", "OIT")}

    says = "ตัวชี้วัดที่ 6, 7, 8 คำนวณจากข้อไม่ได้ เพราะรวมส่วนที่ไม่ประกาศรายข้อ โปรดกรอกตามที่ประกาศ"
    assert [code for code, page in pages.items() if says in page.text] == ["EIT"]
    assert [code for code, page in pages.items() if "คำนวณจากข้อไม่ได้" in page.text] == ["EIT"]


def test_sheet_of_a_year_whose_items_make_the_indicators_says_nothing(officer_client, year):
    make_assessment(year, framework="ita-2566")

    assert "คำนวณจากข้อไม่ได้" not in officer_client.get(YEAR + "scores/baseline/EIT/").text


def test_era_in_the_name_of_an_item_stays_with_its_year(officer_client, year):
    make_assessment(year, framework="ita-2568", scores={"o9": 0})

    page = officer_client.get(OIT)

    assert "รายงานผลการดำเนินงานประจำปี พ.ศ.\u00a02567" in page.text
    assert "รายงานผลการดำเนินงานประจำปี พ.ศ. 2567" not in page.text.split("<tbody>")[1].split("</tbody>")[0]
