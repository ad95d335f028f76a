"""The heat map equals what follows from the stored scores, shows nobody else's, and never takes nothing for zero."""

import pytest
from django.urls import reverse

from assessments.models import Body
from reports.models.overview import FIGURES
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_user
from tests.reports.overview.heat_tables import figures_of, mean_of, printed
from tests.reports.overview.heat_tables import table as marked_table
from tests.reports.overview.scored_agencies import FRAMEWORK, administrator, assessments_of, make_results

pytestmark = pytest.mark.django_db


@pytest.fixture
def see(client):
    def get(user=None, **asked):
        client.force_login(user or administrator())
        return client.get(reverse("reports:heat-map"), {"year": 2568, **asked})

    return get


LOWEST = "▼ต่ำสุด "


def table(response):
    """Without the marks of what is lowest."""
    return {name: [cell.removeprefix(LOWEST) for cell in cells] for name, cells in marked_table(response).items()}


def test_agencies_show_their_figures(see):
    for number in range(3):
        make_results(seed=number, name=f"หน่วยงาน {number}")
    refresh_all()

    response = see()

    assert table(response) == {
        each.agency_year.agency.name: [printed(value) for value in figures_of(each).values()]
        for each in assessments_of()
    }


def test_agency_of_the_capital_is_in_no_province(see):
    make_results(seed=1, name="เมืองหลวง", kind="hospital", province="กรุงเทพมหานคร")
    make_results(seed=2, name="ต่างจังหวัด", kind="hospital", province="ตรัง")
    refresh_all()

    page = see().content.decode()

    assert "โรงพยาบาล · กรุงเทพมหานคร" in page
    assert "โรงพยาบาล · จังหวัดตรัง" in page


def test_provinces_show_means_of_their_agencies_and_of_how_many(see):
    for number in range(5):
        make_results(seed=number, province="ตรัง" if number % 2 else "ตราด")
    make_results(seed=9, province="ตรัง", without=["9", *(item.code for item in FRAMEWORK.items)])
    refresh_all()

    response = see(by="province")

    expected = {}
    for province in ("ตรัง", "ตราด"):
        own = [figures_of(each) for each in assessments_of(province=province)]
        expected[province] = [str(len(own))]
        for code in FIGURES:
            values = [figures[code] for figures in own if figures[code] is not None]
            fewer = f"จาก {len(values)}" if len(values) < len(own) else ""
            expected[province].append(printed(mean_of(values)) + fewer)
    assert table(response) == expected
    assert "จาก 2" in "".join(expected["ตรัง"])


def test_items_of_agencies_show_their_scores(see):
    make_results(seed=1, name="หน่วยงานหนึ่ง", without=["o3"])
    refresh_all()

    response = see(of="items", instrument="OIT")

    (assessment,) = assessments_of()
    scores = assessment.score_by_code
    expected = [printed(scores.get(item.code)) for item in FRAMEWORK.items_of("OIT")]
    assert table(response) == {"หน่วยงานหนึ่ง": expected}
    assert expected[2] == "–"


def test_items_of_provinces_show_means_of_those_that_have_a_score(see):
    make_results(seed=1, province="ตรัง")
    make_results(seed=2, province="ตรัง", without=["i2"])
    make_results(seed=3, province="ตราด")
    refresh_all()

    response = see(by="province", of="items", instrument="IIT")

    own = [each.score_by_code for each in assessments_of(province="ตรัง")]
    expected = [printed(mean_of([scores.get(item.code) for scores in own])) for item in FRAMEWORK.items_of("IIT")]
    expected[1] += "จาก 1"
    assert table(response)["ตรัง"] == ["2", *expected]


def test_no_score_is_not_zero(see):
    zeros = make_agency(name="ได้ศูนย์", province="ตรัง")
    make_assessment(make_agency_year(zeros, 2568), framework="ita-2567", scores={"9": 0, "o1": 0})
    nothing = make_agency(name="ยังไม่มีผล", province="ตรัง")
    make_agency_year(nothing, 2568)
    refresh_all()

    indicators, items, provinces = see(), see(of="items"), see(by="province")

    column = [*FIGURES].index("9")
    assert [table(indicators)[name][column] for name in ("ได้ศูนย์", "ยังไม่มีผล")] == ["0.00", "–"]
    assert [table(items)[name][0] for name in ("ได้ศูนย์", "ยังไม่มีผล")] == ["0.00", "–"]
    assert table(provinces)["ตรัง"][column + 1] == "0.00"
    assert table(provinces)["ตรัง"][0] == "1"


