"""A session that ends while somebody types: what was typed comes back in the same tab, and goes once it is saved."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Finding
from measures.models import Measure
from tests.journeys.screen import Screen
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

pytestmark = pytest.mark.django_db(transaction=True)
FOUND = "พบข้อความที่พิมพ์ไว้แต่ยังไม่ได้บันทึก"
FINDING = "/agencies/test/2567/analysis/findings/add/?indicator=9"
MEASURE = "/agencies/test/2567/measures/add/"


@pytest.fixture
def screen(page, live_server):
    agency = make_agency("test")
    make_assessment(make_agency_year(agency, 2567), scores={"9": 90, "o29": 0})
    make_user("officer", officer_of=agency)
    screen = Screen(page, live_server.url)
    screen.sign_in("officer")
    return screen


def when_the_session_is_lost(screen, cookies=("sessionid",)):
    for name in cookies:
        screen.page.context.clear_cookies(name=name)


def sign_in_again(screen):
    screen.fill("ชื่อผู้ใช้", "officer")
    screen.fill("รหัสผ่าน", "secret-for-tests")
    screen.press("เข้าสู่ระบบ")


def draft(screen):
    return screen.page.locator("[data-draft]")


def test_typed_text_is_put_back_after_signing_in_again_and_forgotten_once_saved(screen):
    screen.open(FINDING)
    screen.fill("สาเหตุ", "เผยแพร่ไม่ครบ\nไม่มีผู้รับผิดชอบ")
    when_the_session_is_lost(screen)
    screen.press("บันทึก")
    screen.sees("ข้อความที่พิมพ์ไว้ยังอยู่ในหน้าต่างนี้")
    sign_in_again(screen)
    screen.sees(FOUND)
    expect(draft(screen)).to_contain_text(re.compile(r"พิมพ์เมื่อ \d{1,2} [ก-๙]+ 25\d\d เวลา \d\d\.\d\d น\.\)"))
    screen.press("ใส่กลับ")
    expect(screen.field("สาเหตุ")).to_have_value("เผยแพร่ไม่ครบ\nไม่มีผู้รับผิดชอบ")
    screen.press("บันทึก")
    screen.sees("เพิ่มสาเหตุและแนวทางแล้ว")
    screen.open(FINDING)
    expect(draft(screen)).to_have_count(0)
    assert Finding.objects.get().texts("cause") == ["เผยแพร่ไม่ครบ", "ไม่มีผู้รับผิดชอบ"]


def test_rows_that_were_added_and_boxes_that_were_ticked_come_back(screen):
    screen.open(MEASURE)
    screen.fill("ชื่อมาตรการ โครงการ หรือกิจกรรม", "อบรมเจ้าหน้าที่")
    screen.tick("ความเร่งด่วน", "รักษามาตรฐาน")
    for number in (1, 2, 3):
        screen.fill(f"ขั้นตอนที่ {number}", f"ขั้น {number}")
    screen.press("เพิ่มอีกหนึ่งรายการ")
    screen.fill("ขั้นตอนที่ 4", "ขั้น 4")
    when_the_session_is_lost(screen)
    screen.press("บันทึก")
    sign_in_again(screen)
    screen.press("ใส่กลับ")
    screen.press("บันทึก")
    measure = Measure.objects.get()
    assert (measure.title, measure.urgency) == ("อบรมเจ้าหน้าที่", "maintain")
    assert measure.texts("step") == ["ขั้น 1", "ขั้น 2", "ขั้น 3", "ขั้น 4"]


def test_discarded_text_does_not_come_back(screen):
    screen.open(FINDING)
    screen.fill("สาเหตุ", "เผยแพร่ไม่ครบ")
    when_the_session_is_lost(screen)
    screen.press("บันทึก")
    sign_in_again(screen)
    screen.press("ทิ้ง")
    screen.open(FINDING)
    expect(draft(screen)).to_have_count(0)
    expect(screen.field("สาเหตุ")).to_have_value("")


def test_text_of_a_form_whose_token_is_gone_comes_back_too(screen):
    screen.open(FINDING)
    screen.fill("สาเหตุ", "เผยแพร่ไม่ครบ")
    when_the_session_is_lost(screen, ("sessionid", "csrftoken"))
    screen.page.get_by_role("button", name="บันทึก").first.click()
    screen.sees("ข้อความที่พิมพ์ไว้ยังอยู่ในหน้าต่างนี้")
    screen.faults.clear()  # the browser reports every answer of 403
    screen.follow("กลับไปที่แบบฟอร์ม")
    sign_in_again(screen)
    screen.press("ใส่กลับ")
    expect(screen.field("สาเหตุ")).to_have_value("เผยแพร่ไม่ครบ")


def test_another_person_in_the_same_tab_sees_nothing_of_it(screen):
    make_user("colleague", administrator=True)
    screen.open(FINDING)
    screen.fill("สาเหตุ", "เผยแพร่ไม่ครบ")
    when_the_session_is_lost(screen)
    screen.press("บันทึก")
    screen.fill("ชื่อผู้ใช้", "colleague")
    screen.fill("รหัสผ่าน", "secret-for-tests")
    screen.press("เข้าสู่ระบบ")
    expect(screen.field("สาเหตุ")).to_have_value("")
    expect(draft(screen)).to_have_count(0)


def test_double_click_sends_a_form_once(screen):
    sent = []
    screen.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    screen.open(FINDING)
    screen.fill("สาเหตุ", "เผยแพร่ไม่ครบ")
    screen.page.get_by_role("button", name="บันทึก").first.dblclick()
    screen.sees("เพิ่มสาเหตุและแนวทางแล้ว")
    assert len(sent) == 1
