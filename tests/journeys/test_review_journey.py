"""Three people review one document in three browsers, the public reads it, and the officer's work goes to another."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import expect

from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from reports.jobs import LAPSE_REVIEWS
from reports.models import Comment
from tests.journeys.desk import PUBLISH, REVIEW, YEAR, Desk, link_in_the_letter_to
from tests.journeys.review_changes import LETTERS, TITLE_OF_MEASURE, changes
from tests.journeys.worker import work
from tests.makers import make_user
from tests.reports.publications import publishable_year
from tests.reports.reviewing.rounds import make_head

pytestmark = pytest.mark.django_db(transaction=True)
TITLE, STEP = "ชื่อมาตรการ โครงการ หรือกิจกรรม", "ขั้นตอนที่ 1"
DOCUMENT = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
ABOUT, PLACE = "มาตรการ เผยแพร่สถิติทุกไตรมาส", "สำนักงานทดสอบ ปีงบประมาณ พ.ศ. 2567"
REASON, QUESTION, ANSWER = "ขั้นตอนที่ 1 ยังไม่บอกว่าเมื่อใด", "ใครเป็นผู้จัดประชุม", "กลุ่มอำนวยการเป็นผู้จัด"
LAST_CHANGE = "แก้ไขล่าสุด: มาตรการ m1 มาตรการ โครงการ หรือกิจกรรม โดย เจ้าหน้าที่ทดสอบ เมื่อ "


@pytest.fixture
def year():
    year = publishable_year("test", name="สำนักงานทดสอบ", units=["กลุ่มอำนวยการ"])
    make_user("officer", officer_of=year.agency, name="เจ้าหน้าที่ทดสอบ", email="officer@example.go.th")
    make_head(year.agency, "head", name="หัวหน้าทดสอบ", email="head@example.go.th")
    make_user("administrator", administrator=True, name="ผู้ดูแลทดสอบ", email="administrator@example.go.th")
    return year


@pytest.fixture
def open_desk(new_context, live_server, year, settings):
    """A browser of one's own, in which who is named signs in."""
    settings.PUBLIC_URL = live_server.url

    def opening(username=""):
        desk = Desk(new_context(locale="th-TH").new_page(), live_server.url)
        if username:
            desk.sign_in(username)
        return desk

    return opening


def test_document_goes_from_draft_to_the_public_and_its_work_to_a_new_officer(open_desk):
    officer, head, administrator = map(open_desk, ("officer", "head", "administrator"))
    when_the_officer_submits(officer)
    when_the_head_opens_asks_and_returns(head, officer)
    then_the_officer_is_told_and_sees_the_reason(officer)
    when_the_officer_answers_corrects_and_submits_again(officer)
    when_the_head_closes_the_question_and_approves(head)
    when_the_officer_changes_what_was_approved(officer)
    then_the_approval_is_void_at_once_for(officer, head)
    then_both_are_told_who_changed_what(officer, head)
    when_it_is_submitted_approved_and_accepted(officer, head, administrator)
    address = when_the_officer_publishes(officer)
    then_the_public_reads_it_and_its_file_is_what_the_page_says(open_desk(), address)
    successor = when_the_officer_hands_over(officer, open_desk())
    then_the_new_officer_works(successor)
    then_the_former_officer_finds_nothing(officer)
    then_everybody_reads_every_change_with_its_author(head, administrator, successor)
    then_each_letter_went_out_once()


def when_the_officer_submits(officer):
    officer.open(REVIEW)
    officer.sees("เอกสารนี้ยังเป็นร่าง ยังไม่ได้ส่งตรวจ")
    officer.press("ส่งตรวจ")
    officer.sees("รอรับรองโดย หัวหน้าทดสอบ")
    work()


def when_the_head_opens_asks_and_returns(head, officer):
    head.open_news(f"รอท่านตรวจและรับรอง: {DOCUMENT}")
    head.press("เริ่มตรวจ")
    officer.page.reload()
    officer.sees("เรียกคืนไม่ได้: ผู้ตรวจเปิดตรวจแล้ว")
    head.follow("ความเห็นต่อเอกสารนี้")
    head.page.get_by_label("เรื่อง", exact=True).select_option(label=ABOUT)
    head.fill("ความเห็น", QUESTION)
    head.press("บันทึกความเห็น")
    head.sees("บันทึกความเห็นแล้ว")
    head.open(REVIEW)
    head.fill("เหตุผลที่ส่งกลับ", REASON)
    head.press("ส่งกลับพร้อมเหตุผล")
    head.sees("เอกสารนี้ถูกส่งกลับให้แก้ไขแล้ว")
    work()


