"""Sections: paper, margins, page numbers, and the running title above the pages of the body."""

from dataclasses import dataclass
from itertools import groupby

from docx.oxml.ns import qn

from reports.writers.docx.contents import field
from reports.writers.docx.page import PAGES, page_kind
from reports.writers.docx.styles import NAVY
from reports.writers.docx.text import paragraph, run
from reports.writers.docx.xml import twips, w

NUMBER_FORMATS = {"thai": "thaiNumbers", "arabic": "decimal"}
BORDER = {"val": "thickThinSmallGap", "sz": 18, "space": 31, "color": NAVY}


@dataclass(frozen=True)
class Run:
    """Neighbouring parts, with their places in the document, on pages of one kind."""

    kind: str
    parts: tuple
    starts_numbers: bool

    @property
    def page(self):
        return PAGES[self.kind]


@dataclass(frozen=True)
class Margins:
    """Relationship ids of what stands above and below the text."""

    title: str
    number: str
    no_title: str
    no_number: str


def runs_of(document):
    """Page numbers start anew with the front matter and with the body."""
    found, started = [], set()
    for kind, members in groupby(enumerate(document.parts), key=lambda pair: page_kind(pair[1])):
        numbering = kind if kind in ("cover", "front") else "body"
        found.append(Run(kind, tuple(members), numbering not in started))
        started.add(numbering)
    return found


def add_margins(part, running_title):
    """The headers and footers of the file; every section names its own, none is inherited."""
    return Margins(
        title=_filled(part.add_header_part(), [run(running_title)], "Header"),
        number=_filled(part.add_footer_part(), field("PAGE"), "Footer"),
        no_title=_filled(part.add_header_part(), [], "Header"),
        no_number=_filled(part.add_footer_part(), [], "Footer"),
    )


def _filled(part_and_id, runs, style):
    margin, relation = part_and_id
    for child in list(margin.element):
        margin.element.remove(child)
    margin.element.append(paragraph(*runs, style=style))
    return relation


def section_properties(pages: Run, margins: Margins, numerals):
    page, is_across = pages.page, pages.kind == "landscape"
    node = w(
        "sectPr",
        _reference("header", margins.no_title if pages.kind in ("cover", "front") else margins.title),
        _reference("footer", margins.no_number if pages.kind == "cover" else margins.number),
        w("type", val="nextPage"),
        w("pgSz", w=twips(page.width), h=twips(page.height), **({"orient": "landscape"} if is_across else {})),
        _page_margins(page),
    )
    node.extend([_border()] if pages.kind == "cover" else [])
    node.append(_numbering(pages, numerals))
    return node


def _reference(tag, relation):
    node = w(f"{tag}Reference", type="default")
    node.set(qn("r:id"), relation)
    return node


def _page_margins(page):
    sides = {side: twips(getattr(page, side)) for side in ("top", "right", "bottom", "left")}
    return w("pgMar", **sides, header=twips(1.25), footer=twips(0.9), gutter=0)


def _border():
    return w("pgBorders", *(w(side, **BORDER) for side in ("top", "left", "bottom", "right")), offsetFrom="page")


def _numbering(pages, numerals):
    """ก ข ค in front. Thai digits come from the section: Word draws them there and in the contents field."""
    form = "thaiLetters" if pages.kind == "front" else NUMBER_FORMATS[numerals]
    return w("pgNumType", fmt=form, **({"start": 1} if pages.starts_numbers else {}))
