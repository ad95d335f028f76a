"""An administrator's first day with the second factor: set up, sign in with the telephone, sign in without it."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.codes import code_of, pass_time
from tests.journeys.screen import Screen
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "รหัส 6 หลักจากแอปยืนยันตัวตน"


@pytest.fixture
def screen(page, live_server, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    make_agency("own")
    make_user("administrator", administrator=True)
    return Screen(page, live_server.url)


def telephone():
    device = TOTPDevice.objects.get()
    pass_time(device)
    return code_of(device)


def set_up(screen):
    screen.sign_in("administrator")
    screen.sees("ต้องเปิดการยืนยันสองขั้นก่อนใช้หน้าอื่น")
    screen.fill("รหัสผ่านปัจจุบัน", "secret-for-tests")
    screen.press("เริ่มตั้งค่า")
    screen.fill(CODE, telephone())
    screen.press("เปิดการยืนยันสองขั้น")
    screen.sees("รหัสเหล่านี้แสดงเพียงครั้งเดียว")
    return screen.page.locator(".recovery-codes code").all_inner_texts()


def test_administrator_sets_it_up_and_signs_in_with_the_telephone(screen):
    set_up(screen)
    screen.follow("เก็บแล้ว ไปหน้าแรก")
    screen.press("ออกจากระบบ")
    screen.sign_in("administrator")
    screen.fill(CODE, telephone())
    screen.press("ยืนยัน")
    assert screen.page.url.endswith("/agencies/own/")
    screen.open("/accounts/")
    screen.sees("เหลือ 10 รหัส")
    screen.sees("เปิดการยืนยันสองขั้น")


def test_administrator_without_the_telephone_uses_a_recovery_code_and_switches_it_off(screen):
    codes = set_up(screen)
    screen.follow("เก็บแล้ว ไปหน้าแรก")
    screen.press("ออกจากระบบ")
    screen.sign_in("administrator")
    screen.follow("ใช้รหัสสำรอง")
    screen.fill("รหัสสำรอง", codes[0])
    screen.press("ยืนยัน")
    screen.page.get_by_text("เหลือ 9 รหัส").wait_for()
    screen.open("/accounts/second-factor/remove/")
    screen.fill("รหัสผ่านปัจจุบัน", "secret-for-tests")
    screen.fill("รหัส 6 หลักจากแอปยืนยันตัวตน หรือรหัสสำรอง", codes[1])
    screen.press("ปิดการยืนยันสองขั้น")
    screen.sees("ต้องเปิดการยืนยันสองขั้นก่อนใช้หน้าอื่น")
