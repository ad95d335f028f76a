"""Runs and paragraphs: what a block of running text becomes, on the page and in a table cell."""

from docx.oxml.ns import qn

from reports.documents.model import Listing, Paragraph
from reports.documents.rich_text import item_ranges, stretches
from reports.thai_text import to_digits
from reports.writers.docx.xml import plain, twips, w

ALIGNMENTS = {"start": "left", "center": "center", "end": "right"}
PAGE_STYLES = {
    "body": "BodyText",
    "plain": "Plain",
    "note": "Note",
    "strong": "Strong",
    "centred": "Centred",
    "signed": "Signed",
}
CELL_ALIGNMENTS = {"centred": "center", "signed": "end"}
BULLET = "–"
WIDE_NUMBER = 3  # characters of a list number that fit the usual hanging indent
EXTRA_INDENT_CM = 0.2
BULLET_SHARE = 0.65  # of the indent of a number


def run(text, *, bold=False):
    """The text with its line ends; size and typeface come from the paragraph's style."""
    node = w("r")
    if bold:
        node.append(w("rPr", w("b"), w("bCs")))
    for at, line in enumerate(plain(text).replace("\t", " ").split("\n")):
        node.extend([w("br")] if at else [])
        node.extend([_words(line)] if line else [])
    return node


def _words(text):
    node = w("t")
    node.text = text
    node.set(qn("xml:space"), "preserve")
    return node


def tab():
    return w("r", w("tab"))


def paragraph(*runs, style="Plain", align="", keep_next=False, indent=None, tabs=()):
    """`align` is start, center or end; `indent` (left, hanging) and `tabs` (position, kind, leader) are in cm."""
    settings = w("pPr", w("pStyle", val=style))
    settings.extend([w("keepNext")] if keep_next else [])
    if tabs:
        settings.append(w("tabs", *(w("tab", val=kind, leader=leader, pos=twips(at)) for at, kind, leader in tabs)))
    if indent:
        settings.append(w("ind", left=twips(indent[0]), hanging=twips(indent[1])))
    settings.extend([w("jc", val=ALIGNMENTS[align])] if align else [])
    return w("p", settings, *runs)


def keep_with_next(element):
    """A paragraph or table row on the page of what follows it, as far as the page holds both."""
    for settings in element.iter(qn("w:pPr")):
        if settings.find(qn("w:keepNext")) is None:
            settings.insert(1, w("keepNext"))


def page_text(block, numerals, *, leads=False):
    """A paragraph or list on the page itself. `leads`: it announces the table or list after it."""
    if isinstance(block, Listing):
        items = list_items(block, numerals, style="ListItem", hanging=1.1)
        for item in (*items[:-1][:1], *items[-2:-1]):  # no item alone at the foot or the head of a page
            keep_with_next(item)
        return items
    return [paragraph(*_labelled(block), style=PAGE_STYLES[block.style], keep_next=leads)]


def cell_text(blocks, numerals, align="", *, bold=False):
    """What stands in a table cell; never empty, for Word wants a paragraph in each cell."""
    found = []
    for block in blocks:
        if isinstance(block, Listing):
            found += list_items(block, numerals, style="CellItem", hanging=0.65)
        else:
            found.append(_cell_paragraph(block, align, bold))
    return found or [paragraph(style="Cell")]


def _cell_paragraph(block: Paragraph, align, bold):
    is_strong = bold or block.style == "strong"
    align = CELL_ALIGNMENTS.get(block.style, align)
    return paragraph(*_labelled(block, bold=is_strong), style="Cell", align=align)


def _labelled(block, *, bold=False):
    label = [run(f"{block.label} " if block.text else block.label, bold=True)] if block.label else []
    return [*label, *rich_runs(block.text, block.bold, bold=bold)]


def rich_runs(text, ranges, *, bold=False):
    return [run(piece, bold=bold or is_bold) for piece, is_bold in stretches(text, ranges)]


def list_items(listing, numerals, *, style, hanging):
    """Numbers are written as text: Word's own Thai numbering comes out in Arabic digits in LibreOffice."""
    marks = list_marks(listing, numerals)
    wide = max((len(mark) for mark in marks), default=0) > WIDE_NUMBER
    indent = hanging + EXTRA_INDENT_CM * wide if listing.numbered else hanging * BULLET_SHARE
    return [
        paragraph(run(mark), tab(), *rich_runs(item, ranges), style=style, indent=(indent, indent))
        for mark, item, ranges in zip(marks, listing.items, item_ranges(listing), strict=True)
    ]


def list_marks(listing, numerals):
    if not listing.numbered:
        return [BULLET] * len(listing.items)
    return [to_digits(f"{number}.", numerals) for number in range(1, len(listing.items) + 1)]