def then_the_officer_is_told_and_sees_the_reason(officer):
    officer.open(YEAR)
    assert officer.bell == 2
    assert officer.news() == [
        (f"ส่งกลับให้แก้ไข: {DOCUMENT}", f"{PLACE}\nส่งกลับให้แก้ไข โดย หัวหน้าทดสอบ\n{REASON}"),
        (f"ความเห็นใหม่: {ABOUT}", f"{PLACE}\nหัวหน้าทดสอบ: {QUESTION}"),
    ]
    officer.open_news(f"ส่งกลับให้แก้ไข: {DOCUMENT}")
    officer.sees("เอกสารนี้ถูกส่งกลับให้แก้ไขแล้ว")
    officer.sees(REASON)
    assert officer.bell == 1


def when_the_officer_answers_corrects_and_submits_again(officer):
    officer.open_news(f"ความเห็นใหม่: {ABOUT}")
    officer.sees(QUESTION)
    officer.page.locator("summary", has_text="ตอบ").click()
    officer.fill("คำตอบ", ANSWER)
    officer.press("บันทึกคำตอบ")
    officer.sees(ANSWER)
    officer.change_measure(STEP, "กลุ่มอำนวยการประชุมผู้เกี่ยวข้องในเดือนแรกของไตรมาส")
    officer.open(REVIEW)
    officer.press("ส่งตรวจ")
    officer.sees("รอบที่ 2")
    work()


def when_the_head_closes_the_question_and_approves(head):
    head.open_news(f"ความเห็นใหม่: {ABOUT}")
    head.sees(ANSWER)
    head.press("ปิดเรื่อง")
    head.sees("ไม่มีความเห็นที่ยังไม่ปิดเรื่อง")
    head.open_news(f"รอท่านตรวจและรับรอง: {DOCUMENT}")
    head.follow("มีการแก้ไข 1 รายการหลังการดำเนินการครั้งล่าสุดของท่าน")
    head.sees("ขั้นตอน")
    head.open(REVIEW)
    head.press("รับรอง")
    head.sees("เอกสารนี้หัวหน้าหน่วยงานรับรองแล้ว")
    work()


def when_the_officer_changes_what_was_approved(officer):
    officer.change_measure(TITLE, "เผยแพร่สถิติทุกเดือน")


def then_the_approval_is_void_at_once_for(*desks):
    for desk in desks:
        desk.open(REVIEW)
        desk.sees("เนื้อหาเปลี่ยนไปหลังรับรอง คำรับรองสิ้นผล")
        desk.sees(LAST_CHANGE)
        desk.sees("การตรวจรอบนี้สิ้นผลแล้ว เพราะเนื้อหาเปลี่ยน")
        desk.open(PUBLISH)
        desk.sees("ยังเผยแพร่ไม่ได้: เนื้อหาเปลี่ยนไปหลังรับรอง คำรับรองสิ้นผล")


def then_both_are_told_who_changed_what(officer, head):
    enqueue(LAPSE_REVIEWS)
    assert {job.state for job in run_all()} == {Job.State.DONE}
    for desk in (officer, head):
        title, text = desk.news()[0]
        assert (title, text.startswith(f"{PLACE}\n{LAST_CHANGE}")) == (f"สิ้นผลเพราะเนื้อหาเปลี่ยน: {DOCUMENT}", True)
        desk.open_news(title)
        desk.sees("การตรวจรอบนี้สิ้นผลแล้ว เพราะเนื้อหาเปลี่ยน")


def when_it_is_submitted_approved_and_accepted(officer, head, administrator):
    officer.press("ส่งตรวจ")
    head.open_news(f"รอท่านตรวจและรับรอง: {DOCUMENT}")
    head.press("รับรอง")
    officer.open(PUBLISH)
    officer.sees("ผู้ดูแลยังไม่ได้รับ โปรดรอผู้ดูแลรับเอกสารก่อน")
    administrator.open_news(f"รอท่านรับเอกสาร: {DOCUMENT}")
    administrator.press("รับเอกสาร")
    administrator.sees("เอกสารนี้ผู้ดูแลรับแล้ว")


