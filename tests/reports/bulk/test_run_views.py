"""The pages on which a bulk action is followed: what came of it, its file, for its owner alone."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Membership
from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job
from ita_portal.jobs.running import run_all
from reports.bulk.starting import cancel_run
from reports.bulk.telling import Told
from reports.models import BulkOutcome, BulkRun
from tests.makers import make_user
from tests.reports.bulk.runs import (
    browser,
    carried_out,
    end_role,
    fresh_person,
    make_administrator,
    make_agencies,
    place,
    queries_of,
    start,
)
from tests.reports.reviewing.rounds import make_head

pytestmark = pytest.mark.django_db
START, LIST = reverse("reports:bulk-start"), reverse("reports:bulk-list")


def page_of(run, user, **asked):
    return browser(user).get(place("run", run), asked)


# --- Following -------------------------------------------------------------------------------------------------------


def test_page_of_a_run_at_work_renews_itself_without_scripts_and_can_be_stopped(administrator, agencies):
    run = start("remind", administrator)
    client = browser(administrator)

    page = client.get(place("run", run)).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert '<progress max="100" value="0"' in page

    client.post(place("run", run), {"cancel": "1"})
    assert "ดำเนินการแล้ว 0 จาก 3 หน่วยงาน ส่วนที่เหลือไม่มีสิ่งใดเปลี่ยน" in client.get(place("run", run)).content.decode()
    assert BulkRun.objects.get().state == "cancelled"


def test_page_of_an_ended_run_says_what_came_of_it(administrator, agencies):
    Membership.objects.filter(user__username="c-officer").update(ended_at=timezone.now())
    run = carried_out("remind", administrator)

    page = page_of(run, administrator)

    assert page.context["counts"] == [("done", "เตือนแล้ว", 2), ("refused", "ทำไม่ได้", 1)]
    assert page.context["told"] == Told("ทำได้บางส่วน", "", "ดำเนินการครบ 3 หน่วยงาน", "เตือนแล้ว 2 · ไม่ต้องทำ 0 · ทำไม่ได้ 1")
    assert "data-waiting" not in page.content.decode()
    assert [row.agency.code for row in page_of(run, administrator, show="refused").context["page_obj"]] == ["c"]
    assert len(page_of(run, administrator, show="unknown").context["page_obj"].object_list) == 3


def test_run_that_helped_nobody_is_no_success(administrator):
    make_agencies(*(f"x{number}" for number in range(12)))
    run = carried_out("remind", administrator)

    page, shown_list = page_of(run, administrator), browser(administrator).get(LIST)

    told = Told("ทำไม่ได้", "warning", "ดำเนินการครบ 12 หน่วยงาน", "เตือนแล้ว 0 · ไม่ต้องทำ 0 · ทำไม่ได้ 12")
    assert (page.context["told"], shown_list.context["runs"]) == (told, [(run, told)])
    for text in (page.content.decode(), shown_list.content.decode()):
        assert '<span class="state state-started">ทำไม่ได้</span>' in text
        assert "เตือนแล้ว 0 · ไม่ต้องทำ 0 · ทำไม่ได้ 12" in text
        assert ("notice-success" in text, "เสร็จ" in text, "ทำแล้ว" in text) == (False, False, False)
    assert '<p class="notice notice-warning" role="status">ดำเนินการครบ 12 หน่วยงาน' in page.content.decode()


@pytest.mark.parametrize(
    ("action", "options", "told"),
    [
        ("remind", {}, Told("เสร็จแล้ว", "success", "ดำเนินการครบ 3 หน่วยงาน", "เตือนแล้ว 3 · ไม่ต้องทำ 0 · ทำไม่ได้ 0")),
        (
            "open_year",
            {"target_year": 2567},
            Told("ไม่ต้องทำ", "warning", "ดำเนินการครบ 3 หน่วยงาน", "เปิดปีแล้ว 0 · ไม่ต้องทำ 3 · ทำไม่ได้ 0"),
        ),
    ],
)
def test_badge_tells_what_came_of_it(administrator, agencies, action, options, told):
    run = carried_out(action, administrator, **options)

    assert page_of(run, administrator).context["told"] == told


def test_run_waits_in_one_word_until_its_job_is_at_work(administrator, agencies):
    run = start("remind", administrator)
    waiting = page_of(run, administrator), browser(administrator).get(LIST)
    claim("worker")
    at_work = page_of(run, administrator), browser(administrator).get(LIST)

    for (page, shown_list), word in ((waiting, "รอดำเนินการ"), (at_work, "กำลังดำเนินการ")):
        assert page.context["waiting"].label == page.context["told"].state == word
        assert page.context["waiting"].note == "ดำเนินการแล้ว 0 จาก 3 หน่วยงาน"
        assert f'<span class="state state-started">{word}</span>' in shown_list.content.decode()


def test_counts_of_one_run_are_not_those_of_another(administrator, agencies):
    first = carried_out("remind", administrator, query="year=2567&province=ตรัง")
    second = carried_out("remind", administrator)

    runs = browser(administrator).get(LIST).context["runs"]

    assert [(run, told.counts) for run, told in runs] == [
        (second, "เตือนแล้ว 3 · ไม่ต้องทำ 0 · ทำไม่ได้ 0"),
        (first, "เตือนแล้ว 2 · ไม่ต้องทำ 0 · ทำไม่ได้ 0"),
    ]


def test_outcomes_stand_on_pages_of_25(administrator):
    make_agencies(*(f"x{number}" for number in range(30)))
    run = carried_out("remind", administrator)

    assert len(page_of(run, administrator).context["page_obj"].object_list) == 25
    assert len(page_of(run, administrator, page=2).context["page_obj"].object_list) == 5


def test_outcomes_are_given_as_csv(administrator, agencies):
    run = carried_out("remind", administrator)

    response = browser(administrator).get(place("outcomes", run), {"show": "done"})

    text = b"".join(response.streaming_content)
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert text.startswith(b"\xef\xbb\xbf")
    assert [(row["รหัสหน่วยงาน"], row["ผล"]) for row in rows] == [(code, "เตือนแล้ว") for code in "abc"]


def test_run_that_stopped_is_taken_up_by_its_owner_alone(administrator, agencies):
    owner = make_administrator(reach="province", province="ตรัง")
    run = start("remind", owner)
    Job.objects.update(state="failed", error="เสีย", attempt=1, started_at=timezone.now(), ended_at=timezone.now())

    assert browser(administrator).post(place("run", run), {"resume": "1"}).status_code == 403
    assert "ทำต่อจากที่ค้าง" not in page_of(run, administrator).content.decode()
    assert "ทำต่อจากที่ค้าง" in page_of(run, owner).content.decode()
    browser(owner).post(place("run", run), {"resume": "1"})
    run_all()

    assert BulkRun.objects.get().state == "done"


# --- Whose ------------------------------------------------------------------------------------------------------------


def people(agency):
    viewer = make_user()
    Membership.objects.create(user=viewer, agency=agency, role="viewer")
    former = make_administrator()
    end_role(former)
    return {
        "officer": fresh_person(Membership.objects.filter(agency=agency, role="officer").first().user),
        "head": make_head(agency),
        "viewer": viewer,
        "former": fresh_person(former),
        "other": make_administrator(reach="province", province="ตรัง"),
        "all": make_administrator(),
        "superuser": make_user(is_superuser=True),
    }


@pytest.mark.parametrize("who", ["officer", "head", "viewer", "former", "other", "all", "superuser"])
def test_run_of_somebody_else_is_for_those_alone_who_oversee_all(agencies, who):
    run = carried_out("remind", make_administrator(reach="province", province="ตรัง"))
    user = people(agencies[0])[who]

    answers = {browser(user).get(place(name, run)).status_code for name in ("run", "outcomes")}
    posted = browser(user).post(place("run", run), {"cancel": "1"}).status_code

    assert (answers, posted) == (({200}, 302) if who in ("all", "superuser") else ({404}, 404))


@pytest.mark.parametrize(("who", "number"), [("other", 0), ("all", 1), ("superuser", 1)])
def test_list_holds_ones_own_and_for_who_oversees_all_everything(agencies, who, number):
    start("remind", make_administrator(reach="province", province="ตรัง"))

    assert len(browser(people(agencies[0])[who]).get(LIST).context["bulkrun_list"]) == number


@pytest.mark.parametrize("who", ["officer", "head", "viewer", "former"])
def test_pages_do_not_exist_for_who_oversees_nothing(agencies, who):
    client = browser(people(agencies[0])[who])

    assert [client.get(START).status_code, client.get(LIST).status_code, client.post(START).status_code] == [404] * 3


def test_owner_whose_role_ended_finds_nothing_any_more(agencies):
    owner = make_administrator(reach="province", province="ตรัง")
    run = carried_out("remind", owner)
    end_role(owner)

    assert page_of(run, owner).status_code == 404


# --- Queries ---------------------------------------------------------------------------------------------------------


def test_pages_of_runs_take_the_same_queries_for_any_number(administrator, agencies):
    client, run = browser(administrator), carried_out("remind", administrator)
    few = queries_of(client, LIST), queries_of(client, place("run", run))
    for _ in range(3):
        cancel_run(run=start("remind", administrator), by=administrator)
    more = make_agencies(*(f"x{number}" for number in range(20)))
    at = timezone.now() - timedelta(days=1)
    BulkOutcome.objects.bulk_create(
        BulkOutcome(run=run, agency=agency, outcome="done", words="แจ้ง 1 คน", at=at) for agency in more
    )

    assert (queries_of(client, LIST), queries_of(client, place("run", run))) == few
    assert max(few) <= 15
