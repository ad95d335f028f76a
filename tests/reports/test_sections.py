"""Sections: parted where a page begins, numbered on from each other, laid out again only when they change."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.documents import build
from reports.writers.fetcher import STATIC
from reports.writers.html import for_pdf
from reports.writers.pdf import page_rules, write_pdf
from reports.writers.sections import FRONT, Printed, Section, page_label, with_page_numbers
from tests.measures.pictures import picture_bytes
from tests.reports.samples import content, measure, progress


def html(body, page="portrait"):
    return f'<!doctype html><html lang="th"><head></head><body><div class="pages {page}">{body}</div></body></html>'


def pages_of(*sections, kept=None, pictures=None, **values):
    reader = PdfReader(BytesIO(write_pdf(Printed("ก", tuple(sections), **values), pictures, kept)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def full_report(**values):
    facts = {"scores": {"9": 90}, "measures": [measure(title="ก")], "progress": (progress(),)}
    return for_pdf(build(content(**facts | values), "full"))


def test_full_report_is_parted_at_every_page_that_begins_in_any_case():
    sections = full_report().sections

    assert [section.numbering for section in sections] == ["none", "front", "front", "body", "body", "body", "body"]
    assert [section.is_contents for section in sections] == [False, False, True, False, False, False, False]


def test_no_section_is_empty_and_no_text_is_twice():
    sections = full_report(name="หน่วยงานชื่อเดียว").sections

    assert all(re.search("<p|<h1", section.html) for section in sections)
    assert sum(section.html.count("ส่วนที่ ๑") for section in sections if not section.is_contents) == 1


@pytest.mark.parametrize(
    ("numbering", "number", "numerals", "label"),
    [("front", 1, "arabic", "ก"), ("front", 3, "thai", "ค"), ("body", 12, "thai", "๑๒"), ("body", 12, "arabic", "12")],
)
def test_page_label_is_what_stands_on_the_page(numbering, number, numerals, label):
    assert page_label(numbering, number, numerals) == label


def test_front_letters_are_those_of_the_print_style_sheet():
    assert f"symbols: {' '.join(FRONT)};" in (STATIC / "css" / "print.css").read_text(encoding="utf-8")


def test_contents_take_each_number_once():
    page = '<a data-page="h-1-1">ก</a><a data-page="h-1-10">ข</a>'

    assert with_page_numbers(page, {"h-1-1": "2", "h-1-10": "9"}) == '<a data-page="2">ก</a><a data-page="9">ข</a>'


def test_body_is_numbered_on_and_front_by_itself():
    front, first, second = (
        Section(html("<p>หน้า</p>", "front"), "front"),
        Section(html("<p>หนึ่ง</p>")),
        Section(html("<p>สอง</p>")),
    )

    assert pages_of(Section(html("<p>ปก</p>"), "none"), front, first, second) == ["ปก", "หน้า ก", "หนึ่ง 1", "สอง 2"]


def test_running_title_stands_in_the_body_alone_and_is_text():
    sections = [Section(html("<p>หน้า</p>", "front"), "front"), Section(html("<p>เนื้อ</p>"))]

    assert pages_of(*sections, running_title='ชื่อ "อ้าง" \\') == ["หน้า ก", 'เนื้อ ชื่อ "อ้าง" \\ 1']


def test_cover_has_no_rules_but_for_its_number():
    assert page_rules("none", 1, "ชื่อ") == "@page { @bottom-center { content: none } }"


def test_only_the_changed_section_is_laid_out_again():
    kept, cover, plan = {}, Section(html("<p>ปก</p>"), "none"), Section(html("<p>แผน</p>"))
    pages_of(cover, plan, kept=kept)
    before = dict(kept)

    pages = pages_of(cover, Section(html("<p>แผนใหม่</p>")), kept=kept)

    assert pages == ["ปก", "แผนใหม่ 1"]
    assert len(set(before) & set(kept)) == 1
    assert all(kept[key] is before[key] for key in set(before) & set(kept))


def test_section_after_one_that_grew_gets_new_page_numbers():
    kept, last = {}, Section(html("<p>ท้าย</p>"))
    pages_of(Section(html("<p>ต้น</p>")), last, kept=kept)

    grown = Section(html('<p>ต้น</p><p style="break-before: page">ต่อ</p>'))

    assert pages_of(grown, last, kept=kept) == ["ต้น 1", "ต่อ 2", "ท้าย 3"]


def test_contents_follow_a_heading_that_moved():
    kept, link = {}, '<nav class="contents"><a href="#h-1-0" data-page="h-1-0">บท</a></nav>'
    contents = Section(html(link, "front"), "front", is_contents=True)
    chapter = Section(html('<h1 id="h-1-0">บท</h1>'))
    pages_of(contents, chapter, kept=kept)

    pages = pages_of(contents, Section(html("<p>แทรก</p>")), chapter, kept=kept)

    assert pages[0].replace(" .", "") == "บท 2 ก"


def test_changed_picture_of_the_same_name_is_drawn_anew():
    kept, section = {}, Section(html('<img alt="ภาพ" src="picture:a.png">'), "none")
    pages_of(section, kept=kept, pictures={"a.png": picture_bytes("PNG")})
    before = set(kept)

    pages_of(section, kept=kept, pictures={"a.png": picture_bytes("JPEG")})

    assert not before & set(kept)


def test_kept_sections_give_the_same_file_as_fresh_ones():
    kept, document = {}, full_report()
    write_pdf(document, {}, kept)

    assert write_pdf(document, {}, kept) == write_pdf(document)


def test_digits_of_page_numbers_follow_the_document():
    sections = (Section(html("<p>เนื้อ</p>")),)

    assert pages_of(*sections, numerals="thai") == ["เนื้อ ๑"]
    assert pages_of(*sections, numerals="arabic") == ["เนื้อ 1"]


def test_edit_of_one_measure_leaves_the_other_sections():
    before, after = full_report(), full_report(measures=[replace(measure(title="ก"), title="ข")])

    changed = [at for at, pair in enumerate(zip(before.sections, after.sections, strict=True)) if pair[0] != pair[1]]

    assert changed == [4, 5]
