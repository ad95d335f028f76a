"""The cover sheet and the lines to sign on."""

from reports.writers.docx.pictures import emblem_elements
from reports.writers.docx.styles import NAVY
from reports.writers.docx.text import paragraph, run, tab
from reports.writers.docx.xml import twips, w

RULE_CM = 4
SIGNATURE_CM = 8.4
DOTS_TO_CM = 7.6


def cover_elements(block, context):
    """Title and year in the upper half; the agency at the foot of the page, growing upwards when its name is long."""
    names = [(block.agency_name, "CoverName"), *((line, "CoverAffiliation") for line in block.affiliation)]
    return [
        *(emblem_elements(block.emblem, context) if block.emblem else []),
        paragraph(run("\n".join(block.title_lines)), style="Title"),
        _rule(context.width),
        paragraph(run(block.year_line), style="CoverYear"),
        *(at_foot(paragraph(run(text), style=style), context.width) for text, style in names),
    ]


def _rule(width):
    side = twips((width - RULE_CM) / 2)
    line = w("pBdr", w("bottom", val="single", sz=10, space=0, color=NAVY))
    return w("p", w("pPr", w("pStyle", val="Gap"), line, w("spacing", after=280), w("ind", left=side, right=side)))


def at_foot(node, width):
    """In a frame at the foot of the page; neighbours are in one frame, which grows upwards."""
    anchored = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "center", "yAlign": "bottom"}
    node.pPr.insert(1, w("framePr", w=twips(width), wrap="around", **anchored))
    return node


def signature_elements(block, context):
    """Dotted lines at the right, kept together."""
    left = context.width - SIGNATURE_CM
    last = len(block.lines) - 1
    lines = [
        _known_line(line[0], left, at < last) if len(line) == 1 else _dotted_line(*line, left, at < last)
        for at, line in enumerate(block.lines)
    ]
    return [paragraph(style="Gap", keep_next=True), *lines]


def _known_line(text, left, keep_next):
    return paragraph(run(text), style="SignatureLine", keep_next=keep_next, indent=(left, 0), align="center")


def _dotted_line(before, after, left, keep_next):
    tabs = ((left + DOTS_TO_CM, "left", "dot"),)
    parts = (run(before), tab(), run(after))
    return paragraph(*parts, style="SignatureLine", keep_next=keep_next, indent=(left, 0), tabs=tabs)
