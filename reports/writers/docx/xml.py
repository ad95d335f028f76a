"""WordprocessingML, element by element. Order of children matters to Word: it follows the schema."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.thai_text import normalise

TWIPS_PER_CM = 1440 / 2.54
EMU_PER_CM = 360_000
NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))


def w(tag, *children, **attributes):
    """`w("sz", val=32)` is <w:sz w:val="32"/>."""
    node = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        node.set(qn(f"w:{name}"), str(value))
    node.extend(children)
    return node


def twips(cm):
    return round(cm * TWIPS_PER_CM)


def emu(cm):
    return round(cm * EMU_PER_CM)


def plain(text):
    """One spelling for one text, without the two code points that no XML may hold."""
    return normalise(text).translate(NOT_XML)
