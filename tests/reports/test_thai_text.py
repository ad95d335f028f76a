"""reports.thai_text: normal form, digits, and the pieces that stay on one line."""

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.thai_text import MAX_BREAKS, normalise, protect, to_digits


def held_pieces(markup):
    return [unescape(piece) for piece in re.findall(r'<span class="nb">(.*?)</span>', markup)]


def text_content(markup):
    return unescape(re.sub(r'<span class="nb">|</span>|<wbr>|<br>', "", markup))


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("ท\u0e4d\u0e32", "ทำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("สำนักงาน", "สำนักงาน"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ท\u0e35\u0e48\u0e48", "ที่"),
        ("พันธุ์ สิทธิ์ ก๊ก ซื้อ", "พันธุ์ สิทธิ์ ก๊ก ซื้อ"),
        ("cafe\u0301", "café"),
        ("การ\u200bงาน\ufeff", "การงาน"),
        ("ก\x00ข\x1b\u202e\ud800", "กข"),
        ("หนึ่ง\r\nสอง\rสาม\tสี่\u2028ห้า", "หนึ่ง\nสอง\nสาม\tสี่\nห้า"),
    ],
)
def test_normalise_gives_one_spelling(typed, normal):
    assert normalise(typed) == normal


@given(
    st.text()
    | st.text(alphabet=st.sampled_from("กา\u0e31\u0e34\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4c\u0e4d\u200b"))
)
def test_normalise_changes_nothing_the_second_time(text):
    once = normalise(text)

    assert normalise(once) == once


def test_to_digits_writes_the_numerals_asked_for():
    assert to_digits("ปี 2567 ข้อ ๙", "thai") == "ปี ๒๕๖๗ ข้อ ๙"
    assert to_digits("ปี 2567 ข้อ ๙", "arabic") == "ปี 2567 ข้อ 9"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๗ นี้", ["พ.ศ. ๒๕๖๗"]),
        ("พระราชบัญญัติ (พ.ร.บ. ๒๕๖๐)", ["พ.ร.บ. ๒๕๖๐"]),
        ("สำนักงาน ป.ป.ช. กำหนด", ["ป.ป.ช."]),
        ("สำนักงานเขต ๒ ตัวอย่าง", ["เขต ๒"]),
        ("ได้ร้อยละ ๙๙.๖๓ ขึ้นไป", ["ร้อยละ ๙๙.๖๓"]),
        ("งบ ๑๐,๐๐๐ บาท จำนวน ๕ คน", ["๑๐,๐๐๐ บาท", "จำนวน ๕ คน"]),
        ("๘๕ คะแนน ๒ ครั้ง ๗ วัน", ["๘๕ คะแนน", "๒ ครั้ง", "๗ วัน"]),
        ("๑ ปี ๖ เดือน", ["๑ ปี", "๖ เดือน"]),
        ("เจ้าหน้าที่ ๑๒ คน อย่างน้อยต่อปี ๒ ครั้ง", ["๑๒ คน", "๒ ครั้ง"]),
        ("เรื่องต่าง ๆ และอื่น ๆ ทุกๆ", ["ต่าง ๆ", "อื่น ๆ", "ทุกๆ"]),
        ("ระบบE-Service ด้าน No Gift Policy", ["E-Service", "No Gift Policy"]),
        ("ภายในวันที่ ๓๐ กันยายน ๒๕๖๗ เวลา", ["๓๐ กันยายน ๒๕๖๗"]),
        ("ตั้งแต่ ต.ค. ๖๖ ถึง ๓๑ มี.ค. ๒๕๖๗", ["ต.ค. ๖๖", "๓๑ มี.ค. ๒๕๖๗"]),
        ("ตัวชี้วัดที่ ๙ ประเด็นที่ ๑ ข้อ ๑", ["ตัวชี้วัดที่ ๙", "ประเด็นที่ ๑", "ข้อ ๑"]),
        ("ประเด็นที่ ๓ ช่องทางการประชาสัมพันธ์", ["ประเด็นที่ ๓"]),
        ("ได้แก่ ข้อ i๑๔ (๘๘.๗๓), ข้อ O2", ["ข้อ i๑๔", "ข้อ O2"]),
        ("ข้อมูล (O๒๙) และ i12 กับ O1-O43", ["(O๒๙)", "i12", "O1-O43"]),
        ("ปี 2567 เวลา 08.30 น.", ["ปี 2567", "08.30 น."]),
        ("ข้อความธรรมดาไม่มีอะไรต้องยึด", []),
    ],
)
def test_protect_holds_the_pieces_that_belong_together(text, pieces):
    assert held_pieces(protect(text)) == pieces


def test_protect_escapes_what_a_user_typed():
    assert protect("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"


def test_protect_does_not_end_a_piece_inside_a_syllable():
    assert held_pieces(protect("มี ๕ คนื")) == []


def test_protect_lets_a_long_latin_run_break():
    url = "https://example.go.th/" + "a" * 60

    markup = protect(url)

    assert markup == "https://<wbr>example.<wbr>go.<wbr>th/<wbr>" + "<wbr>".join(["a" * 12] * 5)
    assert text_content(markup) == url


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (
            "ดู https://a.go.th/o29?x=1&y=2.",
            "ดู https://<wbr>a.<wbr>go.<wbr>th/<wbr>o29?<wbr>x=<wbr>1&amp;<wbr>y=<wbr>2.",
        ),
        ("(ita@esuti.example.ac.th)", "(ita@<wbr>esuti.<wbr>example.<wbr>ac.<wbr>th)"),
        ("ถึงita@esuti.example.ac.th", "ถึงita@<wbr>esuti.<wbr>example.<wbr>ac.<wbr>th"),
        ("www.a-b.go.th/", "www.<wbr>a-<wbr>b.<wbr>go.<wbr>th/"),
        ("a" * 25, "a" * 12 + "<wbr>" + "a" * 13),
        ("a" * 24, "a" * 24),
    ],
)
def test_protect_lets_an_address_part_after_its_marks(text, markup):
    assert protect(text) == markup


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("พ.ศ. ๒๕๖๗และ", '<span class="nb">พ.ศ. ๒๕๖๗</span><wbr>และ'),
        ("ต่าง ๆที่", '<span class="nb">ต่าง ๆ</span><wbr>ที่'),
        ("๑ ปีงบประมาณ", '<span class="nb">๑ ปี</span>งบประมาณ'),
        ("เขต ๒ และ", '<span class="nb">เขต ๒</span> และ'),
    ],
)
def test_protect_lets_a_line_end_after_a_piece_that_is_surely_whole(text, markup):
    assert protect(text) == markup


def test_protect_draws_line_breaks_up_to_a_limit():
    assert protect("หนึ่ง\nสอง") == "หนึ่ง<br>\nสอง"
    assert protect("\n" * 5000).count("<br>") == MAX_BREAKS


@given(st.text(alphabet=st.sampled_from("กขนที่ำๆา้์เแ๐๕5O.,-–/ \u00a0%()<>&\"'aZ\nพศ.ปีบาทคนต่าง")))
def test_protect_keeps_the_text_exactly(text):
    assert text_content(protect(text)) == text


@pytest.mark.parametrize(
    "unit", ["ก", "1", "1,", "a-", "a", "ก.", "เก", "ที่", "! ", "\n", "ๆ", "๑ ", "จำนวน ", "กกก.", "<"]
)
def test_protect_takes_linear_time(unit):
    text = unit * (20_000 // len(unit))
    started = time.process_time()

    protect(text)

    assert time.process_time() - started < 0.5
