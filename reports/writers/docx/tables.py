"""Tables with repeated header rows, bands, spans and the lines under a row; key figures as a table without a grid."""

from itertools import pairwise, zip_longest

from reports.documents.model import Table
from reports.writers.cell_places import placed_cells
from reports.writers.docx.text import cell_text, keep_with_next, paragraph, run
from reports.writers.docx.xml import plain, twips, w
from reports.writers.html import header_rows
from reports.writers.row_lengths import is_small, may_split

LINE = {"val": "single", "sz": 4, "space": 0, "color": "333333"}
NO_LINE = {"val": "nil"}
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
HEAD_FILL = "E4E9F1"
ROW_FILLS = {"band": "F3F5F8", "total": "F3F5F8", "under": "FAFBFC"}


def table_elements(table: Table, context):
    widths = column_widths([column.width for column in table.columns], context.width)
    followed = zip_longest(table.rows, table.rows[1:])
    rows = [element for row, following in followed for element in _row(row, following, table, widths, context)]
    if is_small(table, context.orientation):
        keep_together(rows)
    notes = [paragraph(run(f"หมายเหตุ: {note}"), style="Note") for note in table.notes]
    return [grid(widths, [*_head(table, widths), *rows], name=table.name), *(notes or [gap()])]


def column_widths(shares, total_cm):
    """Twips of each column, in proportion to the shares; together exactly the width of the page."""
    edges = [round(sum(shares[:at]) / sum(shares) * twips(total_cm)) for at in range(len(shares) + 1)]
    return [end - start for start, end in pairwise(edges)]


def grid(widths, rows, *, name="", lines=True):
    """A table of fixed widths; `name` tells readers that cannot see it what it holds."""
    line = LINE if lines else NO_LINE
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("tblBorders", *(w(side, **line) for side in SIDES)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=_margin(side, lines), type="dxa") for side in ("top", "left", "bottom", "right"))),
        w("tblLook", firstRow=1, firstColumn=0, noHBand=1, noVBand=1),
    )
    properties.extend([w("tblCaption", val=plain(name))] if name else [])
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def _margin(side, lines):
    vertical = 0.03 if lines else 0
    return twips(vertical if side in ("top", "bottom") else 0.14)


def table_row(cells, *, is_head=False, may_split=False):
    settings = w("trPr")
    settings.extend([] if may_split else [w("cantSplit")])
    settings.extend([w("tblHeader")] if is_head else [])
    return w("tr", settings, *cells)


def table_cell(content, width, *, span=1, fill="", merge="", vertical="", borders=None):
    """`merge` is restart or continue, for a cell over two rows; `borders` is side → line."""
    settings = w("tcPr", w("tcW", w=width, type="dxa"))
    settings.extend([w("gridSpan", val=span)] if span > 1 else [])
    settings.extend([w("vMerge", val=merge)] if merge else [])
    settings.extend([w("tcBorders", *(w(side, **line) for side, line in borders.items()))] if borders else [])
    settings.extend([w("shd", val="clear", color="auto", fill=fill)] if fill else [])
    settings.extend([w("vAlign", val=vertical)] if vertical else [])
    return w("tc", settings, *content)


def gap():
    """A little room after a table; two tables without it would run into one."""
    return paragraph(style="Gap")


def keep_together(rows):
    for row in rows[:-1]:
        keep_with_next(row)


def _head(table, widths):
    top, *below = header_rows(table)
    if not below:
        return [
            table_row([_head_cell(cell["title"], width) for cell, width in zip(top, widths, strict=True)], is_head=True)
        ]
    titles, at, upper, lower = iter(below[0]), 0, [], []
    for cell in top:
        span = widths[at : at + cell["span"]]
        at += cell["span"]
        if cell["rows"] == 2:
            upper.append(_head_cell(cell["title"], span[0], merge="restart"))
            lower.append(_head_cell("", span[0], merge="continue"))
        else:
            upper.append(_head_cell(cell["title"], sum(span), span=len(span)))
            lower += [_head_cell(next(titles)["title"], width) for width in span]
    return [table_row(upper, is_head=True), table_row(lower, is_head=True)]


def _head_cell(title, width, **merging):
    return table_cell([paragraph(run(title), style="CellHead")], width, fill=HEAD_FILL, vertical="center", **merging)


def _row(row, following, table, widths, context):
    """The row and the lines under it; a band stays with the row after it, a total with the row before it."""
    splits = table.roomy and may_split(row, table, context.orientation)
    fill = ROW_FILLS.get(row.kind, "")
    cells = [
        table_cell(
            cell_text(placed.cell.blocks, context.numerals, placed.align, bold=row.kind == "total"),
            sum(widths[placed.columns]),
            span=placed.cell.span,
            fill=fill,
        )
        for placed in placed_cells(row, table)
    ]
    under = [_under(row.under, widths, context, splits)] if row.under else []
    elements = [table_row(cells, may_split=splits), *under]
    if not splits:
        keep_together(elements)
    if row.kind == "band" or (following and following.kind == "total"):
        keep_with_next(elements[-1])
    return elements


def _under(lines, widths, context, may_split):
    content = cell_text([block for line in lines for block in line.blocks], context.numerals)
    cell = table_cell(content, sum(widths), span=len(widths), fill=ROW_FILLS["under"])
    return table_row([cell], may_split=may_split)


def key_figures(block, context):
    """Large numbers under their labels, between two rules."""
    widths = column_widths([1] * len(block.figures), context.width)
    rule, thin = {**LINE, "sz": 10, "color": "1F3864"}, {**LINE, "color": "1F3864"}
    pairs = list(zip(block.figures, widths, strict=True))
    labels = [
        table_cell([paragraph(run(figure.label), style="FigureLabel")], width, borders={"top": rule})
        for figure, width in pairs
    ]
    values = [table_cell(_figure(figure), width, borders={"bottom": thin}) for figure, width in pairs]
    rows = [table_row(labels, is_head=True), table_row(values)]
    return [gap(), grid(widths, rows, lines=False, name="ตัวเลขสำคัญ"), gap()]


def _figure(figure):
    notes = [paragraph(run(figure.note), style="FigureNote")] if figure.note else []
    return [paragraph(run(figure.value), style="FigureValue"), *notes]
