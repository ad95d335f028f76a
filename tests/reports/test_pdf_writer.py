"""The PDF itself: text that comes back exactly, lines that break where Thai allows, tags, and limits."""

import json
import logging
import subprocess
from itertools import accumulate
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from reports.thai_text import protect
from reports.writers.fetcher import STATIC
from reports.writers.limits import Limits, RenderFailed, RenderTooLarge
from reports.writers.text_layer import GLYPH_TEXT
from tests.reports.drawing import drawn, drawn_limited

# A list of words reads better in rows than one literal a line.
HARD_WORDS = """
    น้ำ ค่ำ ซ้ำ ทำ อำนาจ สำนักงาน จำนวน คำ ล้ำ ย่ำ กำหนด ดำเนินการ อำเภอ ตำบล สำคัญ ถ้ำ ช้ำ จ้ำจี้ ป้ำ ฟ้ำ ผ่ำ ม่ำ ต๊ำ จ๋ำ
    ญู ญาติ สัญญา ฐุ ฐาน ราษฎร กุฎิ ปรากฏ ฏู กฎหมาย ฬุ ฤๅ ฤดู ทฤษฎี ที่ ปี่ ป้า ฟ้า ปั้น ฝั่ง ฟื้นฟู ปั๊ม ปื้น ฝึกปั่น ป่วน เพ็ญ ใช้ ก็ต์ สิทธิ์ ศักดิ์ เปอร์เซ็นต์
    พิสูจน์ ผู้รู้ หมู่ ซื้อ เนื้อที่ เมื่อ เพื่อ ทั้งนี้ ขึ้น ชื่อ รื้อฟื้น กลุ่ม ๐๑๒๓๔๕๖๗๘๙ ต่างๆ ฯลฯ กรุงเทพฯ ฿๑,๒๓๔.๕๖ “อ้างอิง” ๒๕๖๖–๒๕๖๗
    ก—ข จบ… •ข้อ ITA E-Service office 95.50% (O๒๙) ‘x’ ✓มี ☐ไม่มี ☑เลือก →ต่อ ←กลับ ≥๘๕ ≤๕๐ ●จุด
""".split()  # noqa: SIM905
# How pdftotext orders what it finds: by columns, as on the page, as in the file.
ORDERS = {"by columns": (), "as laid out": ("-layout",), "raw": ("-raw",)}
STYLES = {"regular": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>", "bold italic": "<b><i>{}</i></b>"}
PIECES = [
    *(
        "พ.ศ. ๒๕๖๗",
        "เขต ๒",
        "ร้อยละ ๙๙.๖๓",
        "๑๐,๐๐๐ บาท",
        "จำนวน ๕ คน",
        "๖ เดือน",
        "ต่าง ๆ",
        "อื่น ๆ",
        "E-Service",
        "ป.ป.ช.",
    ),
    *("No Gift Policy", "๓๐ กันยายน ๒๕๖๗", "ต.ค. ๖๖", "ตัวชี้วัดที่ ๙", "ประเด็นที่ ๑", "ข้อ ๑", "(O๒๙)", "พ.ร.บ. ๒๕๖๐"),
]
WORDS = """
    หน่วยงาน ประชาชน ข้อมูล เปิดเผย ตรวจสอบ เจ้าหน้าที่ รับ บริการ ทุจริต โปร่งใส คุณธรรม มาตรการ
    งบประมาณ ประสิทธิภาพ ปรับปรุง การ ประเมิน ทรัพย์สิน ผู้ บริหาร อำนาจ สำนัก งาน กลุ่ม พิสูจน์
""".split()  # noqa: SIM905
TABLE = """
    <table><thead><tr><th>ตัวชี้วัด</th><th>คะแนน</th></tr></thead>
    <tbody><tr><th scope="row">การปฏิบัติหน้าที่</th><td>๙๕.๒๐</td></tr></tbody></table>
"""
FLEX_BOMB = '<div style="display: flex">' * 14


def page(body, css=""):
    return f'<!doctype html><html lang="th"><head><style>{css}</style></head><body>{body}</body></html>'


def text_of(pdf, tmp_path, options=("-raw",)):
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True).stdout


