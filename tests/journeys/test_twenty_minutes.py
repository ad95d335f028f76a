"""From an agency without any year and two spreadsheets to the measures and the analysis as PDF, every move counted."""

import re
import subprocess
import unicodedata
from collections import Counter

import pytest
from playwright.sync_api import expect

from assessments.framework_store import get_framework
from assessments.models import Assessment
from tests.assessments.exchange.files import csv_file, xlsx_file
from tests.journeys.screen import Screen
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาทดสอบ เขต ๑"
MOST_MOVES = 60
UNITS = ["กลุ่มอำนวยการ", "กลุ่มนโยบายและแผน", "กลุ่มกฎหมายและคดี", "กลุ่มบริหารงานบุคคล", "กลุ่มบริหารงานการเงินและสินทรัพย์"]
MORE_UNITS = ["หน่วยตรวจสอบภายใน", "กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร"]
WEAK = {"i2": 82, "i7": 91.5, "i14": 88.25, "e3": 84.1, "e6": 93.2, "e9": 79.4, "o7": 0, "o16": 0, "o24": 0}
LAST_YEAR = {"1": 96, "2": 95.5, "3": 97, "4": 94.25, "5": 93, "6": 95, "7": 91.5, "8": 90, "9": 98, "10": 87.5}


class CountedScreen(Screen):
    """Every click, key, filled field, ticked box, chosen file and typed address is a move."""

    def __init__(self, *args):
        super().__init__(*args)
        self.moves = Counter()
        self.page.set_default_timeout(30_000)  # the first PDF loads its fonts within the download

    def _counted(self, move, act, *arguments):
        self.moves[move] += 1
        return act(*arguments)

    def open(self, path):
        return self._counted("address", super().open, path)

    def fill(self, label, text):
        return self._counted("fill", super().fill, label, text)

    def press(self, name):
        return self._counted("press", super().press, name)

    def follow(self, name):
        return self._counted("follow", super().follow, name)

    def step(self, name):
        """One of the year's steps, which stand on every page."""
        link = self.page.get_by_role("link", name=name, exact=True).first
        self._counted("follow", link.click)
        self.check()

    def tick_all(self, name):
        """Each box of this name is a move of its own."""
        for box in self.page.get_by_role("checkbox", name=name).all():
            self._counted("tick", box.check)

    def download(self, name):
        return self._counted("download", super().download, name)

    def choose_file(self, label, path):
        return self._counted("file", self.field(label).set_input_files, str(path))

    def field(self, label):
        """A field whose label goes on after these words is found too: ไฟล์ผลคะแนน (.xlsx หรือ .csv)"""
        return self.page.get_by_label(label).first if "(" in label else super().field(label)


@pytest.fixture
def screen(page, live_server):
    return CountedScreen(page, live_server.url)


def test_two_spreadsheets_become_documents_ready_to_publish_in_few_moves(screen, tmp_path):
    given_an_officer_whose_agency_has_no_year()
    last_year, this_year = given_two_spreadsheets(tmp_path)
    screen.sign_in("officer")
    when_the_units_of_the_agency_are_entered(screen)
    when_a_year_is_opened_and_its_spreadsheet_taken(screen, "๒๕๖๘", last_year, 11)
    screen.follow("สพป.ทดสอบ เขต ๑")
    when_a_year_is_opened_and_its_spreadsheet_taken(screen, "๒๕๖๙", this_year, 53)
    when_every_weak_point_gets_a_draft_that_is_read_and_taken(screen)
    when_the_cause_of_an_urgent_weak_point_is_written(screen)
    then_the_checks_find_nothing_missing(screen)
    then_both_documents_come_as_pdf(screen, tmp_path)
    then_few_moves_were_enough(screen)


def given_an_officer_whose_agency_has_no_year():
    agency = make_agency("test", name=NAME, short_name="สพป.ทดสอบ เขต ๑", province="ทดสอบ")
    make_user("officer", officer_of=agency, name="เจ้าหน้าที่ทดสอบ")


