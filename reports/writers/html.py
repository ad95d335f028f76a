"""Document to HTML through the print templates: one page for the browser, sections for the PDF."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import quote

from django.template.loader import render_to_string

from reports.documents.model import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
)
from reports.templatetags.printed import is_short, printed
from reports.writers.row_lengths import (
    is_brief,
    is_brief_end,
    is_brief_list,
    is_small,
    lines_to_close,
    lines_to_start,
    may_split,
    tallest_cell,
)
from reports.writers.sections import Printed, Section

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


def write_html(
    document: Document, *, asset: Callable[[str], str], picture: Callable[[str], str], more_sheets: Sequence[str] = ()
) -> str:
    """The document as one page. `asset` gives the address of a static file, `picture` that of a stored picture."""
    sheets = (NUMERAL_SHEETS[document.numerals], "css/print.css", *more_sheets)
    return page_of(document, runs_of(document, picture), [asset(name) for name in sheets])


def for_pdf(document: Document) -> Printed:
    """The document in sections, as the PDF writer takes it."""
    runs = runs_of(document, lambda name: f"picture:{quote(name, '')}")
    sections = (section for run in runs for section in sections_of(document, run))
    return Printed(document.full_title, tuple(sections), document.numerals, document.running_title)


def page_of(document, runs, stylesheets=()) -> str:
    context = {"document": document, "runs": runs, "stylesheets": stylesheets}
    return render_to_string("reports/print/document.html", context)


def sections_of(document, run) -> Iterator[Section]:
    """A run is parted wherever a new page begins in any case."""
    numbering = {"cover": "none", "front": "front"}.get(run.page, "body")
    for parts in parted(run):
        is_contents = any(isinstance(shown.block, Contents) for part in parts for shown in part["blocks"])
        yield Section(page_of(document, (Run(run.page, parts),)), numbering, is_contents)


def parted(run) -> list[tuple[dict, ...]]:
    """The parts of a run from one page break to the next, the breaks left out; each front part has pages of its own."""
    found = [[]]
    for part in run.parts:
        for at, blocks in enumerate(between_breaks(part["blocks"])):
            if at or run.page == "front":
                found.append([])
            if blocks:
                found[-1].append(part | {"blocks": blocks})
    return [tuple(parts) for parts in found if parts]


def between_breaks(blocks) -> list[list[Shown]]:
    found = [[]]
    for shown in blocks:
        if isinstance(shown.block, PageBreak):
            found.append([])
        else:
            found[-1].append(shown)
    return found


def contents_of(document: Document) -> tuple[Entry, ...]:
    """Headings of the contents page, deeper ones left out; the contents page itself is not listed."""
    return tuple(
        Entry(anchor_of(part_at, block_at), block.text.replace("\n", " "), block.level)
        for part_at, part in enumerate(document.parts)
        for block_at, block in enumerate(part.blocks)
        if isinstance(block, Heading) and block.in_contents and block.level <= CONTENTS_DEPTH and part.key != "contents"
    )


def anchor_of(part_at: int, block_at: int) -> str:
    return f"h-{part_at}-{block_at}"


def runs_of(document: Document, picture: Callable[[str], str]) -> tuple[Run, ...]:
    """Parts gathered by page kind."""
    contents, numbered = contents_of(document), enumerate(document.parts)
    return tuple(
        Run(page, tuple(_shown_part(at, part, contents, picture) for at, part in members))
        for page, members in groupby(numbered, key=lambda pair: _page(pair[1]))
    )


def _page(part):
    return {"none": "cover", "front": "front"}.get(part.paging, part.orientation)


def _shown_part(at, part, contents, picture):
    followers = dict(enumerate(part.blocks[1:]))
    blocks = [
        _shown(block, followers.get(i), anchor_of(at, i), part, contents, picture)
        for i, block in enumerate(part.blocks)
    ]
    return {"key": part.key, "blocks": blocks}


def _shown(block, follower, anchor, part, contents, picture):
    kind = type(block).__name__.lower()
    extra = {
        "contents": lambda: {"entries": contents},
        "heading": lambda: {"tag": f"h{min(block.level, 6)}"},
        "paragraph": lambda: {"leads": isinstance(follower, Table | Listing)},
        "listing": lambda: {"is_signed": isinstance(follower, Signature) and is_brief_list(block, part.orientation)},
        "table": lambda: _table_extra(block, part.orientation, isinstance(follower, Signature)),
        "cover": lambda: {"emblem": picture(block.emblem.file) if block.emblem else ""},
        "emblem": lambda: {"address": picture(block.file)},
        "photos": lambda: {"pictures": [(it, picture(it.file) if it.file else "") for it in block.pictures]},
    }.get(kind, dict)()
    return Shown(block, f"reports/print/blocks/{kind}.html", anchor, extra)


def _table_extra(table, orientation, is_signed):
    groups = row_groups(table, orientation, is_signed)
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


def row_groups(table: Table, orientation: str, is_signed: bool = False) -> list[dict]:
    """Rows that stay together on a page: a band with the row after it, a total with the row before it.

    A row that may be split says in its cells how it opens and closes; `is_signed`: a signature follows the table.
    """
    groups, waiting = [], []
    for row in table.rows:
        is_long = table.roomy and row.kind == "plain" and may_split(row, table, orientation)
        breaks = _breaks(row, table, orientation, is_signed and row is table.rows[-1]) if is_long else {}
        waiting.append(_printed_row(row, table, breaks))
        if row.kind == "total" and groups:
            groups[-1]["rows"] += waiting
            waiting = []
        elif row.kind != "band":
            groups.append({"rows": waiting, "breaks": "long" if is_long else "kept"})
            waiting = []
    groups += [{"rows": waiting, "breaks": "kept"}] if waiting else []
    return closed_together(groups) if is_signed and is_brief_end(table, orientation) else groups


def closed_together(groups: list[dict]) -> list[dict]:
    """The last two in one, so that no row goes alone to the page of the signature."""
    if len(groups) < 3:
        return groups
    return [*groups[:-2], {"rows": groups[-2]["rows"] + groups[-1]["rows"], "breaks": "kept"}]


def _breaks(row, table, orientation, is_signed):
    """Classes by place of the cell: how many lines must be free where each begins, and where the tallest ends."""
    opening = f"opens opens-{lines_to_start(row, table, orientation)}"
    breaks = dict.fromkeys(range(len(row.cells)), opening)
    if closing := lines_to_close(row, orientation, is_signed):
        breaks[tallest_cell(row, table, orientation)] += f" closes closes-{closing}"
    return breaks


def _printed_row(row: Row, table: Table, breaks: dict[int, str]) -> dict:
    """Each cell with its classes: its own alignment or its column's, and how it breaks.

    One short text in a row that is kept whole stands in its cell without a paragraph: a box less for each cell.
    """
    cells, at = [], 0
    for place, cell in enumerate(row.cells):
        align = cell.align or table.columns[at].align
        text = "" if breaks else only_text(cell)
        cells.append({"cell": cell, "text": text, "classes": f"{align} {breaks.get(place, '')}".strip()})
        at += cell.span
    under = [{"blocks": line.blocks, "is_brief": is_brief(line)} for line in row.under]
    return {"cells": cells, "under": under, "kind": row.kind, "width": len(table.columns)}


def only_text(cell: Cell) -> str:
    """The HTML of a cell that holds one short plain text; empty for others."""
    if len(cell.blocks) != 1:
        return ""
    block = cell.blocks[0]
    is_plain = isinstance(block, Paragraph) and block.style == "plain" and not (block.label or block.bold)
    return printed(block.text) if is_plain and is_short(block.text) else ""
