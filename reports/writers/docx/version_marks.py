"""The version mark of a publication: the QR code with its words beside it, or under it at the foot of a cover."""

from io import BytesIO

from docx.oxml.shape import CT_Inline
from PIL import Image

from reports.writers.docx.covers import at_foot
from reports.writers.docx.tables import column_widths, gap, grid, table_cell, table_row
from reports.writers.docx.text import paragraph, run
from reports.writers.docx.xml import emu, plain, w

ALT = "คิวอาร์โค้ดไปยังฉบับเผยแพร่"
CODE_CM, WORDS_CM = 2.4, 11
DOTS_A_MODULE = 8


def mark_elements(block, context, *, on_cover):
    if on_cover:
        lines = [_code(block, context, "center"), *_words(block, "center")]
        return [at_foot(line, context.width) for line in lines]
    widths = column_widths((CODE_CM, WORDS_CM), CODE_CM + WORDS_CM)
    contents = ([_code(block, context)], _words(block))
    cells = [table_cell(each, width, vertical="center") for each, width in zip(contents, widths, strict=True)]
    return [gap(), grid(widths, [table_row(cells)], lines=False, name="ฉบับเผยแพร่"), gap()]


def _words(block, align=""):
    number = paragraph(run(block.number_line, bold=True), style="Cell", align=align)
    return [number, *(paragraph(run(text), style="Cell", align=align) for text in (*block.lines, block.address))]


def _code(block, context, align=""):
    relation, _ = context.part.get_or_add_image(BytesIO(code_png(block.qr)))
    number = next(context.drawings)
    inline = CT_Inline.new_pic_inline(number, relation, f"picture-{number}", emu(CODE_CM), emu(CODE_CM))
    inline.docPr.set("descr", plain(ALT))
    return paragraph(w("r", w("drawing", inline)), style="Cell", align=align)


def code_png(qr) -> bytes:
    """Sharp at any size: several dots a module."""
    picture = Image.new("1", (qr.size, qr.size), 1)
    for x, y, length in qr.dark_runs:
        picture.paste(0, (x, y, x + length, y + 1))
    out = BytesIO()
    picture.resize((qr.size * DOTS_A_MODULE,) * 2, Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()
