"""The distribution of levels equals what follows from the stored scores, by year and by kind."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import thai
from assessments.framework_store import get_framework
from assessments.frameworks.kinds import KINDS
from assessments.scoring.arithmetic import rounded
from reports.overview.levels import Tally, distribution_of, fills_of, scales_of
from reports.overview.refreshing import refresh_all
from reports.shares import percent
from tests.makers import make_agency, make_agency_year, make_assessment, make_user
from tests.reports.overview.scored_agencies import FRAMEWORK, administrator, assessments_of

OLD = get_framework("ita-2566")


def tally(rank, agencies, points=None, *, framework=FRAMEWORK, scored=None, kind="municipality"):
    points = None if points is None else Decimal(points)
    return Tally(2568, kind, framework.code, rank, agencies, points, agencies if scored is None else scored)


def make_total(total, *, fiscal_year=2568, **agency):
    """Every instrument the same, so that the total decides the level."""
    year = make_agency_year(make_agency(**agency), fiscal_year)
    scores = {} if total is None else dict.fromkeys(["IIT", "EIT", "OIT"], Decimal(total))
    return make_assessment(year, framework=f"ita-{fiscal_year - 1}", scores=scores or {"9": 90})


# --- Pure ------------------------------------------------------------------------------------------------------------


def test_shares_are_of_the_agencies_with_a_level():
    found = distribution_of(FRAMEWORK, [tally(0, 1, 96), tally(3, 2, 150), tally(None, 5, None, scored=0)])

    assert [(level.name, level.agencies, level.share) for level in found.levels] == [
        ("ผ่านดีเยี่ยม", 1, Decimal("33.33")),
        ("ผ่านดี", 0, Decimal("0.00")),
        ("ผ่าน", 0, Decimal("0.00")),
        ("ต้องปรับปรุง", 2, Decimal("66.67")),
        ("ต้องปรับปรุงโดยด่วน", 0, Decimal("0.00")),
    ]
    assert (found.agencies, found.without, found.passed, found.passed_share) == (3, 5, 1, Decimal("33.33"))
    assert found.mean == Decimal("82.00")


def test_nobody_has_no_share_and_no_mean():
    found = distribution_of(FRAMEWORK, [])

    assert (found.agencies, found.mean, found.passed_share, found.levels[0].share) == (0, None, None, None)
    assert found.segments == ()


def test_half_a_hundredth_is_rounded_up():
    assert percent(1, 800) == Decimal("0.13")


def test_parts_of_a_stacked_bar_fill_it_from_the_left():
    found = distribution_of(FRAMEWORK, [tally(0, 1), tally(4, 3)])

    assert [(part.at, part.width) for part in found.segments] == [(0.0, 24.7), (25.0, 74.7)]


def test_levels_of_a_scale_have_fills_of_their_own():
    for framework in (OLD, FRAMEWORK):
        assert len(set(fills_of(framework))) == len(framework.levels)


def test_years_whose_levels_have_other_names_are_of_another_scale():
    years = [distribution_of(framework, []) for framework in (get_framework("ita-2565"), OLD, FRAMEWORK)]

    old, new = scales_of(years)

    assert ((old.span, len(old.rows)), (new.span, len(new.rows))) == (("2565–2566", 7), ("2567", 5))
    assert [level is None for level in old.rows[0][1]] == [False, False, True]


# --- The page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def see(client):
    def get(user=None, **asked):
        client.force_login(user or administrator())
        return client.get(reverse("reports:levels"), {"year": 2568, **asked})

    return get


def rows_of(response, name):
    (found,) = lxml.html.fromstring(response.content).xpath(f"//table[contains(@class, '{name}')]")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in found.xpath(".//tbody/tr | ./tfoot/tr")]
    return {row[0]: [cell for cell in row[1:] if cell] for row in rows}


def recomputed(assessments):
    """(level counts in the framework's order, mean as printed, passed per cent as printed)"""
    results = [each.compute() for each in assessments]
    levels = Counter(each.level.name for each in results)
    totals = [rounded(each.total.value, 2) for each in results]
    passed = sum(each.level.passed for each in results)
    mean = thai.score(rounded(Fraction(sum(totals)) / len(totals), 2))
    return [levels[level.name] for level in FRAMEWORK.levels], mean, f"{percent(passed, len(results)):.2f}"


@pytest.mark.django_db
def test_counts_means_and_shares_equal_those_of_the_scores(see):
    for total in ("97.5", "96", "88.33", "86", "71.01", "12"):
        make_total(total, kind="municipality")
    make_total("80", kind="university")
    refresh_all()

    response = see()

    counts, mean, passed = recomputed(assessments_of())
    chart = rows_of(response, "level-chart")
    assert [chart[level.name] for level in FRAMEWORK.levels] == [
        [str(number), f"{percent(number, 7):.2f}"] for number in counts
    ]
    kinds = rows_of(response, "level-kinds")
    assert kinds["ทุกประเภท"] == [*map(str, counts), "7", mean, passed]
    for kind in ("municipality", "university"):
        own = assessments_of(kind=kind)
        counts, mean, passed = recomputed(own)
        assert kinds[KINDS[kind]] == [*map(str, counts), str(len(own)), mean, passed]


@pytest.mark.django_db
def test_percentages_have_two_decimals_also_where_all_and_where_nobody_passed(see):
    make_total("96", kind="municipality")
    make_total("10", kind="university")
    refresh_all()

    passed, failed, both = see(kind="municipality"), see(kind="university"), see()

    assert rows_of(passed, "level-chart")["ผ่านดีเยี่ยม"] == ["1", "100.00"]
    assert rows_of(failed, "level-chart")["ผ่านดีเยี่ยม"] == ["0", "0.00"]
    assert [rows_of(both, "level-kinds")[KINDS[kind]][-1] for kind in ("municipality", "university")] == [
        "100.00",
        "0.00",
    ]


@pytest.mark.django_db
def test_results_without_a_level_are_counted_apart(see):
    make_total("90")
    make_total(None)
    make_agency_year(fiscal_year=2568)
    refresh_all()

    response = see()

    year = response.context["year"]
    assert (year.agencies, year.without, year.mean, response.context["assessed"].without) == (1, 1, Decimal("90.00"), 1)
    assert "ยังไม่มีระดับ 1 หน่วยงาน" in response.content.decode()


@pytest.mark.django_db
def test_years_stand_side_by_side_and_a_changed_scale_is_told(see):
    for fiscal_year, total in ((2567, "96"), (2567, "70"), (2568, "96"), (2568, "60"), (2568, "50")):
        make_total(total, fiscal_year=fiscal_year)
    refresh_all()

    response = see()

    rows = rows_of(response, "level-years")
    assert rows["AA"] == ["1 (50.00)", "ไม่มีระดับนี้"]
    assert rows["C"] == ["1 (50.00)", "ไม่มีระดับนี้"]
    assert rows["ผ่านดีเยี่ยม"] == ["ไม่มีระดับนี้", "1 (33.33)"]
    assert rows["ผ่าน (ร้อยละ)"] == ["50.00", "33.33"]
    assert rows["คะแนนเฉลี่ย"] == ["83.00", "68.67"]
    assert "ตั้งแต่ปี 2567 เปลี่ยนเกณฑ์ระดับ" in response.content.decode()


@pytest.mark.django_db
def test_published_national_figures_stand_beside_ours_only_where_nothing_is_filtered(see):
    make_total("90", kind="municipality")
    refresh_all()

    plain, filtered = see().content.decode(), see(kind="municipality").content.decode()

    assert "8,325 หน่วยงาน คะแนนเฉลี่ย 93.05 ผ่านร้อยละ 92.44" in plain
    assert "(ยังไม่ได้ตรวจกับประกาศทางการ)" in plain
    assert "ทั้งประเทศ" not in filtered


@pytest.mark.django_db
def test_filters_of_the_year_alone_are_not_used_for_other_years(see):
    make_total("96", fiscal_year=2567)
    make_total("96")
    make_total("60")
    refresh_all()

    response = see(passed="no", kind="education_area")

    assert response.context["year"].agencies == 1
    assert response.context["unused"] == ["ผลการประเมิน"]
    assert [year.agencies for year in response.context["years"]] == [1, 2]


@pytest.mark.django_db
def test_administrator_of_a_province_sees_only_its_agencies(see):
    make_total("96", province="ตรัง", fiscal_year=2567)
    make_total("60", province="ตราด", fiscal_year=2567)
    make_total("96", province="ตรัง")
    make_total("60", province="ตราด")
    refresh_all()

    response = see(administrator(reach="province", province="ตรัง"))

    assert [(year.agencies, year.passed) for year in response.context["years"]] == [(1, 1), (1, 1)]
    assert response.context["year"].mean == Decimal("96.00")


@pytest.mark.django_db
def test_officer_does_not_find_the_page(see):
    assessment = make_total("90")

    assert see(make_user(officer_of=assessment.agency_year.agency)).status_code == 404


@pytest.mark.django_db
def test_file_holds_kinds_by_level(see):
    make_total("96", kind="municipality")
    refresh_all()

    response = see(format="csv")

    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeffประเภทหน่วยงาน,ผ่านดีเยี่ยม,")
    assert text.splitlines()[1:] == ["ทุกประเภท,1,0,0,0,0,1,96.00,100.00", "เทศบาล,1,0,0,0,0,1,96.00,100.00"]


@pytest.mark.django_db
def test_year_without_results_says_so(see):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    assert "ยังไม่มีผลการประเมินสำหรับปีงบประมาณ พ.ศ. 2568" in see().content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{}, {"passed": "yes", "trouble": "late"}])
def test_queries_do_not_grow_with_the_agencies(client, asked):
    client.force_login(administrator())
    make_total("90")
    one = queries_of(client, asked)
    for total in range(60, 89):
        make_total(str(total), province="ตรัง")

    thirty = queries_of(client, asked)

    assert one == thirty
    assert thirty <= 15


def queries_of(client, asked):
    refresh_all()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("reports:levels"), {"year": 2568, **asked}).status_code == 200
    return len(captured)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    ["year=0", "year=9999999999999999999", "level=%00", "body=x", "format=csv&year=2500", "stage=99&passed=perhaps"],
)
def test_odd_addresses_show_a_page(client, asked):
    make_total("90")
    refresh_all()
    client.force_login(administrator())

    assert client.get(f"{reverse('reports:levels')}?{asked}").status_code == 200