def test_lowest_indicator_of_a_row_is_marked_and_explained(see):
    make_results(seed=1, name="หน่วยงานหนึ่ง")
    refresh_all()

    response = see()

    (figures,) = (figures_of(each) for each in assessments_of())
    least = min(value for code, value in figures.items() if code.isdecimal())
    marked = [cell for cell in marked_table(response)["หน่วยงานหนึ่ง"] if cell.startswith(LOWEST)]
    assert marked == [LOWEST + printed(least)]
    assert "ตัวชี้วัดที่ต่ำสุดของแถว" in response.content.decode()


def test_number_of_agencies_that_all_means_share_is_said_once_a_row(see):
    make_results(seed=1, province="ตรัง")
    year = make_agency_year(make_agency(province="ตรัง"), 2568)
    make_assessment(year, framework="ita-2567", scores={}, total=90)
    refresh_all()

    cells = table(see(by="province"))["ตรัง"]

    assert cells[0] == "2คะแนนจาก 1"
    assert [cell.partition("จาก ")[2] for cell in cells[1:]] == ["2", *[""] * (len(FIGURES) - 1)]


def test_agencies_without_items_are_told_where_means_are_of_items(see):
    make_results(seed=1, province="ตรัง")
    make_results(seed=2, province="ตรัง", without=[item.code for item in FRAMEWORK.items])
    refresh_all()

    items, figures = see(by="province", of="items"), see(by="province")

    assert "ในจำนวนนี้ 1 หน่วยงานมีเฉพาะคะแนนรวม ไม่มีคะแนนรายข้อ" in items.content.decode()
    assert "ในจำนวนนี้" not in figures.content.decode()


def test_administrator_of_a_province_sees_no_other_provinces_means(see):
    make_results(seed=1, name="ของตรัง", province="ตรัง")
    make_results(seed=2, name="ของตราด", province="ตราด")
    refresh_all()
    user = administrator(reach="province", province="ตรัง")

    agencies = see(user)
    shown = [see(user, by="province", of=of, province=asked) for of in ("", "items") for asked in ("", "ตรัง")]
    elsewhere = [see(user, by="province", of=of, province="ตราด") for of in ("", "items")]

    assert list(table(agencies)) == ["ของตรัง"]
    assert [list(table(response)) for response in shown] == [["ตรัง"]] * 4
    assert [b"heat-table" in response.content for response in elsewhere] == [False, False]


def test_administrators_of_a_kind_and_of_a_branch_see_their_own_means(see):
    branch = Body.objects.create(name="กรมหนึ่ง", kind="department")
    make_results(seed=1, kind="municipality", province="ตรัง", body=branch)
    make_results(seed=2, kind="department", province="ตรัง")
    refresh_all()

    for user in (administrator(reach="kind", kind="municipality"), administrator(reach="branch", body=branch)):
        (own,) = assessments_of(kind="municipality")
        scores = own.score_by_code
        expected = [printed(scores[item.code]) for item in FRAMEWORK.items_of("OIT")]
        assert table(see(user, by="province", of="items")) == {"ตรัง": ["1", *expected]}
        assert table(see(user, by="province"))["ตรัง"][0] == "1"


def test_officer_does_not_find_the_page(see):
    assessment = make_results()

    assert see(make_user(officer_of=assessment.agency_year.agency)).status_code == 404


@pytest.mark.parametrize("of", ["indicators", "items"])
def test_rows_by_body_are_one_level_below_the_body_asked_for(see, of):
    ministry = Body.objects.create(name="กระทรวง", kind="ministry")
    area = Body.objects.create(name="กรม", kind="department", parent=ministry)
    deep = Body.objects.create(name="กอง", kind="other", parent=area)
    for seed, body in enumerate((ministry, area, deep, None)):
        make_results(seed=seed, body=body)
    refresh_all()

    top, below = see(by="body", of=of), see(by="body", of=of, body=ministry.pk)

    assert {name: cells[0] for name, cells in table(top).items()} == {"กระทรวง": "3", "ไม่มีสังกัด": "1"}
    assert {name: cells[0] for name, cells in table(below).items()} == {"กระทรวง (โดยตรง)": "1", "กรม": "2"}
