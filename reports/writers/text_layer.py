"""What WeasyPrint leaves open in a Thai PDF, put right just before the file is written.

The text of every glyph is made exact (Kozea/WeasyPrint#2841: it keeps one text a glyph, from wherever it first stood,
so that การ is read out as ก้ำร), and every table header says whether it heads a column or a row, as PDF/UA asks.
"""

import json
from functools import cache
from pathlib import Path

from reports.writers.archive import make_archival, pdf_object

FAMILY = "Ita Sarabun"
GLYPH_TEXT = Path(__file__).with_name("glyph_text.json")
CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin",
    b"12 dict begin",
    b"begincmap",
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    b"/CMapName /Adobe-Identity-UCS def",
    b"/CMapType 2 def",
    b"1 begincodespacerange <0000> <ffff> endcodespacerange",
)
CMAP_TAIL = (b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end")
# The most entries a block may hold, by Adobe's CMap specification.
BLOCK = 100


def finish(document, pdf):
    """Part of the `finisher` of WeasyPrint's write_pdf."""
    write_exact_text(document, pdf)
    mark_header_scopes(pdf)
    make_archival(document, pdf)


def write_exact_text(document, pdf):
    cmaps = {bytes(font["BaseFont"]): pdf_object(pdf, font["ToUnicode"]) for font in pdf_fonts(pdf)}
    for name, texts in used_texts(document.fonts.values()).items():
        cmaps[name].stream = cmap(texts)


def used_texts(fonts) -> dict[bytes, dict[int, str]]:
    """The print family's used glyphs: our text where the table has one, WeasyPrint's otherwise (fallback glyphs)."""
    exact, used = glyph_text(), {}
    for font in fonts:
        if font.family == FAMILY:
            texts = {glyph: exact.get(glyph, text) for glyph, text in font.to_unicode.items()}
            used.setdefault(bytes(font.name), {}).update(texts)
    return used


@cache
def glyph_text() -> dict[int, str]:
    return {int(glyph): text for glyph, text in json.loads(GLYPH_TEXT.read_text(encoding="utf-8")).items()}


def cmap(texts: dict[int, str]) -> list[bytes]:
    lines = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode() for glyph, text in sorted(texts.items())]
    starts = range(0, len(lines), BLOCK)
    return [*CMAP_HEAD, *(block(lines[start : start + BLOCK]) for start in starts), *CMAP_TAIL]


def block(lines: list[bytes]) -> bytes:
    return b"\n".join((b"%d beginbfchar" % len(lines), *lines, b"endbfchar"))


def pdf_fonts(pdf):
    return [thing for thing in pdf.objects if isinstance(thing, dict) and "ToUnicode" in thing]


def mark_header_scopes(pdf):
    """Our templates put column headers in thead and row headers in tbody."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH" and "A" in element:
            row = pdf_object(pdf, element["P"])
            element["A"]["Scope"] = "/Column" if pdf_object(pdf, row["P"])["S"] == "/THead" else "/Row"
