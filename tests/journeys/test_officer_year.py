"""One officer's year in a real browser: from signing in to the documents, by keyboard where it counts."""

import subprocess
import unicodedata

import pytest
from playwright.sync_api import expect

from tests.journeys.screen import Screen
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาทดสอบ เขต ๑"
SCORES = {
    "IIT": {"1": "100", "2": "100", "3": "100", "4": "100", "5": "100"},
    "EIT": {"6": "100", "7": "100", "8": "๙๙.๖๓"},
    "OIT": {"9": "95", "10": "93.75", "o29": "0"},
}


@pytest.fixture
def screen(page, live_server):
    return Screen(page, live_server.url)


def text_of(pdf):
    """The PDF's words in one string, digits in Arabic."""
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return unicodedata.normalize("NFC", "".join(text.split()))


def test_officer_goes_from_scores_to_published_quality_documents(screen, tmp_path):
    given_an_officer_of_a_new_agency()
    screen.sign_in("officer")
    when_the_officer_opens_a_year(screen)
    when_the_announced_scores_are_entered(screen)
    then_the_analysis_names_the_weak_points(screen)
    when_the_cause_of_a_weak_point_is_written_down(screen)
    when_measures_are_planned(screen)
    when_progress_is_reported(screen)
    then_each_document_can_be_previewed_and_taken_away(screen, tmp_path)
    then_the_history_says_who_did_it(screen)


def given_an_officer_of_a_new_agency():
    agency = make_agency("test", name=NAME, short_name="สพป.ทดสอบ เขต ๑", units=["กลุ่มอำนวยการ", "กลุ่มกฎหมายและคดี"])
    make_user("officer", officer_of=agency, name="เจ้าหน้าที่ทดสอบ")


def when_the_officer_opens_a_year(screen):
    screen.sees(NAME)
    screen.follow("เปิดปีงบประมาณ")
    screen.fill("ปีงบประมาณของแผน (พ.ศ.)", "๒๕๖๗")
    screen.press("เปิดปีงบประมาณ")
    screen.sees("ภาพรวมปีงบประมาณ พ.ศ. 2567")


def when_the_announced_scores_are_entered(screen):
    screen.open("/agencies/test/2567/scores/baseline/announced/")
    screen.fill("คะแนนรวม", "๙๗.๗๑")
    screen.press("บันทึก")
    for instrument, scores in SCORES.items():
        screen.open(f"/agencies/test/2567/scores/baseline/{instrument}/")
        for code, score in scores.items():
            type_score(screen, code, score)
        screen.press("บันทึกคะแนน")


def type_score(screen, code, score):
    """By keyboard alone, as in a spreadsheet."""
    screen.page.locator(f"[name=s-{code}]").focus()
    screen.page.keyboard.type(score)
    screen.page.keyboard.press("Enter")


def then_the_analysis_names_the_weak_points(screen):
    screen.open("/agencies/test/2567/analysis/")
    screen.sees("97.71")
    screen.sees("ต้องแก้ไขโดยเร่งด่วน")
    screen.sees("ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ")


def when_the_cause_of_a_weak_point_is_written_down(screen):
    screen.open("/agencies/test/2567/analysis/findings/add/?indicator=9")
    screen.fill("สาเหตุ", "ข้อมูลที่เผยแพร่ไม่ครบองค์ประกอบ")
    screen.fill("แนวทางการยกระดับ", "จัดทำแบบตรวจสอบก่อนเผยแพร่ทุกครั้ง")
    screen.press("บันทึก")
    screen.sees("ข้อมูลที่เผยแพร่ไม่ครบองค์ประกอบ")


def when_measures_are_planned(screen):
    screen.open("/agencies/test/2567/measures/")
    screen.follow("เขียนมาตรการสำหรับจุดนี้")
    screen.fill("ชื่อมาตรการ โครงการ หรือกิจกรรม", "จัดทำสถิติเรื่องร้องเรียนให้ครบทุกไตรมาส")
    screen.fill("ขั้นตอนที่ 1", "แต่งตั้งผู้รับผิดชอบการรวบรวมสถิติ")
    screen.fill("ขั้นตอนที่ 2", "เผยแพร่สถิติบนเว็บไซต์ภายในวันที่ ๕ ของเดือนถัดไป")
    screen.fill("วันสิ้นสุด", "31/10/2567")
    screen.tick("กลุ่มงานที่รับผิดชอบ", "กลุ่มกฎหมายและคดี")
    screen.fill("การกำกับติดตามและรายงานผล", "รายงานผู้อำนวยการทุกไตรมาส")
    screen.press("บันทึก")
    expect(screen.page.locator("[data-error-summary]")).to_contain_text("30 กันยายน 2567")
    expect(screen.field("ชื่อมาตรการ โครงการ หรือกิจกรรม")).to_have_value("จัดทำสถิติเรื่องร้องเรียนให้ครบทุกไตรมาส")
    screen.fill("วันสิ้นสุด", "30 ก.ย. ๒๕๖๗")
    screen.press("บันทึก")
    screen.sees("จัดทำสถิติเรื่องร้องเรียนให้ครบทุกไตรมาส")


def when_progress_is_reported(screen):
    screen.open("/agencies/test/2567/progress/")
    screen.follow("รายงานผล")
    screen.fill("ผลการดำเนินการ", "เผยแพร่สถิติครบทั้งสี่ไตรมาส")
    screen.fill("ผลลัพธ์หรือความสำเร็จ", "ประชาชนตรวจสอบสถานะเรื่องร้องเรียนได้")
    screen.tick("^งบประมาณ", "ไม่ใช้งบประมาณ")
    screen.tick("^ปัญหาและอุปสรรค", "ไม่มี")
    screen.tick("^ข้อเสนอแนะ", "ไม่มี")
    screen.press("บันทึก")
    screen.sees("รายงานแล้ว")


def then_each_document_can_be_previewed_and_taken_away(screen, tmp_path):
    expected = {
        "analysis": ["ข้อมูลที่เผยแพร่ไม่ครบองค์ประกอบ", "๙๗.๗๑"],
        "measures": ["แต่งตั้งผู้รับผิดชอบการรวบรวมสถิติ", "กลุ่มกฎหมายและคดี"],
        "progress": ["เผยแพร่สถิติครบทั้งสี่ไตรมาส", "ไม่ใช้งบประมาณ"],
        "full": ["รายงานผู้อำนวยการทุกไตรมาส", "ประชาชนตรวจสอบสถานะเรื่องร้องเรียนได้"],
    }
    for kind, words in expected.items():
        screen.open(f"/agencies/test/2567/documents/{kind}/")
        frame = screen.page.frame_locator("iframe")
        expect(frame.locator("body")).to_contain_text("ทดสอบ เขต ๑")
        path = tmp_path / f"{kind}.pdf"
        screen.download("ดาวน์โหลด PDF").save_as(path)
        text = text_of(path)
        for word in (NAME, *words):
            assert "".join(word.split()) in text


def then_the_history_says_who_did_it(screen):
    screen.open("/agencies/test/2567/changes/")
    screen.sees("เจ้าหน้าที่ทดสอบ")
    screen.sees("97.71")
