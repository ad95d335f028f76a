"""The contents as a field that Word can update, filled with the headings from the start."""

from reports.writers.docx.text import paragraph, run, tab
from reports.writers.docx.xml import plain, w
from reports.writers.html import CONTENTS_DEPTH

INDENTS_CM = {1: 0, 2: 0.9}


def contents_elements(block, context):
    """Word asks for the page numbers when it opens the file; `context.page_numbers` are shown until then."""
    lines = [_line(entry, context) for entry in context.contents]
    first = lines[0] if lines else paragraph(style="TOC1")
    for at, part in enumerate(field_start(f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z', is_dirty=True), 1):
        first.insert(at, part)
    closing = paragraph(field_mark("end"), style="Gap")
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    content = w("sdtContent", *(lines or [first]), closing)
    return [
        paragraph(run("หน้า"), style="ContentsPage"),
        w("sdt", w("sdtPr", w("alias", val=plain(block.title)), gallery), content),
    ]


def _line(entry, context):
    number = context.page_numbers.get(entry.anchor, "")
    page = [*field_start(f"PAGEREF {bookmark_name(entry.anchor)} \\h"), run(number), field_mark("end")]
    link = w("hyperlink", run(entry.text), tab(), *page, anchor=bookmark_name(entry.anchor), history=1)
    indent = INDENTS_CM.get(entry.level, 0)
    tabs = ((context.width, "right", "dot"),)
    return paragraph(link, style=f"TOC{entry.level}", tabs=tabs, indent=(indent, 0) if indent else None)


def bookmark_name(anchor):
    """Hidden, as Word names the targets of its own contents."""
    return f"_Toc_{anchor.replace('-', '_')}"


def field(instruction, shown=""):
    return [*field_start(instruction), run(shown), field_mark("end")]


def field_start(instruction, *, is_dirty=False):
    dirty = {"dirty": "true"} if is_dirty else {}
    code = w("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [w("r", w("fldChar", fldCharType="begin", **dirty)), w("r", code), field_mark("separate")]


def field_mark(kind):
    return w("r", w("fldChar", fldCharType=kind))
