"""Lines pasted into the page of addresses: the browser's keeper of drafts offers only what would else be lost."""

import pytest
from playwright.sync_api import expect

from assessments.models import OitAddress
from tests.journeys.screen import Screen
from tests.makers import make_agency, make_agency_year, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/agencies/test/2569/addresses/"


@pytest.fixture
def screen(page, live_server):
    agency = make_agency("test")
    make_agency_year(agency, 2569)
    make_user("officer", officer_of=agency)
    screen = Screen(page, live_server.url)
    screen.sign_in("officer")
    screen.open(PAGE)
    return screen


def paste(screen, text):
    screen.page.get_by_text("วางหลายข้อจากตาราง").click()
    screen.fill("วางจากตาราง", text)
    screen.press("นำลงช่อง")
    screen.sees("นำที่อยู่ลงช่องแล้ว 1 ข้อ ยังไม่ได้บันทึก")


def test_what_was_just_pasted_is_not_offered_again_and_goes_once_it_is_saved(screen):
    paste(screen, "o1\twww.a.go.th/1")
    expect(screen.page.locator("[data-draft]")).to_have_count(0)

    screen.page.locator(".form-actions").get_by_role("button", name="บันทึก").click()

    expect(screen.page.locator("#id_url-o1")).to_have_value("https://www.a.go.th/1")
    expect(screen.page.locator("[data-saved]")).to_contain_text("บันทึกที่อยู่แล้ว 1 ข้อ")
    assert OitAddress.objects.get().url == "https://www.a.go.th/1"
    assert screen.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []


def test_what_was_pasted_and_left_without_saving_is_offered_as_it_stood_in_the_rows(screen):
    paste(screen, "o1\twww.a.go.th/1")

    screen.page.on("dialog", lambda dialog: dialog.accept())
    screen.open(PAGE)
    screen.press("ใส่กลับ")

    expect(screen.page.locator("#id_url-o1")).to_have_value("https://www.a.go.th/1")
    expect(screen.field("วางจากตาราง")).to_have_value("")
