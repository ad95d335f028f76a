"""The page on which a bulk action is looked at and confirmed: what it says, once, in few queries."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Membership, Notification
from ita_portal.jobs.models import Job
from ita_portal.jobs.running import run_all
from reports.bulk.actions import ACTIONS
from reports.models import BulkRun, OverviewRow
from reports.overview.refreshing import refresh_all
from tests.reports.bulk.runs import (
    browser,
    make_agencies,
    place,
    queries_of,
)

pytestmark = pytest.mark.django_db
START = reverse("reports:bulk-start")


def hidden(response):
    """What the form of the page sends along."""
    return {"token": response.context["preview"].token, "once_key": response.context["once_key"]}


def shown(client, action, query="year=2567"):
    return client.get(f"{START}?{query}&action={action}")


def confirmed(client, action, query="year=2567", **typed):
    page = shown(client, action, query)
    return client.post(f"{START}?{query}&action={action}", hidden(page) | typed)


def test_page_says_what_the_filter_gives_and_what_would_happen(administrator, agencies):
    page = shown(browser(administrator), "remind", "year=2567&province=ตรัง")

    assert page.context["names"] == ["หน่วยงาน a", "หน่วยงาน b"]
    assert page.context["words"] == "ปีงบประมาณ พ.ศ. 2567 · จังหวัด: ตรัง"
    assert [(line.words, line.count) for line in page.context["preview"].groups[0][1]] == [("จะเตือน", 2)]
    assert "ส่งคำเตือน</button>" in page.content.decode()


def test_looking_starts_nothing(administrator, agencies):
    for action in ("", "remind", "accept", "open_year", "zip", "unknown"):
        assert shown(browser(administrator), action).status_code == 200

    assert (BulkRun.objects.count(), Job.objects.count()) == (0, 0)


def test_confirming_starts_a_run_with_what_was_typed(administrator, agencies):
    response = confirmed(browser(administrator), "remind", "year=2567&province=ตรัง", message="โปรดเร่ง")

    run = BulkRun.objects.get()
    assert response["Location"] == place("run", run)
    assert (run.action, run.message, run.total, run.by) == ("remind", "โปรดเร่ง", 2, administrator)
    assert run.query == "year=2567&province=%E0%B8%95%E0%B8%A3%E0%B8%B1%E0%B8%87"


def test_two_presses_of_the_button_are_one_run(administrator, agencies):
    client = browser(administrator)
    typed = hidden(shown(client, "remind"))

    places = {client.post(f"{START}?year=2567&action=remind", typed)["Location"] for _ in range(2)}
    run_all()
    client.post(f"{START}?year=2567&action=remind", typed)

    assert (len(places), BulkRun.objects.count(), Notification.objects.count()) == (1, 1, 3)


def test_changed_set_is_shown_again_and_starts_nothing(administrator, agencies):
    client = browser(administrator)
    typed = hidden(shown(client, "remind"))
    make_agencies("d")
    refresh_all()

    page = client.post(f"{START}?year=2567&action=remind", typed)

    assert "รายการที่ตัวกรองให้เปลี่ยนไป" in page.content.decode()
    assert BulkRun.objects.count() == 0
    client.post(f"{START}?year=2567&action=remind", hidden(page))
    assert BulkRun.objects.get().total == 4


@pytest.mark.parametrize(
    ("action", "typed", "field"),
    [
        ("zip", {"contents": "published"}, "kinds"),
        ("zip", {"contents": "other", "kinds": ["measures"]}, "contents"),
        ("open_year", {"target_year": "2500"}, "target_year"),
        ("open_year", {}, "target_year"),
        ("remind", {"message": "ก" * 2001}, "message"),
    ],
)
def test_what_cannot_be_done_is_told_at_its_field(administrator, agencies, action, typed, field):
    page = confirmed(browser(administrator), action, **typed)

    assert list(page.context["form"].errors) == [field]
    assert "ยังไม่ได้ทำ โปรดแก้ไขข้อต่อไปนี้" in page.content.decode()
    assert BulkRun.objects.count() == 0


def test_options_of_a_zip_are_kept_in_columns(administrator, agencies):
    OverviewRow.objects.update(stage=1)

    confirmed(browser(administrator), "zip", contents="draft", kinds=["measures", "full"], with_docx="on")

    run = BulkRun.objects.get()
    assert (run.contents, run.kinds, run.with_docx) == ("draft", ("measures", "full"), True)


def test_year_to_open_is_the_one_that_was_chosen(administrator, agencies):
    confirmed(browser(administrator), "open_year", target_year="2568")

    assert BulkRun.objects.get().target_year == 2568


def test_posting_without_an_action_leads_back(administrator, agencies):
    response = browser(administrator).post(f"{START}?year=2567")

    assert response["Location"] == f"{START}?year=2567"


def test_filter_that_finds_nobody_offers_nothing(administrator, agencies):
    page = shown(browser(administrator), "remind", "year=2567&province=ยะลา").content.decode()

    assert "ตัวกรองนี้ไม่พบหน่วยงาน" in page
    assert "ส่งคำเตือน" not in page


def test_agencies_beyond_the_names_are_counted(administrator):
    make_agencies(*(f"x{number:02}" for number in range(12)))
    refresh_all()

    assert "หน่วยงาน x09 และอีก 2 หน่วยงาน</p>" in shown(browser(administrator), "").content.decode()


# --- Nothing would come of it ----------------------------------------------------------------------------------------

NOBODY = "หน่วยงานเหล่านี้ยังไม่มีเจ้าหน้าที่หรือหัวหน้าในระบบ เชิญบุคคลได้ที่หน้าบุคคลของหน่วยงาน"


def test_reminder_that_would_reach_nobody_is_not_offered_and_says_what_helps(administrator):
    make_agencies("lonely", province="ตรัง")
    refresh_all()

    page = shown(browser(administrator), "remind", "year=2567&province=ตรัง").content.decode()

    assert f'<p class="notice notice-warning">{NOBODY}</p>' in page
    assert f'href="{reverse("reports:overview")}?year=2567&amp;province=%E0%B8%95%E0%B8%A3%E0%B8%B1%E0%B8%87"' in page
    assert ("once_key" in page, "ส่งคำเตือน" in page) == (False, False)


def test_reminder_that_would_reach_nobody_any_more_is_refused_with_the_same_words(administrator, agencies):
    client = browser(administrator)
    typed = hidden(shown(client, "remind"))
    Membership.objects.filter(role="officer").update(ended_at=timezone.now())

    page = client.post(f"{START}?year=2567&action=remind", typed)

    assert page.context["form"].non_field_errors() == [NOBODY]
    assert BulkRun.objects.count() == 0


@pytest.mark.parametrize(
    ("action", "typed", "field", "words"),
    [
        ("open_year", {"target_year": "2567"}, "target_year", "ไม่มีหน่วยงานที่เปิดปีนี้ได้: มีปีนี้แล้ว"),
        ("zip", {"contents": "published", "kinds": ["measures"]}, "contents", "เลือกฉบับร่างปัจจุบันแทนได้"),
    ],
)
def test_option_of_which_nothing_would_come_is_refused_at_its_field(
    administrator, agencies, action, typed, field, words
):
    OverviewRow.objects.update(stage=1)

    page = confirmed(browser(administrator), action, **typed)

    assert list(page.context["form"].errors) == [field]
    assert words in page.context["form"].errors[field][0]
    assert f"{ACTIONS[action].button}</button>" in page.content.decode()
    assert BulkRun.objects.count() == 0


def test_zip_of_agencies_without_documents_and_data_is_not_offered(administrator, agencies):
    page = shown(browser(administrator), "zip")

    assert page.context["preview"].is_offered is False
    assert "หน่วยงานเหล่านี้ยังไม่เผยแพร่เอกสารใดและยังไม่มีข้อมูลให้จัดทำเอกสาร" in page.content.decode()


def test_second_press_leads_to_the_run_even_when_nothing_is_left_to_do(administrator, agencies):
    client = browser(administrator)
    typed = hidden(shown(client, "open_year")) | {"target_year": "2568"}
    first = client.post(f"{START}?year=2567&action=open_year", typed)
    run_all()

    second = client.post(f"{START}?year=2567&action=open_year", typed)

    assert second["Location"] == first["Location"] == place("run", BulkRun.objects.get())


# --- Queries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["", "remind", "accept", "open_year", "zip"])
def test_start_page_takes_the_same_queries_for_any_number_of_agencies(administrator, agencies, action):
    client, path = browser(administrator), f"{START}?year=2567&action={action}"
    few = queries_of(client, path)
    make_agencies(*(f"x{number}" for number in range(20)))
    refresh_all()

    assert queries_of(client, path) == few <= 15
