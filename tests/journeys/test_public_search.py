"""An officer, a head and an administrator bring a document out in three browsers; the public finds it in a fourth."""

from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import expect

from reports.documents.qr import qr_code
from reports.overview.refreshing import follow_history
from tests.journeys.desk import PUBLISH, REVIEW, Desk
from tests.journeys.worker import work
from tests.makers import make_user
from tests.reports.public_rows import put_out
from tests.reports.publications import publishable_year
from tests.reports.reviewing.rounds import make_head

pytestmark = pytest.mark.django_db(transaction=True)
NAME, TYPED = "องค์การบริหารส่วนตำบลทุ่งบัวขาว", "อบตทุ่งบัวขาว"
DOCUMENT = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
TELEPHONE = {"width": 360, "height": 740}


@pytest.fixture
def year():
    year = publishable_year("test", name=NAME, kind="local_government", province="ลำปาง", units=["สำนักปลัด"])
    make_user("officer", officer_of=year.agency, name="เจ้าหน้าที่ทดสอบ")
    make_head(year.agency, "head", name="หัวหน้าทดสอบ")
    make_user("administrator", administrator=True, name="ผู้ดูแลทดสอบ")
    return year


@pytest.fixture
def open_desk(new_context, live_server, year, settings):
    """A browser of one's own, in which who is named signs in."""
    settings.PUBLIC_URL = live_server.url

    def opening(username="", **options):
        desk = Desk(new_context(locale="th-TH", **options).new_page(), live_server.url)
        if username:
            desk.sign_in(username)
        return desk

    return opening


@pytest.mark.parametrize("screen", [{}, {"viewport": TELEPHONE}], ids=["desk", "telephone"])
def test_public_finds_opens_downloads_and_proves_what_was_published(open_desk, screen):
    put_out("เทศบาลตำบลหนองน้ำใส")
    when_three_people_bring_the_document_out(*map(open_desk, ("officer", "head", "administrator")))
    follow_history()  # what the worker does every half minute
    citizen = open_desk(**screen)
    when_a_citizen_comes_from_the_door_and_searches(citizen)
    then_only_the_agency_is_found_with_its_document(citizen)
    then_the_agency_has_a_page_of_all_its_documents(citizen)
    then_the_files_are_what_the_page_says(citizen)
    then_the_code_holds_the_address_that_opens_the_page(citizen)
    then_nobody_was_told_who_came(citizen)


def when_three_people_bring_the_document_out(officer, head, administrator):
    officer.open(REVIEW)
    officer.press("ส่งตรวจ")
    head.open(REVIEW)
    head.press("รับรอง")
    head.sees("เอกสารนี้หัวหน้าหน่วยงานรับรองแล้ว")
    administrator.open(REVIEW)
    administrator.press("รับเอกสาร")
    administrator.sees("เอกสารนี้ผู้ดูแลรับแล้ว")
    officer.open(PUBLISH)
    officer.press("ยืนยันเผยแพร่ฉบับที่ 1")
    officer.sees("กำลังจัดทำฉบับที่ 1")
    work()
    officer.page.get_by_role("link", name="ฉบับที่ 1", exact=True).wait_for()


def when_a_citizen_comes_from_the_door_and_searches(citizen):
    citizen.open("/accounts/login/")
    citizen.follow("เอกสารที่เผยแพร่")
    citizen.fill("ชื่อหน่วยงาน", TYPED)
    citizen.page.get_by_label("จังหวัด").select_option("ลำปาง")
    citizen.press("ค้นหา")


def then_only_the_agency_is_found_with_its_document(citizen):
    citizen.sees("1 หน่วยงานที่เผยแพร่เอกสารของปีงบประมาณ พ.ศ. 2567")
    citizen.sees(NAME)
    expect(citizen.page.locator("main")).not_to_contain_text("หนองน้ำใส")
    assert citizen.page.evaluate("document.documentElement.scrollWidth") == citizen.page.viewport_size["width"]


def then_the_agency_has_a_page_of_all_its_documents(citizen):
    citizen.follow(NAME)
    citizen.sees("ฉบับที่ใช้อยู่")
    assert citizen.page.evaluate("document.documentElement.scrollWidth") == citizen.page.viewport_size["width"]
    citizen.follow(DOCUMENT)
    citizen.sees("ฉบับที่ 1 เผยแพร่")


def then_the_files_are_what_the_page_says(citizen):
    told = dict(
        zip(["PDF", "Word", "ตาราง", "ข้อมูล"], citizen.page.locator(".hashes code").all_inner_texts(), strict=True)
    )
    files = {name: Path(citizen.download_link(f"ดาวน์โหลด {name}").path()).read_bytes() for name in told}
    assert {name: sha256(data).hexdigest() for name, data in files.items()} == told
    assert files["PDF"].startswith(b"%PDF-")
    assert f"ข้อมูลทั่วไป,,,ชื่อหน่วยงาน,,{NAME}\r\n" in files["ตาราง"].decode("utf-8-sig")


def then_the_code_holds_the_address_that_opens_the_page(citizen):
    picture = citizen.page.locator("figure svg[role=img]")
    address = picture.get_attribute("aria-label").removeprefix("คิวอาร์โค้ดของ ")
    assert picture.locator("path").last.get_attribute("d") == qr_code(address).path
    page = citizen.page.url
    citizen.open(address.removeprefix(citizen.address))
    assert citizen.page.url == page
    assert citizen.page.evaluate("document.documentElement.scrollWidth") == citizen.page.viewport_size["width"]


def then_nobody_was_told_who_came(citizen):
    """The door itself remembers that its form was sent out; the public pages set nothing."""
    assert {cookie["name"] for cookie in citizen.page.context.cookies()} <= {"csrftoken"}
