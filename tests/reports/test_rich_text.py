"""The light markup of narratives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.documents.model import Listing, Paragraph
from reports.documents.rich_text import blocks_of, stretches, within, without_marks


def test_bold_loses_its_asterisks_and_keeps_its_place():
    (paragraph,) = blocks_of(["ผลการประเมิน **ผ่านเกณฑ์** ทุกด้าน **แล้ว**"])

    assert paragraph.text == "ผลการประเมิน ผ่านเกณฑ์ ทุกด้าน แล้ว"
    assert [paragraph.text[start:end] for start, end in paragraph.bold] == ["ผ่านเกณฑ์", "แล้ว"]


@pytest.mark.parametrize(
    "text", ["5 ** 2", "****", "** เว้นวรรค **", "**ไม่ปิด", "a*b*c", "<b>หนา</b>", "# หัวข้อ", "_เอียง_", "– ขีดยาว"]
)
def test_what_is_not_markup_stays_as_typed(text):
    assert blocks_of([text]) == (Paragraph(text),)


def test_lines_of_a_list_become_one_list():
    assert blocks_of(["นำ", "- หนึ่ง", "- **สอง** และ", "ท้าย"]) == (
        Paragraph("นำ"),
        Listing(("หนึ่ง", "สอง และ"), numbered=False, bold=((), ((0, 3),))),
        Paragraph("ท้าย"),
    )


@pytest.mark.parametrize("numbers", [("1.", "2."), ("๑.", "๒.")])
def test_numbers_that_count_up_from_one_are_a_numbered_list(numbers):
    lines = [f"{number} ข้อ {number}" for number in numbers]

    assert blocks_of(lines) == (Listing(tuple(f"ข้อ {number}" for number in numbers)),)


@pytest.mark.parametrize(
    "lines", [["1. ข้อเดียว"], ["2. สอง", "3. สาม"], ["1. หนึ่ง", "3. สาม"], ["1.5 เท่า", "2.5 เท่า"], ["1) ก", "2) ข"]]
)
def test_other_numbers_stay_as_typed(lines):
    assert blocks_of(lines) == tuple(map(Paragraph, lines))


def test_numbered_and_bulleted_lists_stay_apart():
    kinds = [block.numbered for block in blocks_of(["1. ก", "2. ข", "- ค"])]

    assert kinds == [True, False]


@given(st.text(alphabet="ก ข*-1.", max_size=60))
def test_stretches_put_together_are_the_text(line):
    text, bold = without_marks(line)

    assert "".join(piece for piece, _ in stretches(text, bold)) == text
    assert text.replace("*", "") == line.replace("*", "")


def test_ranges_are_cut_to_a_piece_of_the_text():
    assert within(((2, 6), (8, 9)), 4, 8) == ((0, 2),)
