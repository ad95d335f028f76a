"""Numbers and dashes of lists: up to nine they stand in the line and hang out by their width, from ten on beside it."""

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from reports.documents.model import Document, Listing, Part
from reports.writers.html import for_pdf
from reports.writers.pdf import write_pdf
from tests.reports import pdf_structure as structure

STATIC = Path(__file__).resolve().parents[2] / "static"
DIGITS = {"thai": "๐๑๒๓๔๕๖๗๘๙", "arabic": "0123456789"}
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]+)</word>')
LONG = "ข้อความ " * 60


@cache
def drawn(numerals, listing):
    part = Part(key="measures", blocks=(listing,))
    return write_pdf(for_pdf(Document("measures", "ก", "ก", 2567, numerals, (part,))))


def words(pdf) -> list[tuple[str, float, float]]:
    """Each word with where it begins and ends, in points from the left."""
    run = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    return [(word, float(left), float(right)) for left, right, word in WORD.findall(run.stdout.decode())]


def indents(sheet) -> dict[str, float]:
    """Class → thousandths of an em."""
    css = (STATIC / "css" / sheet).read_text()
    rules = re.findall(r"^(.*?) \{.*?text-indent: -([\d.]+)em", css.replace("} ", "}\n"), re.MULTILINE)
    return {name: float(width) * 1000 for names, width in rules for name in names.split(", ")}


def width(text) -> int:
    with TTFont(STATIC / "fonts" / "ItaSarabun-Regular.ttf") as font:
        names = font.getBestCmap()
        return sum(font["hmtx"][names[ord(character)]][0] for character in text)


@pytest.mark.parametrize("numerals", DIGITS)
def test_each_number_hangs_out_by_its_width_in_the_print_font(numerals):
    found = indents(f"numerals-{numerals}.css")

    assert found == {f".n{n}": pytest.approx(width(f"{DIGITS[numerals][n]}. ")) for n in range(1, 10)}


def test_dash_hangs_out_by_its_width_in_the_print_font():
    assert indents("print.css")["ul > .hung"] == pytest.approx(width("– "))


@pytest.mark.parametrize("numerals", DIGITS)
def test_texts_of_all_items_and_lines_begin_at_one_place(numerals):
    found = words(drawn(numerals, Listing(items=(LONG,) * 12, numbered=True)))

    labels = [word for word in found if word[0].endswith(".")]
    lefts = {round(left, 1) for word, left, _ in found if word == "ข้อความ" and left < min_left(found) + 5}
    assert len(labels) == 12
    assert {round(right, 1) for _, _, right in labels} == {round(labels[0][2], 1)}
    assert max(lefts) - min(lefts) < 0.2


def min_left(found):
    return min(left for word, left, _ in found if word == "ข้อความ")


@pytest.mark.parametrize("numbered", [True, False])
def test_item_is_a_label_and_a_body_on_whatever_page(numbered):
    reader = PdfReader(BytesIO(drawn("thai", Listing(items=(LONG * 3,) * 12, numbered=numbered))))

    items = [element for element in structure.elements(reader) if structure.kind(element) == "LI"]
    kinds = [[structure.kind(kid) for kid in structure.kids(item)] for item in items]
    assert len(reader.pages) > 1
    assert kinds.count(["Lbl", "LBody"]) == 12
    assert {tuple(kind) for kind in kinds} <= {("Lbl", "LBody"), ("LBody",)}
    assert structure.misplaced(reader) == set()
    assert structure.untagged(reader) == []
