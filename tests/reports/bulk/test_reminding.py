"""Reminding many agencies: who is told what, once, and who is not."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from assessments import thai
from assessments.models import (
    EmailMessage,
    Membership,
    Notification,
    NotificationChoice,
    WindowException,
    YearWindow,
)
from reports.models import OverviewRow
from reports.overview.refreshing import refresh_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_user
from tests.reports.bulk.runs import (
    YEAR,
    carried_out,
    make_administrator,
    make_agencies,
    outcomes,
    start,
    words_of,
)
from tests.reports.reviewing.rounds import make_head

pytestmark = pytest.mark.django_db
NO_TOTAL = "ยังไม่มีคะแนนรวมของผลการประเมินที่นำมาวิเคราะห์"


def told():
    return sorted(Notification.objects.values_list("person__username", "kind", "agency__code"))


def test_officers_and_heads_are_told_what_is_lacking(administrator):
    agency = make_agencies("own")[0]
    officer = make_user("officer", officer_of=agency, email="officer@example.org")
    make_head(agency, "head")
    viewer = make_user("viewer")
    Membership.objects.create(user=viewer, agency=agency, role="viewer")

    run = carried_out("remind", administrator, message="โปรดส่งภายในสัปดาห์นี้")

    assert outcomes(run) == {"own": "done"}
    assert told() == [("head", "due", "own"), ("officer", "due", "own")]
    notice = Notification.objects.get(person=officer)
    assert notice.title == "ผู้ดูแลขอให้ดำเนินการให้ครบ ปีงบประมาณ พ.ศ. 2567"
    assert notice.text == (
        f"หน่วยงาน own: ขั้นตอนปัจจุบันคือ ยังไม่เริ่ม\n- {NO_TOTAL}\n- ยังไม่มีมาตรการ\nข้อความจาก ผู้ดูแลทดสอบ: โปรดส่งภายในสัปดาห์นี้"
    )
    assert notice.link == "/agencies/own/2567/"
    assert [letter.to for letter in EmailMessage.objects.all()] == ["officer@example.org"]
    assert words_of(run, "own") == f"แจ้งในระบบ 2 คน อีเมล 1 ฉบับ: {NO_TOTAL} · ยังไม่มีมาตรการ"


def test_step_that_is_over_is_told_as_overdue_with_its_day(administrator):
    agency = make_agencies("own")[0]
    make_user("officer", officer_of=agency)
    yesterday = localdate() - timedelta(days=1)
    YearWindow.objects.create(fiscal_year=YEAR, step="entry", opens_on=date(2024, 1, 1), closes_on=yesterday)

    carried_out("remind", administrator)

    assert told() == [("officer", "overdue", "own")]
    assert f"(ปิดรับผลคะแนนและวิเคราะห์เมื่อสิ้นวันที่ {thai.long_date(yesterday)} เลยกำหนดแล้ว)" in Notification.objects.get().text


def make_window(step, closes_on):
    return YearWindow.objects.create(fiscal_year=YEAR, step=step, opens_on=date(2024, 1, 1), closes_on=closes_on)


def test_each_lack_is_told_once_with_the_day_of_its_own_step_or_the_exception(administrator):
    agency = make_agencies("own")[0]
    make_user("officer", officer_of=agency)
    yesterday, later = localdate() - timedelta(days=1), localdate() + timedelta(days=9)
    WindowException.objects.create(
        window=make_window("entry", yesterday), agency=agency, until=later, reason="อุทกภัย", granted_by=administrator
    )
    make_window("plan", date(2099, 3, 1))
    make_window("progress", date(2099, 9, 1))

    run = carried_out("remind", administrator)

    assert told() == [("officer", "due", "own")]
    assert words_of(run, "own") == (
        f"แจ้งในระบบ 1 คน อีเมล 0 ฉบับ: {NO_TOTAL} (ปิดรับผลคะแนนและวิเคราะห์เมื่อสิ้นวันที่ {thai.long_date(later)})"
        " · ยังไม่มีมาตรการ (ปิดรับมาตรการเมื่อสิ้นวันที่ 1 มีนาคม 2642)"
    )


def test_what_is_no_step_is_told_with_the_day_of_the_plan_or_of_what_closes_next(administrator):
    year = make_agency_year(make_agency("own"), YEAR)
    make_assessment(year, total=90)
    make_measure(year, indicator="9")
    make_user("officer", officer_of=year.agency)
    refresh_all()
    OverviewRow.objects.update(missing_count=3)
    yesterday = localdate() - timedelta(days=1)
    make_window("plan", yesterday)
    make_window("progress", date(2099, 9, 1))

    run = carried_out("remind", administrator)

    assert told() == [("officer", "due", "own")]
    assert words_of(run, "own").split(" · ")[1:] == [
        f"ยังไม่ได้เผยแพร่เอกสารมาตรการ (ปิดรับมาตรการเมื่อสิ้นวันที่ {thai.long_date(yesterday)})",
        "ระบบตรวจพบสิ่งที่ขาด 3 แห่ง (ปิดรับผลการดำเนินการเมื่อสิ้นวันที่ 1 กันยายน 2642)",
    ]


def test_people_are_counted_as_they_chose_to_be_told(administrator):
    agency = make_agencies("own")[0]
    make_user("writes-to", officer_of=agency, email="officer@example.org")
    quiet = make_user("quiet", officer_of=agency, email="quiet@example.org")
    NotificationChoice.objects.create(person=quiet, kind="due", in_portal=True, by_email=False, digest=False)

    run = carried_out("remind", administrator)

    assert words_of(run, "own").startswith("แจ้งในระบบ 2 คน อีเมล 1 ฉบับ: ")
    assert [letter.to for letter in EmailMessage.objects.all()] == ["officer@example.org"]


def test_step_that_has_not_begun_is_not_lacking(administrator):
    year = make_agency_year(make_agency("own"), YEAR)
    make_assessment(year, total=90)
    make_user("officer", officer_of=year.agency)
    for step in ("plan", "progress"):
        YearWindow.objects.create(fiscal_year=YEAR, step=step, opens_on=date(2099, 1, 1), closes_on=date(2099, 2, 1))

    run = carried_out("remind", administrator)

    assert outcomes(run) == {"own": "not_needed"}
    assert words_of(run, "own") == "งานของปีนี้ครบแล้ว"


def test_plan_that_is_not_published_and_what_the_checks_miss_are_told(administrator):
    year = make_agency_year(make_agency("own"), YEAR)
    make_assessment(year, total=90)
    make_measure(year, indicator="9")
    make_user("officer", officer_of=year.agency)
    refresh_all()
    OverviewRow.objects.update(missing_count=3)

    run = carried_out("remind", administrator)

    assert words_of(run, "own") == (
        "แจ้งในระบบ 1 คน อีเมล 0 ฉบับ: รายงานผลการดำเนินการแล้ว 0 จาก 1 มาตรการ · ยังไม่ได้เผยแพร่เอกสารมาตรการ"
        " · ระบบตรวจพบสิ่งที่ขาด 3 แห่ง"
    )


def test_agency_without_people_is_refused_with_the_reason_and_a_closed_one_is_left_alone(administrator):
    make_agencies("lonely")
    make_agencies("closed", closed_on=date(2024, 1, 1))

    run = carried_out("remind", administrator)

    assert outcomes(run) == {"lonely": "refused", "closed": "not_needed"}
    assert words_of(run, "lonely") == "ยังไม่มีเจ้าหน้าที่หรือหัวหน้าหน่วยงานในระบบ จึงไม่มีผู้รับ"


def test_agency_outside_the_reach_is_untouched(administrator):
    own, other = make_agencies("own", province="ตรัง") + make_agencies("other", province="ตราด")
    for agency in (own, other):
        make_user(f"{agency.code}-officer", officer_of=agency)
    of_province = make_administrator(reach="province", province="ตรัง")

    run = carried_out("remind", of_province)

    assert outcomes(run) == {"own": "done"}
    assert told() == [("own-officer", "due", "own")]


def test_agency_that_the_filter_leaves_out_is_untouched(administrator):
    for agency in make_agencies("own", province="ตรัง") + make_agencies("other", province="ตราด"):
        make_user(f"{agency.code}-officer", officer_of=agency)

    run = carried_out("remind", administrator, query="year=2567&province=ตรัง")

    assert outcomes(run) == {"own": "done"}
    assert run.filter_words == "ปีงบประมาณ พ.ศ. 2567 · จังหวัด: ตรัง"


def test_a_later_run_tells_again(administrator):
    make_user("officer", officer_of=make_agencies("own")[0])

    carried_out("remind", administrator)
    carried_out("remind", administrator)

    assert told() == [("officer", "due", "own")] * 2


def test_agencies_are_those_of_the_click(administrator):
    make_user("officer", officer_of=make_agencies("own")[0])
    refresh_all()

    run = start("remind", administrator)
    make_user("late", officer_of=make_agencies("later")[0])
    refresh_all()

    assert outcomes(run) == {"own": "waiting"}
