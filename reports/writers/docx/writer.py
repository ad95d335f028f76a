"""Document to DOCX: each part's blocks into its section, one after the other."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType

from docx.oxml.ns import qn

from reports.documents.model import Document, Heading, Listing, PageBreak, Paragraph, Signature, Table, VersionMark
from reports.writers.docx.charts import chart_elements
from reports.writers.docx.contents import bookmark_name, contents_elements
from reports.writers.docx.context import Context
from reports.writers.docx.covers import cover_elements, signature_elements
from reports.writers.docx.package import new_file, packed
from reports.writers.docx.pictures import emblem_elements, photo_elements
from reports.writers.docx.sections import add_margins, runs_of, section_properties
from reports.writers.docx.tables import gap, key_figures, table_elements
from reports.writers.docx.text import keep_with_next, page_text, paragraph, run
from reports.writers.docx.version_marks import mark_elements
from reports.writers.docx.xml import w
from reports.writers.html import CONTENTS_DEPTH, anchor_of, contents_of

DEEPEST_HEADING = 9
NOT_LAST = ("w:sectPr", "w:framePr")
WRITERS = {
    "Cover": cover_elements,
    "Emblem": emblem_elements,
    "Contents": contents_elements,
    "Table": table_elements,
    "KeyFigures": key_figures,
    "Chart": lambda block, context: chart_elements(block.chart, context),
    "Photos": photo_elements,
    "Signature": signature_elements,
    "AttachedPages": lambda block, context: [paragraph(run(block.note), style="Centred")],
}


def write_docx(
    document: Document,
    pictures: Mapping[str, Path | bytes],
    *,
    page_numbers: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """`page_numbers` (by the anchors of `contents_of`) stand in the contents until Word has counted its own pages."""
    file = new_file(document)
    margins = add_margins(file.part, document.running_title)
    contents, drawings, bookmarks = contents_of(document), count(1), count(1)
    for pages in runs_of(document):
        orientation, width = "landscape" if pages.kind == "landscape" else "portrait", pages.page.text_width
        shared = (file.part, pictures, contents, page_numbers, drawings, bookmarks)
        elements = _run_elements(pages, Context(document.numerals, orientation, width, *shared))
        file.element.body.extend(elements)
        _close_section(file.element.body, section_properties(pages, margins, document.numerals))
    _last_section_to_body(file.element.body)
    return packed(file)


def _run_elements(pages, context):
    elements = []
    for place, part in pages.parts:
        breaks = pages.kind == "front" and bool(elements)
        for at, block in enumerate(part.blocks):
            if isinstance(block, PageBreak):
                breaks = bool(elements)
                continue
            found = _elements(block, part, anchor_of(place, at), _follows(part.blocks, at), context)
            if _stays_with_what_is_before(block):
                _keep_end(elements)
            elements += _on_new_page(found) if breaks else found
            breaks = False
    return elements


def _follows(blocks, at):
    return blocks[at + 1] if at + 1 < len(blocks) else None


def _stays_with_what_is_before(block):
    return isinstance(block, Signature) or (isinstance(block, Paragraph) and block.style == "signed")


def _keep_end(elements):
    """The last paragraph stays with what follows; after a table, its last row too."""
    for element in elements[-2:]:
        rows = element.findall(qn("w:tr"))
        keep_with_next(rows[-1] if rows else element)


def _elements(block, part, anchor, following, context):
    if isinstance(block, Heading):
        return [_heading(block, part, anchor, context)]
    if isinstance(block, Paragraph | Listing):
        return page_text(block, context.numerals, leads=isinstance(following, Table | Listing))
    if isinstance(block, VersionMark):
        return mark_elements(block, context, on_cover=part.paging == "none")
    return WRITERS[type(block).__name__](block, context)


def _heading(block, part, anchor, context):
    mark = {"id": next(context.bookmarks)}
    start, end = w("bookmarkStart", **mark, name=bookmark_name(anchor)), w("bookmarkEnd", **mark)
    return paragraph(start, run(block.text), end, style=_heading_style(block, part))


def _heading_style(block, part):
    if part.key == "contents":
        return "TOCHeading"
    level = min(block.level, DEEPEST_HEADING)
    return f"Heading{level}" if block.in_contents or level > CONTENTS_DEPTH else f"Unlisted{level}"


def _on_new_page(elements):
    if not elements or elements[0].tag != qn("w:p"):
        elements = [gap(), *elements]
    settings = elements[0].pPr
    kept = settings.findall(qn("w:keepNext")) + settings.findall(qn("w:keepLines"))
    settings.insert(1 + len(kept), w("pageBreakBefore"))
    return elements


def _close_section(body, properties):
    """The properties of a section live in its last paragraph, which is no framed one."""
    if len(body) == 0 or body[-1].tag != qn("w:p") or any(body[-1].pPr.find(qn(tag)) is not None for tag in NOT_LAST):
        body.append(gap())
    body[-1].pPr.append(properties)


def _last_section_to_body(body):
    """Those of the last section stand at the end of the body."""
    body.append(body[-1].pPr.find(qn("w:sectPr")))