def given_two_spreadsheets(folder):
    """Last year's of a whole province, and this year's as the officer copied it: code, question, score."""
    head = ["ลำดับ", "หน่วยงาน", *(f"ตัวชี้วัดที่ {code}" for code in LAST_YEAR), "คะแนนรวม"]
    others = [[number, f"สพป.ตัวอย่าง เขต {number}", *[90] * 10, 90] for number in range(1, 5)]
    own = [5, "สพป.ทดสอบ เขต 1", *LAST_YEAR.values(), 93.98]
    titles = [["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"], []]
    scores = {item.code: WEAK.get(item.code, 100) for item in get_framework("ita-2568").items}
    long = [["รหัส", "ข้อคำถาม", "คะแนน"], *([code, "", score] for code, score in scores.items())]
    return (
        xlsx_file(folder, [*titles, head, *others, own], name="ผล-2567.xlsx"),
        csv_file(folder, [*long, ["ระดับ", "", "ผ่านดี"]], name="ผล-2568.csv"),
    )


def when_the_units_of_the_agency_are_entered(screen):
    screen.sees(NAME)
    screen.follow("แก้ไขข้อมูลหน่วยงาน")
    screen.fill("กลุ่มงานหรือหน่วยงานภายใน", "\n".join(UNITS + MORE_UNITS))
    screen.press("บันทึก")


def when_a_year_is_opened_and_its_spreadsheet_taken(screen, year, path, cells):
    screen.follow("เปิดปีงบประมาณใหม่")
    screen.fill("ปีงบประมาณของแผน (พ.ศ.)", year)
    screen.press("เปิดปีงบประมาณ")
    screen.follow("กรอกผลคะแนน")
    screen.follow("นำเข้าคะแนนจากไฟล์")
    screen.choose_file("ไฟล์ผลคะแนน (.xlsx หรือ .csv)", path)
    screen.press("ตรวจไฟล์")
    screen.sees(f"จะเปลี่ยน {cells} ช่อง")
    screen.press(f"นำเข้า {cells} ช่อง")
    screen.sees("ผลที่")


def when_every_weak_point_gets_a_draft_that_is_read_and_taken(screen):
    screen.step("มาตรการ")
    screen.press("ร่างมาตรการสำหรับจุดอ่อนที่ยังไม่มีมาตรการ")
    screen.sees("มีมาตรการตอบจุดอ่อนครบทั้ง 9 จุดแล้ว")
    screen.follow("อ่านร่างทั้งหมดในหน้าเดียว")
    screen.tick_all("ใช้ร่างนี้")
    screen.press("อ่านแล้ว ใช้ร่างที่เลือก")
    expect(screen.page.get_by_text("ยังไม่ได้อ่าน")).to_have_count(0)


def when_the_cause_of_an_urgent_weak_point_is_written(screen):
    screen.step("วิเคราะห์")
    screen.follow(re.compile("เพิ่มสาเหตุและแนวทาง *ของประเด็นที่ 7"))
    screen.fill("สาเหตุ", "ไม่มีผู้รับผิดชอบปรับข้อมูลบนเว็บไซต์เป็นประจำ")
    screen.fill("แนวทางการยกระดับ", "กำหนดผู้รับผิดชอบและรอบการปรับข้อมูลทุกไตรมาส")
    screen.press("บันทึก")


def then_the_checks_find_nothing_missing(screen):
    for kind in ("การวิเคราะห์ผลการประเมิน", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"):
        screen.step("เอกสาร")
        screen.follow(f"ตรวจก่อนเผยแพร่ {kind}")
        expect(screen.page.get_by_role("heading", name="ครบ", exact=True)).to_be_visible()
        missing = screen.page.locator("section[aria-labelledby=missing-title]")
        assert missing.all_inner_texts() == []


def then_both_documents_come_as_pdf(screen, folder):
    expected = {
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส": ["๒๕๖๙", "กลุ่มอำนวยการ"],
        "การวิเคราะห์ผลการประเมิน": ["๒๕๖๘", "ไม่มีผู้รับผิดชอบปรับข้อมูลบนเว็บไซต์เป็นประจำ"],
    }
    for kind, words in expected.items():
        screen.step("เอกสาร")
        path = folder / f"{kind}.pdf"
        screen.download(f"ดาวน์โหลด PDF {kind}").save_as(path)
        text = text_of(path)
        for word in (NAME, *words):
            assert "".join(word.split()) in text


def text_of(pdf):
    """The PDF's words in one string."""
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return unicodedata.normalize("NFC", "".join(text.split()))


def then_few_moves_were_enough(screen):
    print(f"{screen.moves.total()} moves: {dict(screen.moves)}")
    assert screen.moves.total() < MOST_MOVES
    assert sorted(Assessment.objects.values_list("framework_code", flat=True)) == ["ita-2567", "ita-2568"]
