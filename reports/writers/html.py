"""Document to one HTML page through the print templates: for the preview in the browser and for the PDF alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from urllib.parse import quote

from django.template.loader import render_to_string

from reports.documents.model import Block, Document, Heading, Listing, Row, Table
from reports.writers.row_lengths import is_small, lines_to_start, may_split

NUMERAL_SHEETS = {"thai": "css/numerals-thai.css", "arabic": "css/numerals-arabic.css"}
CONTENTS_DEPTH = 2


@dataclass(frozen=True)
class Shown:
    """A block with the template that prints it; `anchor` is the address of a heading."""

    block: Block
    template: str
    anchor: str = ""
    extra: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """Neighbouring parts on pages of one kind; `page` names the CSS page."""

    page: str
    parts: tuple


@dataclass(frozen=True)
class Entry:
    anchor: str
    text: str
    level: int
    is_front: bool


def write_html(
    document: Document, *, asset: Callable[[str], str], picture: Callable[[str], str], more_sheets: Sequence[str] = ()
) -> str:
    """`asset` gives the address of a static file, `picture` that of a stored picture."""
    sheets = (NUMERAL_SHEETS[document.numerals], "css/print.css", *more_sheets)
    context = {
        "document": document,
        "runs": runs_of(document, contents_of(document), picture),
        "stylesheets": [asset(name) for name in sheets],
    }
    return render_to_string("reports/print/document.html", context)


def for_pdf(document: Document) -> str:
    """The page as the PDF writer takes it."""
    return write_html(document, asset=lambda name: f"asset:{name}", picture=lambda name: f"picture:{quote(name, '')}")


def contents_of(document: Document) -> tuple[Entry, ...]:
    """Headings of the contents page, deeper ones left out; the contents page itself is not listed."""
    return tuple(
        Entry(anchor_of(part_at, block_at), block.text.replace("\n", " "), block.level, part.paging == "front")
        for part_at, part in enumerate(document.parts)
        for block_at, block in enumerate(part.blocks)
        if isinstance(block, Heading) and block.in_contents and block.level <= CONTENTS_DEPTH and part.key != "contents"
    )


def anchor_of(part_at: int, block_at: int) -> str:
    return f"h-{part_at}-{block_at}"


def runs_of(document: Document, contents: Sequence[Entry], picture: Callable[[str], str]) -> tuple[Run, ...]:
    """Parts gathered by page kind. The first body run has a page name of its own, where page numbers start at 1."""
    numbered = list(enumerate(document.parts))
    runs, body_started = [], False
    for page, members in groupby(numbered, key=lambda pair: _page(pair[1])):
        name = page if page in ("cover", "front") or body_started else f"start-{page}"
        body_started = body_started or page not in ("cover", "front")
        runs.append(Run(name, tuple(_shown_part(at, part, contents, picture) for at, part in members)))
    return tuple(runs)


def _page(part):
    return {"none": "cover", "front": "front"}.get(part.paging, part.orientation)


def _shown_part(at, part, contents, picture):
    blocks = [_shown(block, anchor_of(at, i), part, contents, picture) for i, block in enumerate(part.blocks)]
    for shown, following in pairwise(blocks):
        shown.extra["leads"] = isinstance(following.block, Table | Listing)
    return {"key": part.key, "blocks": blocks}


def _shown(block, anchor, part, contents, picture):
    kind = type(block).__name__.lower()
    extra = {
        "contents": lambda: {"entries": contents},
        "heading": lambda: {"tag": f"h{min(block.level, 6)}"},
        "table": lambda: _table_extra(block, part.orientation),
        "photos": lambda: {"pictures": [(it, picture(it.file) if it.file else "") for it in block.pictures]},
    }.get(kind, dict)()
    return Shown(block, f"reports/print/blocks/{kind}.html", anchor, extra)


def _table_extra(table, orientation):
    groups = row_groups(table, orientation)
    return {"head": header_rows(table), "groups": groups, "is_small": is_small(table, orientation)}


def header_rows(table: Table) -> list[list[dict]]:
    """One row of column titles, or two where neighbours share a group."""
    if not any(column.group for column in table.columns):
        return [[{"title": column.title, "span": 1, "rows": 1} for column in table.columns]]
    top, below = [], []
    for group, members in groupby(table.columns, key=lambda column: column.group or column):
        columns = list(members)
        if isinstance(group, str):
            top.append({"title": group, "span": len(columns), "rows": 1})
            below += [{"title": column.title, "span": 1, "rows": 1} for column in columns]
        else:
            top.append({"title": columns[0].title, "span": 1, "rows": 2})
    return [top, below]


def row_groups(table: Table, orientation: str) -> list[dict]:
    """Rows that stay together on a page: a band with the row after it, a total with the row before it."""
    groups, waiting = [], []
    for row in table.rows:
        waiting.append(_aligned(row, table))
        if row.kind == "total" and groups:
            groups[-1]["rows"] += waiting
            waiting = []
        elif row.kind != "band":
            groups.append({"rows": waiting, "breaks": _breaks(row, table, orientation)})
            waiting = []
    return [*groups, {"rows": waiting, "breaks": "whole"}] if waiting else groups


def _breaks(row, table, orientation):
    """The CSS classes that say whether the row may be split, and how many lines it needs to begin."""
    if table.roomy and may_split(row, table, orientation):
        return f"long start-{lines_to_start(row, table, orientation)}"
    return "whole"


def _aligned(row: Row, table: Table) -> dict:
    """Each cell with its alignment: its own, else its column's."""
    cells, at = [], 0
    for cell in row.cells:
        cells.append({"cell": cell, "align": cell.align or table.columns[at].align})
        at += cell.span
    return {"cells": cells, "under": row.under, "kind": row.kind, "width": len(table.columns)}
