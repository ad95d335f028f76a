"""Reminders: on which days, to whom, of what, and each once however often the task runs."""

from datetime import date, timedelta

import pytest
from django.core import mail

from assessments.models import Membership, Notification, WindowException, YearWindow
from assessments.reminders import DUE, OVERDUE, Stage, Work, missing, stage, text, title
from assessments.services.reminding import remind
from assessments.windows import ENTRY, PLAN, PROGRESS, Window
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from tests.makers import make_agency, make_agency_year, make_assessment, make_measure, make_progress, make_user

LAST = date(2024, 12, 31)
DAY = timedelta(days=1)


# --- Days and words, without a database ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-31, None),
        (-30, Stage(DUE, 30)),
        (-8, Stage(DUE, 30)),
        (-7, Stage(DUE, 7)),
        (-2, Stage(DUE, 7)),
        (-1, Stage(DUE, 1)),
        (0, Stage(DUE, 1)),
        (1, Stage(OVERDUE, 0)),
        (7, Stage(OVERDUE, 0)),
        (8, Stage(OVERDUE, 1)),
        (29, Stage(OVERDUE, 4)),
        (35, Stage(OVERDUE, 4)),
        (36, None),
    ],
)
def test_stage_by_the_days_from_the_last_day(days, expected):
    assert stage(LAST, LAST + days * DAY) == expected


@pytest.mark.parametrize(
    ("step", "work", "expected"),
    [
        (ENTRY, Work(False, 0, 0), "ยังไม่มีคะแนนรวมของผลการประเมินที่นำมาวิเคราะห์"),
        (ENTRY, Work(True, 0, 0), ""),
        (PLAN, Work(True, 0, 0), "ยังไม่มีมาตรการ"),
        (PLAN, Work(False, 1, 0), ""),
        (PROGRESS, Work(True, 0, 0), "ยังไม่มีมาตรการ"),
        (PROGRESS, Work(True, 5, 3), "รายงานผลการดำเนินการแล้ว 3 จาก 5 มาตรการ"),
        (PROGRESS, Work(True, 5, 5), ""),
    ],
)
def test_missing_says_what_a_step_lacks(step, work, expected):
    assert missing(step, work) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-7, "มาตรการปีงบประมาณ พ.ศ. 2568 ครบกำหนดในอีก 7 วัน"),
        (0, "มาตรการปีงบประมาณ พ.ศ. 2568 ครบกำหนดวันนี้"),
        (1, "มาตรการปีงบประมาณ พ.ศ. 2568 เลยกำหนดแล้ว"),
    ],
)
def test_title_says_how_long_there_is(days, expected):
    assert title(Window(2568, PLAN, date(2024, 10, 1), LAST), LAST + days * DAY) == expected


def test_text_says_who_what_when_and_what_to_do():
    window = Window(2568, PLAN, date(2024, 10, 1), LAST)

    assert text(window, "หน่วยงาน ก", "ยังไม่มีมาตรการ", LAST) == (
        "หน่วยงาน ก: ยังไม่มีมาตรการ\nปิดรับเมื่อสิ้นวันที่ 31 ธันวาคม 2567 โปรดทำให้ครบก่อนปิดรับ"
    )
    assert text(window, "หน่วยงาน ก", "ยังไม่มีมาตรการ", LAST + DAY).endswith("โปรดขอผ่อนผันจากผู้ดูแลระดับส่วนกลาง")


# --- Whom they reach -------------------------------------------------------------------------------------------------


def make_window(step=PLAN):
    return YearWindow.objects.create(fiscal_year=2568, step=step, opens_on=date(2024, 10, 1), closes_on=LAST)


def make_year(code="a-1", **values):
    year = make_agency_year(make_agency(code, name=f"หน่วยงาน {code}", **values), 2568)
    return year, make_user(officer_of=year.agency, email=f"{code}@example.org")


def told():
    return list(Notification.objects.order_by("pk").values_list("person", "kind", "title"))


@pytest.mark.django_db
def test_officers_and_head_are_told_and_nobody_else():
    make_window()
    year, officer = make_year()
    head, viewer = make_user(), make_user()
    for user, role in ((head, "head"), (viewer, "viewer")):
        Membership.objects.create(user=user, agency=year.agency, role=role)
    make_user(administrator=True)
    make_user(officer_of=make_agency())

    number = remind(today=LAST - 7 * DAY)

    news = ("due", "มาตรการปีงบประมาณ พ.ศ. 2568 ครบกำหนดในอีก 7 วัน")
    row = Notification.objects.first()
    assert number == 2
    assert told() == [(person.pk, *news) for person in (officer, head)]
    assert (row.agency, row.fiscal_year, row.link) == (year.agency, 2568, "/agencies/a-1/2568/")
    assert row.text == ("หน่วยงาน a-1: ยังไม่มีมาตรการ\nปิดรับเมื่อสิ้นวันที่ 31 ธันวาคม 2567 โปรดทำให้ครบก่อนปิดรับ")


