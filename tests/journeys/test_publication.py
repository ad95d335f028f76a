"""From the officer's click to a citizen's download: two versions, the first of which never changes."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.journeys.screen import Screen
from tests.journeys.worker import work
from tests.makers import make_user
from tests.reports.publications import edit_measure, make_approved_review, publishable_year
from tests.reports.reviewing.rounds import make_head

pytestmark = pytest.mark.django_db(transaction=True)
PUBLISH = "/agencies/test/2567/documents/measures/publish/"
HASH = re.compile("[0-9a-f]{64}")


@pytest.fixture
def year():
    year = publishable_year("test", name="สำนักงานทดสอบ", units=["กลุ่มอำนวยการ"])
    make_user("officer", officer_of=year.agency, name="เจ้าหน้าที่ทดสอบ")
    make_head(year.agency, "head", name="หัวหน้าทดสอบ")
    return year


@pytest.fixture
def officer(page, live_server, year):
    screen = Screen(page, live_server.url)
    screen.sign_in("officer")
    return screen


@pytest.fixture
def head(browser, live_server, year):
    context = browser.new_context(locale="th-TH")
    screen = Screen(context.new_page(), live_server.url)
    screen.sign_in("head")
    yield screen
    context.close()


@pytest.fixture
def citizen(browser, live_server):
    """Another browser, in which nobody ever signed in."""
    context = browser.new_context(locale="th-TH")
    yield Screen(context.new_page(), live_server.url)
    context.close()


def test_officer_publishes_and_corrects_and_the_public_can_check(officer, citizen, year):
    make_approved_review(year)
    address = when_the_officer_publishes(officer)
    first = then_the_public_finds_the_version_and_its_file_is_what_the_page_says(citizen, address)
    edit_measure(year, "เผยแพร่สถิติทุกเดือน")
    make_approved_review(year)
    newer = when_the_officer_publishes_a_correction(officer)
    then_the_first_version_is_as_it_was(citizen, address, first)
    then_it_leads_to_the_newer_one(citizen, newer)


def test_document_goes_from_the_officer_to_the_head_and_back_and_is_published(officer, head, year):
    officer.open("/agencies/test/2567/documents/measures/publish/")
    officer.sees("ยังเผยแพร่ไม่ได้: เอกสารนี้ยังเป็นร่าง")
    officer.follow("ไปหน้าการตรวจและรับรอง")
    officer.press("ส่งตรวจ")
    when_the_head_returns_it(head, "เพิ่มรายละเอียดของขั้นตอน")
    officer.page.reload()
    officer.sees("เพิ่มรายละเอียดของขั้นตอน")
    officer.press("ส่งตรวจ")
    when_the_head_approves(head)
    then_a_change_voids_the_approval(officer, year)
    officer.press("ส่งตรวจใหม่")
    when_the_head_approves(head)
    officer.page.reload()
    officer.follow("ไปหน้าเผยแพร่")
    officer.press("ยืนยันเผยแพร่ฉบับที่ 1")
    when_the_worker_has_drawn_version(officer, 1)


def when_the_head_returns_it(screen, reason):
    screen.open("/reviews/?waiting=on")
    screen.follow("มาตรการส่งเสริม")
    screen.press("ส่งกลับพร้อมเหตุผล")
    screen.sees("โปรดบอกเหตุผลที่ส่งกลับ")
    screen.fill("เหตุผลที่ส่งกลับ", reason)
    screen.press("ส่งกลับพร้อมเหตุผล")
    screen.sees("เอกสารนี้ถูกส่งกลับให้แก้ไขแล้ว")


def when_the_head_approves(screen):
    screen.open("/reviews/?waiting=on")
    screen.follow("มาตรการส่งเสริม")
    screen.press("รับรอง")
    screen.sees("เอกสารนี้หัวหน้าหน่วยงานรับรองแล้ว")


def then_a_change_voids_the_approval(screen, year):
    screen.page.reload()
    screen.sees("เอกสารนี้หัวหน้าหน่วยงานรับรองแล้ว")
    edit_measure(year, "เผยแพร่สถิติทุกครึ่งปี")
    screen.page.reload()
    screen.sees("เนื้อหาเปลี่ยนไปหลังรับรอง คำรับรองสิ้นผล")


def when_the_officer_publishes(screen):
    screen.open("/agencies/test/2567/documents/")
    card = screen.page.locator(".document-card", has_text="มาตรการส่งเสริม")
    card.get_by_role("link", name=re.compile("^เผยแพร่")).click()
    screen.press("ยืนยันเผยแพร่ฉบับที่ 1")
    return when_the_worker_has_drawn_version(screen, 1)


def when_the_officer_publishes_a_correction(screen):
    screen.open(PUBLISH)
    screen.press("ยืนยันเผยแพร่ฉบับที่ 2")
    screen.sees("ต้องบอกว่าเปลี่ยนแปลงอะไรจากฉบับก่อน")
    screen.fill("เปลี่ยนแปลงอะไรจากฉบับก่อน", "เปลี่ยนรอบการเผยแพร่เป็นทุกเดือน")
    screen.press("ยืนยันเผยแพร่ฉบับที่ 2")
    return when_the_worker_has_drawn_version(screen, 2)


def when_the_worker_has_drawn_version(screen, number):
    """The page renews itself; the public address that it then shows."""
    screen.sees(f"กำลังจัดทำฉบับที่ {number}")
    work()
    link = screen.page.get_by_role("link", name=f"ฉบับที่ {number}", exact=True)
    link.wait_for()
    screen.check()
    return link.get_attribute("href")


def then_the_public_finds_the_version_and_its_file_is_what_the_page_says(screen, address):
    screen.open(address)
    screen.sees("ฉบับที่ 1 เผยแพร่")
    screen.sees("สำนักงานทดสอบ")
    return downloaded(screen)


def then_the_first_version_is_as_it_was(screen, address, files):
    screen.open(address)
    assert downloaded(screen) == files
    screen.page.get_by_role("link", name="อ่านบนเว็บ").click()
    assert "เผยแพร่สถิติทุกไตรมาส" in screen.page.locator("body").inner_text()
    screen.page.go_back()


def then_it_leads_to_the_newer_one(screen, address):
    screen.page.reload()  # the browser may show a public page for a minute
    screen.sees("มีฉบับใหม่กว่า")
    screen.follow("ฉบับที่ 2 เผยแพร่")
    assert screen.page.url.endswith(address)
    screen.sees("เปลี่ยนรอบการเผยแพร่เป็นทุกเดือน")
    downloaded(screen)


def downloaded(screen):
    """Each file by its hash, which is the one beside it on the page."""
    told = HASH.findall(screen.page.locator(".hashes").inner_text())
    paths = [screen.download_link(f"ดาวน์โหลด {name}").path() for name in ("PDF", "Word", "ตาราง", "ข้อมูล")]
    found = [sha256(Path(path).read_bytes()).hexdigest() for path in paths]
    assert found == told
    return found


def test_large_draft_is_waited_for_and_then_comes_by_itself(officer):
    officer.open("/agencies/test/2567/documents/measures/")
    officer.page.get_by_role("button", name="ดาวน์โหลด PDF").click()
    officer.page.wait_for_url("**/pdf/*-*/")
    officer.sees("รอดำเนินการ")
    officer.check()
    with officer.page.expect_download() as waiting:
        work()
    officer.sees("ไฟล์พร้อมแล้ว")
    officer.check()
    assert waiting.value.suggested_filename.endswith("2567.pdf")


def test_text_of_a_row_has_the_width_of_a_telephone_in_the_list_of_reviews(officer, year):
    make_approved_review(year)
    officer.page.set_viewport_size({"width": 360, "height": 740})
    officer.open("/reviews/")
    row = officer.page.locator(".review-rows > li").first
    text, badge = row.locator(".row-main").bounding_box(), row.locator(".state").bounding_box()
    assert text["width"] > 240
    assert badge["y"] >= text["y"] + text["height"]
