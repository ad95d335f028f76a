"""The logo, and photos two on a row with their captions; a place is kept for one that was not given."""

from io import BytesIO

from docx.oxml.shape import CT_Inline

from reports.writers.docx.tables import LINE, column_widths, gap, grid, table_cell, table_row
from reports.writers.docx.text import paragraph, run
from reports.writers.docx.xml import emu, plain, w

A_ROW = 2
MARGIN_CM = 0.4
TALLEST_CM = 7.5
EMBLEM_CM = 3
NOT_GIVEN = "ยังไม่ได้แนบไฟล์ภาพ"
DASHED = {**LINE, "val": "dashed", "color": "777777"}


def photo_elements(block, context):
    widths = column_widths([1] * A_ROW, context.width)
    rows = [_row(block.pictures[at : at + A_ROW], widths, context) for at in range(0, len(block.pictures), A_ROW)]
    return [grid(widths, rows, lines=False, name="ภาพถ่าย"), gap()]


def _row(pictures, widths, context):
    cells = [_cell(picture, width, context) for picture, width in zip(pictures, widths, strict=False)]
    empty = [table_cell([paragraph(style="Cell")], width) for width in widths[len(pictures) :]]
    return table_row([*cells, *empty])


def _cell(picture, width, context):
    stored = context.pictures.get(picture.file) if picture.file else None
    image = _place_kept() if stored is None else _photo(stored, picture.caption, context)
    texts = [text for text in (picture.caption, picture.date_text) if text]
    return table_cell([image, *(paragraph(run(text), style="Caption") for text in texts)], width)


def _photo(stored, caption, context):
    return _drawn(stored, caption, context, context.width / A_ROW - MARGIN_CM, TALLEST_CM)


def emblem_elements(block, context):
    """The agency's logo in the middle of the line."""
    stored = context.pictures.get(block.file)
    return [] if stored is None else [_drawn(stored, block.alt, context, EMBLEM_CM, EMBLEM_CM)]


def _drawn(stored, alt, context, widest, tallest):
    data = stored if isinstance(stored, bytes) else stored.read_bytes()
    relation, image = context.part.get_or_add_image(BytesIO(data))
    size = fitted(image.px_width, image.px_height, widest, tallest)
    number = next(context.drawings)
    inline = CT_Inline.new_pic_inline(number, relation, f"picture-{number}", *map(emu, size))
    inline.docPr.set("descr", plain(alt))
    settings = w("pPr", w("pStyle", val="Caption"), w("keepNext"))
    return w("p", settings, w("r", w("drawing", inline)))


def fitted(width, height, widest, tallest):
    """The size in the same proportion that fits the room."""
    scale = min(widest / width, tallest / height)
    return width * scale, height * scale


def _place_kept():
    frame = w("pBdr", *(w(side, **{**DASHED, "space": 20}) for side in ("top", "left", "bottom", "right")))
    settings = w("pPr", w("pStyle", val="Caption"), w("keepNext"), frame, w("spacing", before=600, after=600))
    settings.append(w("ind", left=500, right=500))
    return w("p", settings, run(NOT_GIVEN))
