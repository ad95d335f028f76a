"""Where Thai lines end in the PDF: never inside a word of ours or a name, and always between two words."""

import logging
import os
import re
from itertools import accumulate

import pytest
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from reports.thai_text import protect
from reports.unbroken_words import MONTHS, PROVINCES, UNBROKEN_WORDS
from reports.writers import thai_dictionary
from reports.writers.fetcher import ClosedFetcher
from reports.writers.pdf import BASE_URL, page_rules, warm_sheets

# Where a line may end: in turn under general terms, names of offices, and sentences of reports.
PAIRS = """
    จัดซื้อ|จัดจ้าง หน่วยงาน|ภาครัฐ ปีงบประมาณ|นี้ ตัวชี้วัด|ย่อย ผู้บริหาร|สูงสุด ดำเนินการ|ขับเคลื่อน จุดแข็ง|และ จุดอ่อน|ของ ต่อไปนี้|คือ
    ประเทศไทย|ใส เหตุการณ์|การ การ|ประเมินผล สถานการณ์|ปัจจุบัน มติ|คณะรัฐมนตรี ผู้บริหาร|สถานศึกษา ข้าราชการ|ครู บุคลากร|ทางการศึกษา
    สำนักงาน|เขต เขต|พื้นที่ พื้นที่|การศึกษา การศึกษา|ประถมศึกษา กระทรวง|ศึกษาธิการ จังหวัด|นราธิวาส จังหวัด|มหาสารคาม อำเภอ|เมือง
    องค์การ|บริหาร มหาวิทยาลัย|ราชภัฏ โรงพยาบาล|ส่งเสริม เทศบาล|ตำบล สำนักงาน|ตำรวจ สภา|ท้องถิ่น กรม|บัญชี สำนักงาน|จังหวัด ศาล|ของ
    รายงานผล|การ ผล|ดำเนินงาน เผยแพร่|ข้อมูล เปิดเผย|ข้อมูล ป้องกัน|ทุจริต ตรวจสอบ|ทรัพย์สิน ประชาชน|ผู้รับบริการ ส่งเสริม|คุณธรรม
    คุณธรรม|และ ความโปร่งใส|ใน พระราชบัญญัติ|ข้อมูล ระเบียบ|พัสดุ เจ้าหน้าที่|ของรัฐ มาตรการ|ป้องกัน แบบสำรวจ|ความ นโยบาย|ของ กำกับ|ติดตาม
    ปรับปรุง|กระบวนการ ร้องเรียน|ร้องทุกข์ ประพฤติ|มิชอบ ช่องทาง|ติดต่อ กรม|ส่งเสริม
""".split()  # noqa: SIM905
# Cells of a table, and a paragraph of half a page.
WIDTHS = [3.2, 4.1, 5.7, 8]
# Here WeasyPrint at times looks at too little text to see the end of a long word.
NARROW_WIDTHS = [2.2, 2.6, 2.9]
# What <wbr> is inside WeasyPrint.
ZERO_WIDTH_SPACE = "\u200b"
FILLERS = ["และ", "ของ", "ใน", "ให้", "ตาม", "ที่", "โดย"]

NO_NUMBERS = CSS(string=page_rules("none", 1, ""))


def lines(markup, width):
    page = f'<!doctype html><html lang="th"><style>p {{ width: {width}cm }}</style><body>{markup}</body></html>'
    fonts, counters, sheets = warm_sheets("thai")
    source = HTML(string=page, base_url=BASE_URL, url_fetcher=ClosedFetcher())
    document = source.render(font_config=fonts, counter_style=counters, stylesheets=[*sheets, NO_NUMBERS])
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    return [text_of(box) for box in boxes if isinstance(box, LineBox)]


def text_of(line):
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox)).replace(ZERO_WIDTH_SPACE, "")


def words_and_fillers():
    """Every word at another place of its line, with small words between that are no part of it."""
    return [
        text for number, word in enumerate(sorted(UNBROKEN_WORDS)) for text in (word, FILLERS[number % len(FILLERS)])
    ]


def test_list_of_unbroken_words_is_long_enough_and_thai():
    letters = {word: re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", word) for word in UNBROKEN_WORDS}

    assert len(UNBROKEN_WORDS) >= 200
    assert len(set(PROVINCES)) == 77
    assert len(set(MONTHS)) == 12
    assert [word for word in UNBROKEN_WORDS if not re.fullmatch("[ก-๎]+", word)] == []
    assert [word for word, seen in letters.items() if len(seen) > 14] == []


def broken_words(words, found):
    starts = accumulate(map(len, words), initial=0)
    ends = set(accumulate(map(len, found)))
    return [word for word, start in zip(words, starts, strict=False) if ends & set(range(start + 1, start + len(word)))]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_ends_inside_a_word_or_name(width):
    words = words_and_fillers()

    found = lines(f"<p>{''.join(words)}</p>", width)

    assert "".join(found) == "".join(words)
    assert broken_words(words, found) == []


@pytest.mark.parametrize("width", NARROW_WIDTHS)
def test_hardly_a_line_of_a_very_narrow_column_ends_inside_a_word(width):
    found = lines(f"<p>{''.join(words_and_fillers())}</p>", width)

    assert len(found) > 300
    assert len(broken_words(words_and_fillers(), found)) <= len(found) / 100


@pytest.mark.parametrize("pair", PAIRS)
def test_line_may_end_between_two_words(pair):
    first, second = pair.split("|")

    # As wide as a hair: every place where a line may end is used.
    found = lines(f"<p>{protect(first + second)}</p>", 0.1)

    assert len(PAIRS) >= 50
    assert len(first) in {sum(map(len, found[:count])) for count in range(1, len(found))}


@pytest.mark.parametrize("text", ["เหตุการณ์", "สถานการณ์", "บริการณ์", "ภาครัฐบาล", "แพร่หลาย", "น่านน้ำ", "ประกาศนียบัตร"])
def test_word_of_ours_does_not_part_a_longer_one(text):
    assert lines(f"<p>{text}</p>", 0.1) == [text]


def test_held_piece_lets_the_line_end_after_it():
    assert lines(f"<p>{protect('พ.ศ. ๒๕๖๗และต่าง ๆที่')}</p>", 0.1) == ["พ.ศ. ๒๕๖๗", "และต่าง ๆ", "ที่"]


def test_address_parts_after_its_marks_first():
    found = lines(f"<p>{protect('https://esuti.example.ac.th/announcements/2567')}</p>", 3)

    assert found == ["https://esuti.", "example.ac.th/", "announcements/", "2567"]


def test_missing_dictionary_is_logged_and_no_hindrance(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))

    with caplog.at_level(logging.WARNING, "reports.pdf"):
        thai_dictionary.teach(["ตัวชี้วัด"])

    assert caplog.messages == [f"lines may end inside compound words: no libthai/thbrk.tri in {tmp_path}"]


def test_dictionary_folder_of_the_environment_is_left_as_it_was(monkeypatch):
    monkeypatch.setenv(thai_dictionary.FOLDER, "/elsewhere")

    thai_dictionary.teach(["ตัวชี้วัด"])

    assert os.environ[thai_dictionary.FOLDER] == "/elsewhere"