def when_the_officer_publishes(officer):
    """The public address."""
    officer.open_news(f"ผู้ดูแลรับแล้ว: {DOCUMENT}")
    officer.follow("ไปหน้าเผยแพร่")
    officer.press("ยืนยันเผยแพร่ฉบับที่ 1")
    officer.sees("กำลังจัดทำฉบับที่ 1")
    work()
    link = officer.page.get_by_role("link", name="ฉบับที่ 1", exact=True)
    link.wait_for()
    officer.check()
    return link.get_attribute("href")


def then_the_public_reads_it_and_its_file_is_what_the_page_says(citizen, address):
    citizen.open(address)
    citizen.sees("ฉบับที่ 1 เผยแพร่")
    told = re.findall("[0-9a-f]{64}", citizen.page.locator(".hashes").inner_text())
    pdf = Path(citizen.download_link("ดาวน์โหลด PDF").path()).read_bytes()
    assert sha256(pdf).hexdigest() == told[0]
    citizen.page.get_by_role("link", name="อ่านบนเว็บ").click()
    expect(citizen.page.locator("body")).to_contain_text("เผยแพร่สถิติทุกเดือน")
    citizen.check()


def when_the_officer_hands_over(officer, successor):
    """The successor, signed in."""
    officer.open("/agencies/test/people/")
    officer.follow("มอบหน้าที่")
    officer.fill("อีเมลของผู้รับมอบหน้าที่", "successor@example.go.th")
    officer.press("ส่งคำเชิญรับมอบหน้าที่")
    officer.sees("ส่งคำเชิญรับมอบหน้าที่ไปที่ successor@example.go.th แล้ว")
    work()
    successor.open(link_in_the_letter_to("successor@example.go.th"))
    successor.sees("เป็นการรับมอบหน้าที่จาก เจ้าหน้าที่ทดสอบ")
    successor.fill("ชื่อและนามสกุล", "ผู้รับมอบทดสอบ")
    successor.fill("ชื่อผู้ใช้", "successor")
    successor.fill("รหัสผ่าน", "a long pass phrase")
    successor.fill("รหัสผ่าน (พิมพ์อีกครั้ง)", "a long pass phrase")
    successor.press("สร้างบัญชีและตอบรับ")
    successor.sees("ตอบรับคำเชิญแล้ว")
    return successor


def then_the_new_officer_works(successor):
    successor.open(YEAR)
    successor.change_measure(TITLE, "เผยแพร่สถิติทุกสัปดาห์")
    successor.open(REVIEW)
    successor.press("ส่งตรวจ")
    successor.sees("รอรับรองโดย หัวหน้าทดสอบ")


def then_the_former_officer_finds_nothing(officer):
    paths = (YEAR, f"{YEAR}measures/", REVIEW, PUBLISH, f"{YEAR}comments/", f"{YEAR}changes/", "/agencies/test/people/")
    assert [path for path in paths if not officer.finds_nothing_at(path)] == []
    officer.open("/")
    expect(officer.page.locator("main")).not_to_contain_text("สำนักงานทดสอบ")


def then_everybody_reads_every_change_with_its_author(*desks):
    histories = [desk.history() for desk in desks]
    comments = Comment.objects.order_by("pk").values_list("pk", flat=True)
    assert [row[:3] for row in histories[0]] == changes(*comments)
    assert [row[3:] for row in histories[0] if row[1:3] == TITLE_OF_MEASURE] == [
        ("เผยแพร่สถิติทุกไตรมาส", "เผยแพร่สถิติทุกเดือน"),
        ("เผยแพร่สถิติทุกเดือน", "เผยแพร่สถิติทุกสัปดาห์"),
    ]
    assert histories[1:] == histories[:1] * (len(desks) - 1)


def then_each_letter_went_out_once():
    work()
    assert [(letter.to[0].partition("@")[0], letter.subject.partition(":")[0]) for letter in mail.outbox] == LETTERS
