"""The Word file: the texts of the HTML, Thai typefaces, sections, headings, and what LibreOffice makes of it."""

import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from assessments.models import AgencyYear
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.services import build_document
from reports.writers.docx import write_docx
from reports.writers.html import write_html
from tests.guards.source import ROOT
from tests.reports.docx_files import PICTURES, opened, values
from tests.reports.model_texts import every_block, squeezed, texts_in

DEMO = ROOT / "reports" / "demo"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir><cachedir>{cache}</cachedir>
  <alias binding="same"><family>TH SarabunPSK</family><prefer><family>Ita Sarabun</family></prefer></alias>
</fontconfig>"""


def texts_of_docx(document):
    """Visible text, names of tables and alternative texts."""
    root = opened(document).element
    visible = "".join(node.text or "" for node in root.iter(qn("w:t")))
    named = [node.get(qn("w:val")) for tag in ("w:tblCaption", "w:alias") for node in root.iter(qn(tag))]
    return squeezed("".join([visible, *named]))


def texts_of_html(document):
    html = write_html(document, asset=str, picture=str)
    named = re.findall(r'(?:aria-label|alt)="([^"]*)"', html)
    return squeezed(unescape(re.sub(r"<[^>]*>", "", html) + "".join(named)))


def missing(texts, whole):
    return [text for text in texts if squeezed(text) not in whole]


@pytest.mark.parametrize("numerals", ["thai", "arabic"])
def test_every_text_of_the_model_is_in_the_word_file_and_in_the_html(numerals):
    document = every_block(numerals)
    texts = list(texts_in(document.blocks))

    assert len(texts) > 70
    assert missing(texts, texts_of_docx(document)) == []
    assert missing(texts, texts_of_html(document)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["demo-esa1-2567", "demo-sao-2568"])
def test_every_text_of_a_full_report_is_in_the_word_file_and_in_the_html(name):
    import_agency_year(file=read_file((DEMO / f"{name}.json").read_bytes()), folder=DEMO)
    document = build_document(AgencyYear.objects.get(), "full")
    texts = list(texts_in(document.blocks))

    assert len(texts) > 400
    assert missing(texts, texts_of_docx(document)) == []
    assert missing(texts, texts_of_html(document)) == []


def test_equal_documents_make_equal_files():
    assert write_docx(every_block(), PICTURES) == write_docx(every_block(), PICTURES)


def test_file_says_title_author_and_language_and_no_date():
    properties = opened(every_block()).core_properties

    assert properties.title == "รายงานผลการดำเนินการ สำนักงานตัวอย่าง เขต ๒"
    assert (properties.author, properties.language) == ("สำนักงานตัวอย่าง เขต ๒", "th-TH")
    assert (properties.created, properties.modified, properties.last_modified_by) == (None, None, "")


def test_every_style_sets_the_thai_face_and_size_for_complex_script():
    root = opened(every_block()).styles.element
    runs = [run for run in root.iter(qn("w:rPr")) if run.find(qn("w:rFonts")) is not None]

    faces = {
        tuple(run.find(qn("w:rFonts")).get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
        for run in runs
    }
    sizes = [(run.find(qn("w:sz")).get(qn("w:val")), run.find(qn("w:szCs")).get(qn("w:val"))) for run in runs]
    bold = [(run.find(qn("w:b")) is None, run.find(qn("w:bCs")) is None) for run in runs]
    assert len(runs) == 1 + len(root.findall(qn("w:style")))
    assert faces == {("TH SarabunPSK",) * 4}
    assert [pair for pair in sizes if pair[0] != pair[1]] == []
    assert [pair for pair in bold if pair[0] != pair[1]] == []
    assert values(root, "w:lang", "w:bidi") == ["th-TH"]


def test_body_is_16_points_and_tables_are_14():
    styles = opened(every_block()).styles

    assert styles["Body Text"].font.size.pt == 16
    assert styles["ตาราง ข้อความ"].font.size.pt == 14


def test_every_style_in_use_exists():
    file = opened(every_block())

    known = {style.get(qn("w:styleId")) for style in file.styles.element.findall(qn("w:style"))}
    assert set(values(file.element, "w:pStyle")) - known == set()


def test_headings_are_real_and_the_unlisted_one_stays_out_of_the_contents():
    shown = {
        p.text: p.style.name
        for p in opened(every_block()).paragraphs
        if p.style.style_id[:-1] in ("Heading", "Unlisted")
    }

    assert shown == {
        "คำนำ": "Heading 1",
        "ส่วนที่ ๑\nผลการประเมิน": "Heading 1",
        "ไม่อยู่ในสารบัญ": "หัวข้อ 2 (ไม่แสดงในสารบัญ)",
        "ผลย้อนหลัง": "Heading 2",
        "มาตรการ": "Heading 2",
        "ภาพกิจกรรม": "Heading 1",
    }


def test_contents_field_is_filled_and_asks_word_for_its_page_numbers():
    file = opened(every_block(), page_numbers={"h-1-0": "ก"})

    field = file.element.body.find(qn("w:sdt"))
    lines = ["".join(node.text or "" for node in line.iter(qn("w:t"))) for line in field.iter(qn("w:hyperlink"))]
    codes = [node.text.strip() for node in field.iter(qn("w:instrText"))]
    targets = [code.split()[1] for code in codes if code.startswith("PAGEREF")]
    assert lines == ["คำนำก", "ส่วนที่ ๑ ผลการประเมิน", "ผลย้อนหลัง", "มาตรการ", "ภาพกิจกรรม"]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z'
    assert values(field, "w:hyperlink", "w:anchor") == targets
    assert set(targets) <= set(values(file.element, "w:bookmarkStart", "w:name"))
    assert values(field, "w:fldChar", "w:dirty")[0] == "true"
    assert values(file.settings.element, "w:updateFields") == ["true"]


def test_field_marks_are_balanced():
    marks = values(opened(every_block()).element, "w:fldChar", "w:fldCharType")

    assert marks.count("begin") == marks.count("separate") == marks.count("end") == 6


def test_sections_turn_the_page_and_restart_the_numbers():
    sections = opened(every_block()).sections

    numbers = [section._sectPr.find(qn("w:pgNumType")) for section in sections]
    assert [round(section.page_width / Cm(1), 1) for section in sections] == [21, 21, 21, 29.7, 21]
    assert [number.get(qn("w:fmt")) for number in numbers] == ["thaiNumbers", "thaiLetters", *["thaiNumbers"] * 3]
    assert [number.get(qn("w:start")) for number in numbers] == ["1", "1", "1", None, None]


def test_page_numbers_follow_the_digits_of_the_document():
    formats = values(opened(every_block("arabic")).element, "w:pgNumType", "w:fmt")

    assert formats == ["decimal", "thaiLetters", "decimal", "decimal", "decimal"]


def test_cover_has_no_page_number_and_the_body_has_the_running_title():
    cover, front, *body = opened(every_block()).sections

    numbered = ["PAGE" in section.footer._element.xml for section in (cover, front, *body)]
    titles = [section.header.paragraphs[0].text for section in (cover, front, *body)]
    assert numbered == [False, True, True, True, True]
    assert titles == ["", "", *["รายงานผลการดำเนินการ"] * 3]


def converted(document, folder: Path):
    """The text of the PDF that LibreOffice draws from the file, with our own fonts and a profile of its own."""
    program = shutil.which("soffice")
    assert program, "soffice is missing: install libreoffice-writer-nogui (script/test does)"
    (folder / "fonts.conf").write_text(FONTS.format(fonts=ROOT / "static" / "fonts", cache=folder / "cache"))
    (folder / "report.docx").write_bytes(write_docx(document, PICTURES))
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
    subprocess.run(
        [*command, "--outdir", folder, folder / "report.docx"],
        check=True,
        timeout=120,
        env=environment,
        capture_output=True,
    )
    text = ["pdftotext", "-raw", "-enc", "UTF-8", folder / "report.pdf", "-"]
    return subprocess.run(text, check=True, capture_output=True).stdout.decode()


def test_libreoffice_draws_the_same_words(tmp_path):
    document = every_block()

    pages = converted(document, tmp_path).split("\f")

    shown = [text for text in texts_in(document.blocks) if text != "ตารางมาตรการ"]
    assert missing(shown, squeezed("".join(pages))) == []
    assert len(pages[:-1]) >= 6