@pytest.mark.django_db
def test_each_stage_is_told_once_over_the_whole_time():
    make_window()
    make_year()

    days = [day for day in range(-40, 50) if remind(today=LAST + day * DAY) + remind(today=LAST + day * DAY)]

    assert days == [-30, -7, -1, 1, 8, 15, 22, 29]


@pytest.mark.django_db
def test_reminder_missed_while_nothing_ran_is_made_up_for():
    make_window()
    make_year()

    days = [day for day in (-20, -3, 5) if remind(today=LAST + day * DAY)]

    assert days == [-20, -3, 5]
    assert [title for *_, title in told()] == [
        "มาตรการปีงบประมาณ พ.ศ. 2568 ครบกำหนดในอีก 20 วัน",
        "มาตรการปีงบประมาณ พ.ศ. 2568 ครบกำหนดในอีก 3 วัน",
        "มาตรการปีงบประมาณ พ.ศ. 2568 เลยกำหนดแล้ว",
    ]


@pytest.mark.django_db
def test_who_has_done_it_is_not_told():
    for step in (ENTRY, PLAN, PROGRESS):
        make_window(step)
    announced, _ = make_year("a-1")
    computed, _ = make_year("a-2")
    make_assessment(announced, total=90)
    make_assessment(computed, scores={str(number): 90 for number in range(1, 11)})
    for year in (announced, computed):
        make_progress(year, make_measure(year))

    assert remind(today=LAST - DAY) == 0


@pytest.mark.django_db
def test_each_step_is_told_by_what_it_lacks():
    for step in (ENTRY, PLAN, PROGRESS):
        make_window(step)
    year, _ = make_year()
    make_progress(year, make_measure(year))
    make_measure(year)

    remind(today=LAST - DAY)

    assert sorted(Notification.objects.values_list("text", flat=True)) == [
        f"หน่วยงาน a-1: {lack}\nปิดรับเมื่อสิ้นวันที่ 31 ธันวาคม 2567 โปรดทำให้ครบก่อนปิดรับ"
        for lack in (
            "ยังไม่มีคะแนนรวมของผลการประเมินที่นำมาวิเคราะห์",
            "รายงานผลการดำเนินการแล้ว 1 จาก 2 มาตรการ",
        )
    ]


@pytest.mark.django_db
def test_exception_moves_the_reminders_of_its_agency():
    window = make_window()
    year, officer = make_year("a-1")
    _, other = make_year("a-2")
    WindowException.objects.create(
        window=window, agency=year.agency, until=LAST + 90 * DAY, reason="น้ำท่วม", granted_by=make_user()
    )

    remind(today=LAST + DAY)
    remind(today=LAST + 89 * DAY)

    assert told() == [
        (other.pk, "overdue", "มาตรการปีงบประมาณ พ.ศ. 2568 เลยกำหนดแล้ว"),
        (officer.pk, "due", "มาตรการปีงบประมาณ พ.ศ. 2568 ครบกำหนดในอีก 1 วัน"),
    ]


@pytest.mark.django_db
def test_closed_agency_other_year_and_step_that_is_not_open_yet_are_left_alone():
    window = make_window()
    make_year("a-1", closed_on=date(2024, 11, 1))
    make_agency_year(make_year("a-2")[0].agency, 2569)
    YearWindow.objects.filter(pk=window.pk).update(fiscal_year=2567)
    later = YearWindow.objects.create(fiscal_year=2568, step=PLAN, opens_on=LAST, closes_on=LAST + 5 * DAY)

    assert remind(today=LAST - DAY) == 0
    assert remind(today=later.opens_on) == 1


@pytest.mark.django_db
def test_queries_for_agencies_that_were_told_grow_by_three_each(django_assert_max_num_queries):
    make_window()
    for number in range(10):
        make_year(f"a-{number}")
    remind(today=LAST - DAY)

    with django_assert_max_num_queries(6 + 10 * 4):
        remind(today=LAST - DAY)


@pytest.mark.django_db
def test_daily_task_sends_the_letters():
    today = date.today()
    YearWindow.objects.create(fiscal_year=2568, step=PLAN, opens_on=today - DAY, closes_on=today + DAY)
    make_year("a-1")

    enqueue("assessments.remind")
    run_all()
    enqueue("assessments.remind")
    run_all()

    assert [letter.to for letter in mail.outbox] == [["a-1@example.org"]]


@pytest.mark.django_db
def test_daily_digest_goes_to_who_chose_it():
    _, officer = make_year("a-1")
    _, other = make_year("a-2")
    for person in (officer, other):
        Notification.objects.create(
            person=person, kind="comment", title="ความเห็น", once_key="k", in_digest=person == officer
        )

    enqueue("assessments.digest")
    run_all()
    enqueue("assessments.digest")
    run_all()

    assert [letter.to for letter in mail.outbox] == [["a-1@example.org"]]
