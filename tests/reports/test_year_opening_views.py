"""The page of what a fiscal year lacks: words and counts, who sees it, and the way to it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from assessments.models import Membership, Notification, YearWindow
from assessments.year_opening import LACKING, LOOK, READY, year_shown, year_to_open
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from reports.models import Publication, Withdrawal
from reports.overview.refreshing import refresh_all
from reports.year_opening_jobs import ANNOUNCE, announce
from tests.assessments.small_framework import SMALL
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db

PAGE = "/oversight/year-opening/"


@pytest.fixture
def admin(client):
    admin = make_user("admin", administrator=True)
    client.force_login(admin)
    return admin


def opened(code, fiscal_year=2570, **values):
    """An agency with the year open, and results of the year before when there are `scores` or a `total`."""
    agency = make_agency(code, closed_on=values.pop("closed_on", None))
    return make_assessment(
        make_agency_year(agency, fiscal_year), framework=f"ita-{fiscal_year - 1}", **values
    ).agency_year


def publish(year, kind, by):
    return Publication.objects.create(
        agency_year=year,
        kind=kind,
        number=year.publications.filter(kind=kind).count() + 1,
        address=f"{year.pk}{kind}"[:8],
        fiscal_year=year.fiscal_year,
        state="published",
        published_at=timezone.now(),
        requested_by=by,
    )


def points(page, code):
    """(what, state, words) of a section."""
    section = next(each for each in page.context["opening"].sections if each.code == code)
    return [(point.what, point.state, point.says) for point in section.points]


def shown(page):
    return page.text.replace("\u00a0", " ")


# --- What it says ----------------------------------------------------------------------------------------------------


def test_page_says_what_a_year_without_a_framework_lacks(client, admin):
    page = client.get(f"{PAGE}2570/")

    assert points(page, "frameworks") == [
        ("กรอบการประเมินปี 2569 ที่แผนนำผลมาวิเคราะห์", LOOK, "มีไฟล์ ita-2569 ยืนยันกับเอกสารทางการแล้ว 23 จาก 149 รายการ"),
        (
            "กรอบการประเมินปี 2570 ที่กำหนดเอกสารของปีนี้",
            LACKING,
            "ยังไม่มีไฟล์กรอบการประเมินปี 2570 ระหว่างนี้ระบบตรวจเอกสารตามกรอบของปีก่อน",
        ),
    ]
    assert "คัดลอกไฟล์ ita-2569.toml เป็น ita-2570.toml" in page.text
    assert [(what, state) for what, state, _ in points(page, "map")] == [
        ("การเทียบข้อของปี 2569 กับปี 2568", LOOK),
        ("การเทียบข้อของปี 2570 กับปี 2569", LACKING),
    ]
    assert "รวมเรื่อง No Gift Policy (o21) และการรับทรัพย์สินโดยธรรมจรรยา (o22) ของปี 2568 เป็นข้อเดียว" in page.text


def test_page_shows_every_point_and_counts_them(client, admin):
    page = client.get(f"{PAGE}2570/")
    opening = page.context["opening"]
    every = [point for section in opening.sections for point in section.points]

    assert [point.what for point in every if point.what not in shown(page)] == []
    assert [point.says for point in every if point.says not in shown(page)] == []
    assert [point.advice for point in every if point.advice not in shown(page)] == []
    assert opening.counts == {LACKING: 8, LOOK: 5, READY: 4}
    assert page.context["counts"] == [(LACKING, "ยังขาด", 8), (LOOK, "ควรตรวจดู", 5), (READY, "พร้อม", 4)]
    assert "ยังขาด 8 เรื่อง" in page.text
    assert "เริ่ม 1 ตุลาคม 2569 แผนของปีนี้นำผลการประเมินปี 2569 มาวิเคราะห์" in page.text


def test_framework_of_the_installation_is_counted(client, admin, settings, tmp_path):
    added = SMALL.replace("2566", "2570").replace('"o7"', '"o1"').replace('"o8"', '"o2"')
    (tmp_path / "ita-2570.toml").write_text(added)
    settings.FRAMEWORKS_DIR = str(tmp_path)

    page = client.get(f"{PAGE}2570/")

    assert points(page, "frameworks")[1] == (
        "กรอบการประเมินปี 2570 ที่กำหนดเอกสารของปีนี้",
        LOOK,
        "มีไฟล์ ita-2570 ยืนยันกับเอกสารทางการแล้ว 14 จาก 23 รายการ",
    )
    assert points(page, "map")[1] == (
        "การเทียบข้อของปี 2570 กับปี 2569",
        LOOK,
        "เทียบแล้ว 1 จาก 3 ข้อ (ร้อยละ 33) · เทียบได้ 0 เปลี่ยน 1 ใหม่ 2 · ขาดการเทียบ 0"
        " · ข้อของปีก่อนที่ไม่มีข้อต่อเนื่อง 48 · ยังไม่ยืนยันกับเอกสารทางการ",
    )
    assert points(page, "templates")[0] == (
        "แบบเอกสารมาตรการ",
        LOOK,
        "ข้อ o1 ปี 2570 ต้องมี 2 องค์ประกอบ ยืนยันกับเอกสารทางการแล้ว 0 ระบบยังไม่มีการตรวจของ: ขั้นตอน, ระยะเวลา",
    )


def test_windows_are_lacking_until_they_are_set(client, admin):
    days = {"opens_on": date(2026, 8, 1), "closes_on": date(2026, 12, 31)}
    YearWindow.objects.create(fiscal_year=2570, step="plan", **days)
    YearWindow.objects.create(fiscal_year=2569, step="entry", **days)

    page = client.get(f"{PAGE}2570/")

    assert points(page, "dates")[:3] == [
        ("ช่วงเวลาเปิดรับผลคะแนนและวิเคราะห์", LACKING, "ยังไม่กำหนด เปิดรับตลอด"),
        ("ช่วงเวลาเปิดรับมาตรการ", READY, "1 สิงหาคม 2569 ถึง 31 ธันวาคม 2569"),
        ("ช่วงเวลาเปิดรับผลการดำเนินการ", LACKING, "ยังไม่กำหนด เปิดรับตลอด"),
    ]
    assert page.text.count('href="/oversight/windows/2570/"') == 3


def test_agencies_are_counted_without_the_closed_ones(client, admin):
    opened("with-scores", scores={"9": 90})
    opened("with-a-total", total=88)
    opened("without-results")
    opened("closed", scores={"9": 90}, closed_on=date(2026, 9, 1))
    opened("of-last-year-only", 2569, scores={"9": 90})
    later = make_agency_year(make_agency("with-other-results"), 2570)
    make_assessment(later, framework="ita-2568", total=90)
    make_assessment(later, role="result", framework="ita-2569", total=90)
    refresh_all()

    page = client.get(f"{PAGE}2570/")

    assert points(page, "agencies")[:2] == [
        ("เปิดปีงบประมาณ พ.ศ. 2570", LACKING, "เปิดแล้ว 4 จาก 5 หน่วยงาน ยังไม่เปิด 1"),
        ("ผลการประเมินปี 2569", LACKING, "มีผลแล้ว 2 จาก 5 หน่วยงาน ยังไม่มีผล 3"),
    ]
    assert f'href="{reverse("assessments:results-files")}">นำเข้าผลหลายหน่วยงาน</a>' in page.text


def test_year_that_every_agency_has_is_ready(client, admin):
    opened("one", total=90)
    opened("closed", closed_on=date(2026, 9, 1))
    refresh_all()

    assert points(client.get(f"{PAGE}2570/"), "agencies") == [
        ("เปิดปีงบประมาณ พ.ศ. 2570", READY, "เปิดแล้ว 1 จาก 1 หน่วยงาน ยังไม่เปิด 0"),
        ("ผลการประเมินปี 2569", READY, "มีผลแล้ว 1 จาก 1 หน่วยงาน ยังไม่มีผล 0"),
        ("งานค้างของปีงบประมาณ พ.ศ. 2569", READY, "ไม่มีหน่วยงานที่เปิดปีนี้ไว้"),
    ]


def test_portal_without_agencies_is_not_ready(client, admin):
    states = [state for _, state, _ in points(client.get(f"{PAGE}2570/"), "agencies")]

    assert states == [LACKING, LACKING, READY]


def test_documents_that_nobody_can_read_are_left_over(client, admin):
    years = {name: opened(name, 2569) for name in ("none", "plan", "report", "full", "withdrawn", "asked")}
    publish(years["plan"], "measures", admin)
    publish(years["report"], "progress", admin)
    publish(years["full"], "full", admin)
    taken_back = publish(years["withdrawn"], "measures", admin)
    Withdrawal.objects.create(publication=taken_back, reason="ผิด", by=admin)
    Publication.objects.create(
        agency_year=years["asked"], kind="measures", number=1, address="ASKED", fiscal_year=2569, requested_by=admin
    )
    opened("closed", 2569, closed_on=date(2026, 9, 1))
    refresh_all()

    page = client.get(f"{PAGE}2570/")

    assert points(page, "agencies")[2] == (
        "งานค้างของปีงบประมาณ พ.ศ. 2569",
        LOOK,
        "เปิดไว้ 6 หน่วยงาน ยังไม่เผยแพร่มาตรการ 4 ยังไม่เผยแพร่รายงานผล 4",
    )


def test_year_whose_documents_are_all_published_leaves_nothing_over(client, admin):
    publish(opened("one", 2569), "full", admin)
    refresh_all()

    assert points(client.get(f"{PAGE}2570/"), "agencies")[2] == (
        "งานค้างของปีงบประมาณ พ.ศ. 2569",
        READY,
        "เปิดไว้ 1 หน่วยงาน ยังไม่เผยแพร่มาตรการ 0 ยังไม่เผยแพร่รายงานผล 0",
    )


def test_overview_is_linked_where_there_is_one(client, admin):
    opened("one", 2569)
    refresh_all()

    text = client.get(f"{PAGE}2570/").text

    overview = reverse("reports:overview")
    assert "ดูหน่วยงานที่ยังไม่เริ่ม" in text
    assert f'href="{overview}?year=2570&amp;stage=0"' in text
    assert f'href="{overview}?year=2569"' in text


def test_page_takes_few_queries_however_many_agencies(client, admin):
    client.get(f"{PAGE}2570/")
    numbers = []

    for index in range(3):
        publish(opened(f"before-{index}", 2569), "measures", admin)
        opened(f"now-{index}", total=90)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{PAGE}2570/")
        numbers.append(len(queries))

    assert numbers[0] == numbers[1] == numbers[2] <= 15


# --- Who sees it, and the way to it ----------------------------------------------------------------------------------


def test_address_without_a_year_shows_the_one_to_be_prepared(client, admin):
    year = year_shown(localdate())

    page = client.get(PAGE)

    assert page.context["opening"].fiscal_year == year
    assert f"<h1>เตรียมปีงบประมาณ พ.ศ. {year}</h1>" in page.text
    assert (f'href="{PAGE}{year - 1}/"' in page.text, f'href="{PAGE}{year + 1}/"' in page.text) == (True, True)


@pytest.mark.parametrize(("year", "status"), [(2550, 404), (2551, 200), (2649, 200), (2650, 404), (1, 404)])
def test_year_out_of_time_is_a_404(client, admin, year, status):
    assert client.get(f"{PAGE}{year}/").status_code == status


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}2570/"])
def test_page_is_a_404_for_who_does_not_oversee_all(client, path):
    agency = make_agency("own")
    branch = make_user()
    Membership.objects.create(user=branch, role="administrator", reach="kind", kind="education_area")

    for user in (make_user(officer_of=agency), branch):
        client.force_login(user)
        assert client.get(path).status_code == 404


def test_page_only_reads(client, admin):
    assert client.post(f"{PAGE}2570/").status_code == 405


def test_list_of_agencies_leads_whoever_oversees_all_to_the_page(client, admin):
    year = year_to_open(localdate())

    text = client.get("/agencies/").text

    assert f'href="{PAGE}"' in text
    assert (f"ถึงเวลาเตรียมปีงบประมาณ พ.ศ. {year}" in text) == (year is not None)
    assert ("การเตรียมปีงบประมาณ" in text) == (year is None)


def test_list_of_agencies_leads_nobody_else_there(client):
    branch = make_user(officer_of=[make_agency("own"), make_agency("other")])
    Membership.objects.create(user=branch, role="administrator", reach="kind", kind="education_area")
    client.force_login(branch)

    text = client.get("/agencies/").text

    assert (PAGE in text, "เตรียมปีงบประมาณ" in text) == (False, False)


# --- Telling ---------------------------------------------------------------------------------------------------------


def told():
    return list(Notification.objects.order_by("pk").values_list("person__username", "title", "link", "fiscal_year"))


def test_whoever_oversees_all_is_told_from_the_first_of_august_once():
    make_user("all", administrator=True, email="all@example.org")
    make_user("gone", administrator=True, is_active=False)
    make_user("officer", officer_of=make_agency("own"))
    Membership.objects.create(user=make_user("kind"), role="administrator", reach="kind", kind="education_area")

    numbers = [announce(today=day) for day in (date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 1), date(2026, 9, 2))]

    assert numbers == [0, 1, 0, 0]
    assert told() == [("all", "ถึงเวลาเตรียมปีงบประมาณ พ.ศ. 2570", f"{PAGE}2570/", 2570)]
    assert Notification.objects.get().text == "ปีงบประมาณ พ.ศ. 2570 เริ่ม 1 ตุลาคม 2569 ดูว่าสิ่งใดพร้อมและสิ่งใดยังขาด"


def test_next_year_is_told_anew_and_who_came_later_is_told_too():
    make_user("first", administrator=True)
    announce(today=date(2026, 8, 1))
    make_user("second", administrator=True)

    numbers = [announce(today=date(2026, 10, 5)), announce(today=date(2027, 1, 1)), announce(today=date(2027, 8, 3))]

    assert numbers == [1, 0, 2]
    assert [(name, year) for name, _, _, year in told()] == [
        ("first", 2570),
        ("second", 2570),
        ("first", 2571),
        ("second", 2571),
    ]


def test_task_tells_as_the_day_is():
    make_user("all", administrator=True)
    year = year_to_open(localdate())

    enqueue(ANNOUNCE)
    run_all()

    assert [year for _, _, _, year in told()] == ([year] if year else [])
