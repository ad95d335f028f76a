"""The overview: its figures equal those recomputed from the scores, its filters, who sees what, and odd addresses."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now

from assessments.models import Body, Membership, WindowException, YearWindow
from assessments.scoring.arithmetic import rounded
from assessments.thai import SHORT_MONTHS
from reports.models import OverviewRow
from reports.overview.listing import PAGE_SIZE
from reports.overview.refreshing import refresh_all
from tests.makers import (
    make_agency,
    make_agency_year,
    make_assessment,
    make_measure,
    make_progress,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("reports:overview")
Stage = OverviewRow.Stage
CHECKED = {"measure_count": 1, "checked_at": now()}
YESTERDAY = localdate() - timedelta(days=1)


@pytest.fixture
def admin(client):
    user = make_user(administrator=True)
    client.force_login(user)
    return user


def shown(client, **asked):
    return client.get(PAGE, {"year": 2568} | asked)


def names(response):
    return [row.name for row in response.context["page_obj"]] if response.context["figures"].agencies else []


def text(response):
    return " ".join(response.content.decode().split())


def scored(agency, total, fiscal_year=2568):
    year, instruments = make_agency_year(agency, fiscal_year), dict.fromkeys(["IIT", "EIT", "OIT"], total)
    return make_assessment(year, framework=f"ita-{fiscal_year - 1}", scores=instruments, total=total)


def idle(*args, **values):
    """An agency that has been there since the year before and has not opened the year."""
    return make_agency_year(make_agency(*args, **values), 2567).agency


def random_scores(random):
    return {str(number): Fraction(random.randint(4000, 10000), 100) for number in range(1, 11)}


def random_assessments(random, fiscal_year, agencies):
    made = []
    for agency in agencies:
        scores = {code: float(value) for code, value in random_scores(random).items()}
        year = make_agency_year(agency, fiscal_year)
        made.append(make_assessment(year, framework=f"ita-{fiscal_year - 1}", scores=scores))
    return made


def mean(values):
    return rounded(sum(map(Fraction, values), Fraction(0)) / len(values), 2)


# --- Figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_equal_those_recomputed_from_the_scores(client, admin, seed):
    random = Random(seed)
    agencies = [make_agency() for _ in range(7)]
    before = random_assessments(random, 2567, agencies[:5])
    now = random_assessments(random, 2568, agencies[2:])
    refresh_all()

    figures = shown(client).context["figures"]

    results = {row.agency_year.agency_id: row.compute() for row in now}
    earlier = {row.agency_year.agency_id: row.compute() for row in before}
    totals = {pk: rounded(result.total.value, 2) for pk, result in results.items()}
    old = {pk: rounded(earlier[pk].total.value, 2) for pk in totals if pk in earlier}
    passed = sum(result.level.passed for result in results.values())
    assert (figures.agencies, figures.scored, figures.passed) == (7, 5, passed)
    assert figures.mean == mean(list(totals.values()))
    assert figures.passed_share == rounded(Fraction(100 * passed, 5), 2)
    assert (figures.previous_scored, figures.compared) == (3, 3)
    assert figures.previous_mean == mean(list(old.values()))
    assert figures.mean_change == mean([totals[pk] - old[pk] for pk in old])
    assert figures.previous_passed_share == rounded(Fraction(100 * sum(earlier[pk].level.passed for pk in old), 3), 2)


def test_figures_are_of_what_is_asked_for_only(client, admin):
    scored(make_agency(kind="hospital"), 90)
    scored(make_agency(kind="school"), 70)
    refresh_all()

    assert shown(client, kind="hospital").context["figures"].mean == 90
    assert shown(client).context["figures"].mean == 80


def test_stages_are_counted_and_lead_to_their_agencies(client, admin):
    idle(name="ไม่เริ่ม")
    scored(make_agency(name="กรอกแล้ว"), 90)
    planned = make_agency_year(make_agency(name="วางแผนแล้ว"), 2568)
    make_measure(planned)
    reporting = make_agency_year(make_agency(name="รายงานแล้ว"), 2568)
    make_progress(reporting, make_measure(reporting), performed=["ทำแล้ว"])
    refresh_all()

    response = shown(client)

    assert [stage.count for stage in response.context["figures"].stages] == [1, 1, 1, 0, 0, 1]
    links = {stage.stage: query for stage, query in response.context["stages"]}
    assert names(client.get(f"{PAGE}?{links[Stage.PLANNED]}")) == ["วางแผนแล้ว"]
    assert "year=2568&amp;stage=2" in text(response)
    assert "year=2568&amp;stage=4" not in text(response).split("overview-list")[0].split("overview-stages")[1]


def test_moment_is_that_of_the_latest_row(client, admin):
    make_agency_year(fiscal_year=2568)
    idle()
    refresh_all()
    latest = OverviewRow.objects.latest("refreshed_at").refreshed_at

    assert shown(client).context["figures"].refreshed_at == latest


def test_row_says_stage_level_change_measures_and_troubles(client, admin):
    agency = make_agency("a-1", name="เทศบาลตำบลกุดแห่", kind="municipality", province="ยโสธร")
    scored(agency, 80.5, 2567)
    year = scored(agency, 91.25).agency_year
    make_measure(year)
    make_progress(year, make_measure(year), performed=["ทำแล้ว"])
    YearWindow.objects.create(fiscal_year=2568, step="progress", opens_on=date(2020, 1, 1), closes_on=YESTERDAY)
    refresh_all()
    OverviewRow.objects.update(missing_count=3, checked_at=now())

    page = text(shown(client))

    day = f"{YESTERDAY.day} {SHORT_MONTHS[YESTERDAY.month - 1]} {YESTERDAY.year + 543}"
    late = (
        f'<span class="trouble">เลยกำหนด</span> <small>ผลการดำเนินการ <span class="text-nowrap">ปิด {day}</span></small>'
    )
    row = page[page.index("<tbody role") :]
    for part in (
        "รายงานผล",
        "91.25",
        "+10.75",
        "1/2",
        late,
        "ขาด 3 รายการ",
        "เทศบาล · จังหวัดยโสธร",
    ):
        assert part in row
    assert f'href="{reverse("assessments:year", args=["a-1", 2568])}"' in row


def test_capital_is_no_province(client, admin):
    make_agency_year(make_agency(kind="hospital", province="กรุงเทพมหานคร"), 2568)
    refresh_all()

    assert "<small>โรงพยาบาล · กรุงเทพมหานคร</small>" in text(shown(client))


def test_agency_without_the_year_leads_to_the_agency(client, admin):
    make_agency_year(fiscal_year=2568)
    idle("idle", name="ยังไม่เปิดปี")
    refresh_all()

    assert f'href="{reverse("assessments:agency", args=["idle"])}">ยังไม่เปิดปี' in text(shown(client))


# --- Filters, order, pages --------------------------------------------------------------------------------------------


def test_filters_by_kind_province_level_and_outcome(client, admin):
    scored(make_agency(name="ก", kind="hospital", province="ตรัง"), 96)
    scored(make_agency(name="ข", kind="school", province="ตราด"), 50)
    idle(name="ค", kind="school", province="ตรัง")
    refresh_all()
    level = OverviewRow.objects.get(name="ข").level

    assert names(shown(client, kind="school")) == ["ข", "ค"]
    assert names(shown(client, province="ตรัง")) == ["ก", "ค"]
    assert names(shown(client, level=level)) == ["ข"]
    assert names(shown(client, passed="yes")) == ["ก"]
    assert names(shown(client, passed="no")) == ["ข"]
    assert names(shown(client, passed="unknown")) == ["ค"]
    assert names(shown(client, stage=Stage.ENTERING.value, province="ตรัง")) == ["ก"]


def test_filter_by_body_holds_what_lies_below(client, admin):
    ministry = Body.objects.create(name="กระทรวง", kind="ministry")
    department = Body.objects.create(name="กรม", kind="department", parent=ministry)
    other = Body.objects.create(name="กระทรวงอื่น", kind="ministry")
    for name, body in (("ก", ministry), ("ข", department), ("ค", other)):
        make_agency_year(make_agency(name=name, body=body), 2568)
    refresh_all()

    assert names(shown(client, body=ministry.pk)) == ["ก", "ข"]
    assert names(shown(client, body=department.pk)) == ["ข"]


def test_offered_kinds_are_those_of_the_rows_that_are_seen(client):
    for kind, province in (("hospital", "ตรัง"), ("school", "ตรัง"), ("municipality", "ตราด")):
        make_agency(kind=kind, province=province)
    make_agency_year(fiscal_year=2568)
    refresh_all()
    user = make_user()
    Membership.objects.create(user=user, role="administrator", reach="province", province="ตรัง")
    client.force_login(user)

    assert offered_kinds(shown(client)) == {"", "hospital", "school"}
    assert offered_kinds(shown(client, kind="ministry")) == {"", "hospital", "school", "ministry"}


def offered_kinds(response):
    return {code for code, _ in response.context["asked"].form.fields["kind"].choices}


def test_search_needs_no_blanks(client, admin):
    make_agency_year(make_agency(name="องค์การบริหารส่วนตำบล กุดแห่"), 2568)
    idle(name="องค์การบริหารส่วนตำบล ทุ่งบัวขาว")
    refresh_all()

    assert names(shown(client, q="อบต.กุดแห่")) == ["องค์การบริหารส่วนตำบล กุดแห่"]


def test_late_is_who_lacks_something_after_the_window_without_an_exception(client, admin):
    late, excepted, expired = (idle(name=name) for name in ("ช้า", "ผ่อนผัน", "หมดผ่อนผัน"))
    scored(make_agency(name="ครบ"), 90)
    window = YearWindow.objects.create(fiscal_year=2568, step="entry", opens_on=date(2020, 1, 1), closes_on=YESTERDAY)
    for agency, until in ((excepted, localdate()), (expired, YESTERDAY)):
        WindowException.objects.create(window=window, agency=agency, until=until, reason="เหตุ", granted_by=admin)
    refresh_all()

    response = shown(client, trouble="late")

    assert sorted(names(response)) == sorted([late.name, expired.name])
    assert (response.context["figures"].late, shown(client).context["figures"].late) == (2, 2)
    steps = {row.name: row.late_steps for row in shown(client).context["page_obj"]}
    assert [name for name in steps if steps[name]] == sorted([late.name, expired.name])


def test_failing_checks_are_counted_and_filtered(client, admin):
    for name in "กขค":
        make_agency_year(make_agency(name=name), 2568)
    refresh_all()
    OverviewRow.objects.filter(name="ก").update(missing_count=2, **CHECKED)
    OverviewRow.objects.filter(name="ข").update(missing_count=0, **CHECKED)

    response = shown(client, trouble="missing")

    assert (names(response), response.context["figures"].missing) == (["ก"], 1)
    assert "จาก 2 หน่วยงานที่ตรวจแล้ว" in text(shown(client))


def test_nothing_is_said_to_be_whole_before_it_is_checked(client, admin):
    planned = make_agency_year(make_agency(name="วางแผนแล้ว"), 2568)
    make_measure(planned)
    idle(name="ไม่ต้องตรวจ")
    refresh_all()

    response, empty = shown(client), shown(client, trouble="missing")

    page, figures = text(response), response.context["figures"]
    assert (figures.missing, figures.checked, figures.unchecked) == (0, 0, 1)
    assert '<dt>ตรวจพบสิ่งที่ขาด</dt> <dd>–</dd> <dd class="figure-note">ยังไม่ได้ตรวจ 1 หน่วยงาน</dd>' in page
    assert page.count("ยังไม่ได้ตรวจสิ่งที่ขาด") == 1
    assert "ยังไม่ได้ตรวจ 1 หน่วยงานที่มีมาตรการ" in text(empty)


def test_nothing_found_by_the_checks_is_nought_once_they_looked(client, admin):
    make_measure(make_agency_year(fiscal_year=2568))
    refresh_all()
    OverviewRow.objects.update(missing_count=0, **CHECKED)

    page, empty = text(shown(client)), text(shown(client, trouble="missing"))

    assert '<dd>0</dd> <dd class="figure-note">จาก 1 หน่วยงานที่ตรวจแล้ว</dd>' in page
    assert "ยังไม่ได้ตรวจ" not in page + empty


def test_published_plans_are_counted_and_filtered(client, admin):
    for name in "กขค":
        make_agency_year(make_agency(name=name), 2568)
    refresh_all()
    OverviewRow.objects.filter(name="ก").update(plan_published_at=now())
    OverviewRow.objects.filter(name="ข").update(plan_published_at=now(), report_published_at=now())

    response = shown(client)

    figures = response.context["figures"]
    assert (figures.plan_published, figures.plan_published_share) == (2, rounded(Fraction(200, 3), 2))
    assert 'href="?year=2568&amp;published=yes">2<' in text(response)
    assert "ร้อยละ 66.67" in text(response)
    assert names(shown(client, published="yes")) == ["ก", "ข"]
    assert names(shown(client, published="no")) == ["ค"]
    assert names(shown(client, published="report")) == ["ข"]
    assert "เลือก ยังไม่เผยแพร่มาตรการ" in text(shown(client, published="no"))


def test_shares_all_have_two_decimals(client, admin):
    make_agency_year(fiscal_year=2568)
    refresh_all()
    OverviewRow.objects.update(plan_published_at=now())

    page = text(shown(client))

    assert '<td class="number">100.00</td>' in page
    assert page.count('<td class="number">0.00</td>') == 5
    assert "ร้อยละ 100.00" in page


@pytest.mark.parametrize(
    ("sort", "expected", "direction"),
    [
        ("name", ["ก", "ข", "ค"], "ascending"),
        ("total", ["ค", "ก", "ข"], "descending"),
        ("-total", ["ก", "ค", "ข"], "ascending"),
        ("change", ["ก", "ค", "ข"], "descending"),
        ("-change", ["ค", "ก", "ข"], "ascending"),
    ],
)
def test_sort_is_said_by_its_heading(client, admin, sort, expected, direction):
    for name, before, total in (("ก", 60, 80), ("ค", 85, 90)):
        agency = make_agency(name=name)
        scored(agency, before, 2567)
        scored(agency, total)
    idle(name="ข")
    refresh_all()

    response = shown(client, sort=sort)

    assert names(response) == expected
    assert text(response).count("aria-sort=") == text(response).count(f'aria-sort="{direction}"') == 1


def test_heading_turns_the_order_and_keeps_the_filter(client, admin):
    make_agency_year(make_agency(kind="school"), 2568)
    refresh_all()

    queries = [heading.query for heading in shown(client, kind="school", sort="total").context["headings"]]

    assert "year=2568&kind=school&sort=-total" in queries
    assert "year=2568&kind=school" in queries  # by name


def test_pages_hold_every_agency_once_and_keep_the_filter(client, admin):
    for number in range(PAGE_SIZE + 3):
        idle(name=f"โรงเรียน {number:03}", kind="school")
    make_agency_year(make_agency(kind="hospital"), 2568)
    refresh_all()

    first, second = shown(client, kind="school"), shown(client, kind="school", page=2)

    assert len(names(first)) == PAGE_SIZE
    assert names(first) + names(second) == [f"โรงเรียน {number:03}" for number in range(PAGE_SIZE + 3)]
    assert 'href="?year=2568&amp;kind=school&amp;page=2"' in text(first)
    assert 'href="?year=2568&amp;kind=school&amp;page=1"' in text(second)


def test_pages_lead_to_the_first_and_the_last(client, admin):
    OverviewRow.objects.bulk_create(
        OverviewRow(agency=make_agency(), fiscal_year=2568, name=f"{number:04}") for number in range(3 * PAGE_SIZE + 1)
    )

    first, last = text(shown(client)), text(shown(client, page=4))

    assert "หน้า 1 จาก 4 (ทั้งหมด 151 รายการ)" in first
    assert '<a href="?year=2568&amp;page=4">หน้าสุดท้าย »</a>' in first
    assert "« หน้าแรก" not in first
    assert '<a href="?year=2568&amp;page=1">« หน้าแรก</a>' in last
    assert "หน้าสุดท้าย »" not in last


def test_numbers_of_pages_have_their_commas():
    pages = Paginator(range(8325), 5)

    page = render_to_string("includes/pagination.html", {"page_obj": pages.page(1200), "query": ""})

    assert "หน้า 1,200 จาก 1,665 (ทั้งหมด 8,325 รายการ)" in page
    assert 'href="?page=1665"' in page


def test_nothing_found_says_what_to_do(client, admin):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    page = text(shown(client, q="ไม่มีหน่วยงานนี้"))

    assert "ไม่พบหน่วยงานตามที่เลือกในปีงบประมาณ พ.ศ. 2568" in page
    assert page.count(f'<a href="{PAGE}?year=2568">ล้างตัวกรอง</a>') == 2


def test_portal_without_rows_says_so(client, admin):
    assert "ยังไม่มีข้อมูลภาพรวมของปีงบประมาณ" in text(client.get(PAGE))


# --- Who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reach", ["branch", "kind", "province"])
def test_administrator_of_some_sees_only_theirs(client, reach):
    body = Body.objects.create(name="กระทรวง", kind="ministry")
    scored(make_agency(name="ของเรา", kind="hospital", province="ตรัง", body=body), 90)
    scored(make_agency(name="ของเขา", kind="school", province="ตราด"), 50)
    refresh_all()
    user = make_user()
    value = {"branch": {"body": body}, "kind": {"kind": "hospital"}, "province": {"province": "ตรัง"}}[reach]
    Membership.objects.create(user=user, role="administrator", reach=reach, **value)
    client.force_login(user)

    response = shown(client)

    assert names(response) == ["ของเรา"]
    assert (response.context["figures"].agencies, response.context["figures"].mean) == (1, 90)
    assert names(shown(client, kind="school")) == []
    assert "ของเขา" not in text(shown(client, q="ของเขา")).replace('value="ของเขา"', "").replace("เลือก “ของเขา”", "")


@pytest.mark.parametrize("role", ["officer", "head", "viewer"])
def test_people_of_one_agency_find_no_such_page_and_no_link(client, role):
    agency = make_agency()
    make_agency_year(agency, 2568)
    user = make_user()
    Membership.objects.create(user=user, agency=agency, role=role)
    client.force_login(user)

    assert client.get(PAGE).status_code == 404
    assert PAGE not in text(client.get(reverse("assessments:agency-list")))


def test_who_oversees_finds_the_page_in_the_menu_and_above_the_agencies(client, admin):
    make_agency()

    page = text(client.get(reverse("assessments:agency-list")))

    assert f'<nav aria-label="เมนูหลัก"> <a href="{PAGE}">ภาพรวม</a>' in page
    assert f'<li><a href="{PAGE}">ภาพรวม</a></li>' in page


def test_menu_costs_officers_no_query(client):
    agency = make_agency()
    client.force_login(make_user(officer_of=agency))
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("assessments:agency-list"))

    assert sum("assessments_membership" in query["sql"] for query in queries) == 1


# --- Cost and odd addresses -------------------------------------------------------------------------------------------


def test_queries_are_as_many_for_one_row_as_for_thirty(client, admin):
    make_agency_year(fiscal_year=2568)
    refresh_all()
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        shown(client)
    for _ in range(29):
        scored(make_agency(body=Body.objects.create(name=f"กรม {_}", kind="department")), 90)
    refresh_all()

    with CaptureQueriesContext(connection) as thirty:
        response = shown(client)

    assert response.context["figures"].agencies == 30
    assert len(one) == len(thirty) <= 15


def test_late_rows_are_read_in_as_many_queries_for_one_as_for_twenty(client, admin):
    window = YearWindow.objects.create(fiscal_year=2568, step="plan", opens_on=date(2020, 1, 1), closes_on=YESTERDAY)
    late = make_agency_year(fiscal_year=2568).agency
    refresh_all()
    shown(client, trouble="late")
    with CaptureQueriesContext(connection) as one:
        shown(client, trouble="late")
    for agency in (late, *(idle() for _ in range(19))):
        WindowException.objects.create(window=window, agency=agency, until=YESTERDAY, reason="เหตุ", granted_by=admin)
    refresh_all()

    with CaptureQueriesContext(connection) as twenty:
        response = shown(client, trouble="late")

    assert response.context["figures"].late == 20
    assert len(one) == len(twenty) <= 16


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=99999999999999999999",
        "year=2568&page=999",
        "year=2568&page=-1",
        "year=2568&page=abc",
        "year=2568&q=%00",
        "year=2568&q=" + "ก" * 5000,
        "year=2568&kind=nothing&province=%00&body=abc&stage=9&level=%00&passed=x&trouble=x&sort=x",
        "year=2568&body=99999999999999999999",
        "year=2568&stage=1&stage=2",
        "year=2568&q=%ff%fe",
        "year=2568&q=%25%5F%5C'\"",
    ],
)
def test_odd_addresses_show_a_page(client, admin, query):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_year_without_data_is_named(client, admin):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    page = text(shown(client, year=2571))

    assert "ไม่มีข้อมูลปีงบประมาณ 2571 จึงแสดงปี 2568" in page
    assert "ตัวกรองที่ไม่ถูกต้อง" not in page


def test_what_cannot_be_understood_is_named(client, admin):
    make_agency_year(fiscal_year=2568)
    refresh_all()

    response = shown(client, kind="nothing")

    assert "ที่อยู่ของหน้านี้มีตัวกรองที่ไม่ถูกต้อง จึงไม่ได้ใช้: ประเภทหน่วยงาน" in text(response)
    assert response.context["figures"].agencies == 1
