"""A stand-in for TH SarabunPSK, the font the DOCX names, which is not free to ship: our print font at its size.

Without it LibreOffice would draw Thai in some larger font and lay out half as many pages again.
"""

from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FAMILY = "TH SarabunPSK"
# 16 pt of TH SarabunPSK look like 10.5 pt of our font on lines of 1.83 (static/css/print.css).
SMALLER = 16 / 10.5
LINE = 1.83 / SMALLER  # of the em
ASCENT = 0.75  # of the line
FAMILY_NAMES = (1, 16)  # in the font's table of names
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""


def font_configuration(folder: Path) -> Path:
    """The file for FONTCONFIG_FILE; the fonts are made beside it, once."""
    file = folder / "fonts.conf"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for path in FONTS.glob("ItaSarabun-*.ttf"):
            stand_in(path).save(folder / path.name)
        file.write_text(CONFIGURATION.format(folder=folder))
    return file


def stand_in(path: Path) -> TTFont:
    font = TTFont(path)
    em = font["head"].unitsPerEm = round(font["head"].unitsPerEm * SMALLER)
    ascent, descent = round(em * LINE * ASCENT), round(em * LINE * (1 - ASCENT))
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, 0
    measures = font["OS/2"]
    measures.sTypoAscender, measures.sTypoDescender, measures.sTypoLineGap = ascent, -descent, 0
    measures.usWinAscent, measures.usWinDescent = ascent, descent
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = FAMILY
    return font
