"""Typefaces and named styles: TH SarabunPSK 16 pt on the page and 14 pt in tables, one navy accent."""

from dataclasses import dataclass

from reports.writers.docx.xml import twips, w

FONT = "TH SarabunPSK"  # every Thai office has it; set for complex script too, else Word draws Thai in its own font
NAVY = "1F3864"
GREY = "5A6472"


@dataclass(frozen=True)
class Style:
    """Sizes and spaces in points, indents in cm. `level` is the outline level of a heading, from 1."""

    id: str
    name: str
    size: float = 16
    bold: bool = False
    colour: str = ""
    align: str = ""
    before: float = 0
    after: float = 4
    first_line: float = 0
    level: int = 0
    keep_next: bool = False
    based_on: str = "Normal"


def _headings():
    """Real headings, so that the navigation pane and the contents field work."""
    shapes = {1: (19, "center", 13, 10), 2: (17.5, "", 11, 4), 3: (16, "", 7, 1)}
    for level in range(1, 10):
        size, align, before, after = shapes.get(level, (16, "", 4, 1))
        shape = {"size": size, "align": align, "before": before, "after": after, "bold": True, "keep_next": True}
        yield Style(f"Heading{level}", f"heading {level}", level=level, **shape)
        # In the navigation pane, yet not in the contents field, which collects the styles "heading 1" and "heading 2".
        name = f"หัวข้อ {level} (ไม่แสดงในสารบัญ)"
        yield Style(f"Unlisted{level}", name, level=level, based_on=f"Heading{level}", **shape)


STYLES = (
    Style("Normal", "Normal", based_on=""),
    *_headings(),
    Style("Title", "Title", 30, bold=True, colour=NAVY, align="center", before=85, after=18),
    Style("CoverYear", "ปก ปีงบประมาณ", 23, bold=True, align="center"),
    Style("CoverName", "ปก ชื่อหน่วยงาน", 26, bold=True, align="center"),
    Style("CoverAffiliation", "ปก สังกัด", 20, align="center", after=0),
    Style("TOCHeading", "TOC Heading", 19, bold=True, align="center", after=8, keep_next=True),
    Style("TOC1", "toc 1", bold=True, after=0),
    Style("TOC2", "toc 2", after=0),
    Style("ContentsPage", "สารบัญ หน้า", bold=True, align="right", after=0, keep_next=True),
    Style("BodyText", "Body Text", first_line=2.5),
    Style("Plain", "ข้อความ"),
    Style("Strong", "ข้อความเน้น", bold=True),
    Style("Centred", "ข้อความกึ่งกลาง", align="center"),
    Style("Signed", "ผู้ลงท้าย", align="right", before=22),
    Style("Note", "หมายเหตุ", 14, colour="333333", before=3, after=8),
    Style("ListItem", "รายการ", after=1.5),
    Style("Cell", "ตาราง ข้อความ", 14, after=0),
    Style("CellHead", "ตาราง หัวตาราง", 14, bold=True, align="center", after=0, keep_next=True),
    Style("CellItem", "ตาราง รายการ", 14, after=1),
    Style("FigureLabel", "ตัวเลขสำคัญ ชื่อ", 14, colour="333333", align="center", after=0, keep_next=True),
    Style("FigureValue", "ตัวเลขสำคัญ ค่า", 26, bold=True, colour=NAVY, align="center", after=0),
    Style("FigureNote", "ตัวเลขสำคัญ คำอธิบาย", 13, colour="333333", align="center", after=3),
    Style("ChartTitle", "แผนภูมิ ชื่อ", 15, bold=True, align="center", before=8, after=2, keep_next=True),
    Style("Bar", "แผนภูมิ แท่ง", 2, after=0),  # no taller than the bar, which then stands in the middle of its row
    Style("ChartLegend", "แผนภูมิ คำอธิบาย", 13, colour="333333", align="center", before=2, after=10),
    Style("Caption", "caption", 14, align="center", after=2),
    Style("SignatureLine", "ลายมือชื่อ", before=4, after=0),
    Style("Header", "header", 12, colour=GREY, align="right", after=0),
    Style("Footer", "footer", 15, align="center", after=0),
    Style("Gap", "ระยะห่าง", 6, after=0),
)


def install_styles(document):
    """The library's own styles make way: what is not here, the document does not use."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(_defaults())
    root.extend(_element(style) for style in STYLES)


def _defaults():
    properties = w("rPr", _fonts(), *_sizes(16), w("lang", val="en-US", eastAsia="th-TH", bidi="th-TH"))
    spacing = w("pPr", w("widowControl"), w("spacing", after=0, line=240, lineRule="auto"))
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault", spacing))


def _fonts():
    return w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _sizes(points):
    """Half points; `szCs` is what Thai letters take."""
    return w("sz", val=round(points * 2)), w("szCs", val=round(points * 2))


def _element(style):
    marks = {} if style.based_on else {"default": 1}
    marks |= {} if style.name.isascii() else {"customStyle": 1}  # English names are Word's own styles
    node = w("style", w("name", val=style.name), type="paragraph", styleId=style.id, **marks)
    node.extend([w("basedOn", val=style.based_on)] if style.based_on else [])
    node.extend([w("next", val="BodyText")] if style.level else [])
    node.extend([w("qFormat"), _paragraph(style), _characters(style)])
    return node


def _paragraph(style):
    settings = w("pPr")
    settings.extend([w("keepNext"), w("keepLines")] if style.keep_next else [])
    settings.append(_spacing(style))
    settings.extend([w("ind", firstLine=twips(style.first_line))] if style.first_line else [])
    settings.extend([w("jc", val=style.align)] if style.align else [])
    settings.extend([w("outlineLvl", val=style.level - 1)] if style.level else [])
    return settings


def _spacing(style):
    spaces = {"before": round(style.before * 20), "after": round(style.after * 20)}
    if style.id == "Gap":
        return w("spacing", **spaces, line=120, lineRule="exact")
    return w("spacing", **spaces)


def _characters(style):
    properties = w("rPr", _fonts())
    properties.extend([w("b"), w("bCs")] if style.bold else [])
    properties.extend([w("color", val=style.colour)] if style.colour else [])
    properties.extend(_sizes(style.size))
    return properties