def lines_of(pdf, tmp_path):
    return text_of(pdf, tmp_path).replace("\f", "").splitlines()


def reader_of(pdf, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    return PdfReader(path)


def tags_of(element):
    """Every element of the structure tree, from the top down."""
    element = element.get_object()
    if not isinstance(element, dict) or "/S" not in element:
        return []
    kids = element.get("/K", [])
    return [element, *(tag for kid in kids if not isinstance(kid, int) for tag in tags_of(kid))]


@pytest.mark.parametrize("style", STYLES)
def test_text_comes_back_exactly(style, tmp_path):
    body = "".join(f"<p>{STYLES[style].format(word)}</p>" for word in HARD_WORDS)

    lines = lines_of(drawn(page(body)), tmp_path)

    assert len(HARD_WORDS) >= 60
    assert lines == HARD_WORDS


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("style", STYLES)
def test_running_text_comes_back_in_any_order_of_reading(style, order, tmp_path):
    sentences = ["และ".join(HARD_WORDS[start : start + 8]) for start in range(0, len(HARD_WORDS), 4)]
    body = "".join(f"<p>{STYLES[style].format(sentence)}</p>" for sentence in sentences)

    pdf = drawn(page(body, "html { font-size: 8pt }"))

    assert text_of(pdf, tmp_path, ORDERS[order]).replace("\f", "").split() == " ".join(sentences).split()


@pytest.mark.parametrize("order", ORDERS)
def test_text_comes_back_from_words_in_parts(order, tmp_path):
    """The end of a part and the beginning of the next lie in one place."""
    body = "".join(f"<p>มี<b>มี</b>{word}<b>{word}</b>{protect('พ.ศ. ๒๕๖๗')}</p>" for word in HARD_WORDS)

    pdf = drawn(page(body))

    expected = [part for word in HARD_WORDS for part in (f"มีมี{word}{word}พ.ศ.", "๒๕๖๗")]
    assert text_of(pdf, tmp_path, ORDERS[order]).replace("\f", "").split() == expected


def test_text_comes_back_from_a_mix_of_sizes_and_styles(tmp_path):
    body = "<h1>สำนักงาน</h1><p>การ<b>ทำ</b>งานของ<i>น้ำ</i></p><p style='font-size: 7pt'>การจำหน่ายค่ำ</p>"

    lines = lines_of(drawn(page(body)), tmp_path)

    assert lines == ["สำนักงาน", "การทำงานของน้ำ", "การจำหน่ายค่ำ"]


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_every_character_of_the_font_has_its_own_text(style):
    font = TTFont(STATIC / "fonts" / f"ItaSarabun-{style}.ttf")
    texts = json.loads(GLYPH_TEXT.read_text(encoding="utf-8"))

    read_back = {
        chr(code): texts[str(font.getGlyphID(name))] for code, name in font.getBestCmap().items() if code >= 32
    }

    assert {character: text for character, text in read_back.items() if character != text} == {}


def test_lines_do_not_break_inside_protected_pieces(tmp_path):
    sentence = " และ".join(f"{word}{piece}" for word, piece in zip(WORDS, PIECES, strict=False))
    body = "".join(f"<p>{'ก ' * shift}{protect(sentence)}</p>" for shift in range(8))

    text = text_of(drawn(page(body, "p { width: 3cm }")), tmp_path)

    assert {piece: text.count(piece) for piece in PIECES} == dict.fromkeys(PIECES, 8)


def test_lines_do_not_break_inside_words(tmp_path):
    words = WORDS * 6
    ends = set(accumulate(len(word) for word in words))

    lines = lines_of(drawn(page(f"<p>{''.join(words)}</p>", "p { width: 3cm }")), tmp_path)

    breaks = set(accumulate(len(line) for line in lines))
    assert "".join(lines) == "".join(words)
    assert len(lines) > 40
    assert breaks - ends == set()


def test_long_latin_run_breaks_without_hidden_characters(tmp_path):
    url = "https://example.go.th/" + "abcdefghij" * 10

    lines = lines_of(drawn(page(f"<p>{protect(url)}</p>", "p { width: 3cm }")), tmp_path)

    assert "".join(lines) == url
    assert max(len(line) for line in lines) <= 24


def test_file_is_tagged_thai_pdf_ua_with_its_title(tmp_path):
    reader = reader_of(drawn(page("<h1>หัวข้อ</h1>"), title="รายงานผล"), tmp_path)

    catalog = reader.trailer["/Root"]
    assert reader.metadata.title == "รายงานผล"
    assert catalog["/Lang"] == "th"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data() or b"part>1<" in catalog["/Metadata"].get_data()


def test_table_headers_tell_their_scope(tmp_path):
    reader = reader_of(drawn(page(TABLE)), tmp_path)

    tags = tags_of(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    assert [tag["/A"]["/Scope"] for tag in tags if tag["/S"] == "/TH"] == ["/Column", "/Column", "/Row"]


def test_fonts_are_embedded_subsets_of_the_print_family(tmp_path):
    reader = reader_of(drawn(page("<p>ก<b>ข</b></p>")), tmp_path)

    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {"Ita-Sarabun", "Ita-Sarabun-Bold"}
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)


def test_characters_outside_the_font_are_kept_and_logged(tmp_path, caplog):
    with caplog.at_level(logging.WARNING, "reports.pdf"):
        pdf = drawn(page("<p>งาน你好 😀 ⅷ</p>"))

    assert lines_of(pdf, tmp_path) == ["งาน你好 😀 ⅷ"]
    assert "not in the print font: ⅷ 你 好 😀" in caplog.messages


def test_refused_address_is_logged_and_leaves_the_rest_of_the_page(tmp_path, caplog):
    with caplog.at_level(logging.WARNING, "reports.pdf"):
        pdf = drawn(page('<img alt="x" src="file:///etc/passwd"><p>ข้อความ</p>'))

    assert "ข้อความ" in text_of(pdf, tmp_path)
    assert "refused file:///etc/passwd: not one of our files" in caplog.messages


def test_limited_render_gives_the_same_text(tmp_path):
    pdf = drawn_limited(page("<p>สำนักงาน น้ำ</p>"), Limits(), title="ผลการประเมิน")

    assert lines_of(pdf, tmp_path) == ["สำนักงาน น้ำ"]
    assert reader_of(pdf, tmp_path).metadata.title == "ผลการประเมิน"


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        ("<div>" * 500 + "x", Limits()),
        (FLEX_BOMB, Limits(cpu_seconds=2)),
        (FLEX_BOMB, Limits(wall_seconds=2)),
        ("<p>ข้อมูล" * 50_000, Limits(memory_bytes=60_000_000)),
    ],
    ids=["nesting", "processor", "wall clock", "memory"],
)
def test_limited_render_stops_at_each_limit(body, limits):
    with pytest.raises(RenderTooLarge, match="ใหญ่หรือซับซ้อนเกิน"):
        drawn_limited(page(body), limits)


def test_limited_render_tells_of_a_failure_and_logs_its_cause(caplog):
    with pytest.raises(RenderFailed, match="สร้างไฟล์ PDF ไม่สำเร็จ"):
        drawn_limited(page("<p>\ud800</p>"), Limits())

    assert "UnicodeEncodeError" in caplog.text


def test_font_licence_stands_beside_the_fonts():
    licence = Path(STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")

    assert "SIL Open Font License, Version 1.1" in licence
