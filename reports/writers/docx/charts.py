"""A chart is a table: label, bar, number. The bar is a vector drawing in the line; what it says stands beside it."""

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from assessments.charts import Bar, BarChart
from reports.writers.docx.tables import LINE, column_widths, grid, keep_together, table_cell, table_row
from reports.writers.docx.text import keep_with_next, paragraph, run
from reports.writers.docx.xml import emu, plain, w

SHARES = (36, 52, 12)
SIDE_MARGINS_CM = 0.3
BAR_CM = 0.36
TRACK, FILL, HOLLOW, MARK = "E7EBF0", "1F3864", "FFFFFF", "C0392B"

DRAWING = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
     xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
     xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
  <mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>
    <wp:inline distT="0" distB="0" distL="0" distR="0">
      <wp:extent cx="{width}" cy="{height}"/>
      <wp:docPr id="{number}" name="แท่ง {number}"/>
      <wp:cNvGraphicFramePr/>
      <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">
        <wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>
          <a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>
          <a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/>
        </a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>
      </a:graphicData></a:graphic>
    </wp:inline>
  </w:drawing></mc:Choice></mc:AlternateContent>
</w:r>"""
SHAPE = """<wps:wsp><wps:cNvPr id="{number}" name="{number}"/><wps:cNvSpPr/><wps:spPr>
  <a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
  <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
  <a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln><a:noFill/></a:ln>
</wps:spPr><wps:bodyPr/></wps:wsp>"""


def chart_elements(chart: BarChart, context):
    widths = column_widths(SHARES, context.width)
    rows = [_head(chart, widths), *(_row(bar, chart, widths, context) for bar in chart.bars)]
    keep_together(rows)
    if chart.legend:
        keep_with_next(rows[-1])
    return [
        paragraph(run(chart.title), style="ChartTitle"),
        grid(widths, rows, lines=False, name=chart.title),
        paragraph(*([run(chart.legend)] if chart.legend else []), style="ChartLegend"),
    ]


def _head(chart, widths):
    titles = ((chart.label_title, "start"), ("", ""), (chart.figure_title, "end"))
    cells = [
        table_cell([paragraph(run(title, bold=True), style="Cell", align=align)], width, borders={"bottom": LINE})
        for (title, align), width in zip(titles, widths, strict=True)
    ]
    return table_row(cells, is_head=True)


def _row(bar, chart, widths, context):
    label = paragraph(run(f"{bar.label} {bar.note}" if bar.note else bar.label), style="Cell")
    length = context.width * SHARES[1] / sum(SHARES) - SIDE_MARGINS_CM
    shape = w("p", w("pPr", w("pStyle", val="Bar")), _drawing(bar, chart.mark, emu(length), context))
    figure = paragraph(run(bar.figure), style="Cell", align="end")
    borders = {"bottom": LINE} if bar is chart.bars[-1] else None
    cells = [
        table_cell([content], width, vertical="center", borders=borders)
        for content, width in zip((label, shape, figure), widths, strict=True)
    ]
    return table_row(cells)


def _drawing(bar, mark, length, context):
    height = emu(BAR_CM)
    shapes = "".join(
        SHAPE.format(
            number=next(context.drawings),
            x=round(x / 100 * length),
            y=round(y / 10 * height),
            width=round(width / 100 * length),
            height=round(tall / 10 * height),
            fill=fill,
        )
        for x, y, width, tall, fill in bar_shapes(bar, mark)
    )
    drawn = parse_xml(DRAWING.format(width=length, height=height, number=next(context.drawings), shapes=shapes))
    next(drawn.iter(qn("wp:docPr"))).set("descr", plain(f"แท่งคะแนน {bar.label} {bar.figure}"))
    return drawn


def bar_shapes(bar: Bar, mark):
    """(x, y, width, height, fill) on a field of 100 × 10, as the bars on screen and in the PDF."""
    shapes = [(0, 0, 100, 10, TRACK)]
    if bar.width:
        shapes.append((0, 0, bar.width, 10, FILL))
        shapes.extend([(0.4, 1.2, bar.inner_width, 7.6, HOLLOW)] if bar.is_hollow else [])
    shapes.extend([(mark.at, 0, 0.5, 10, MARK)] if mark else [])
    return shapes
