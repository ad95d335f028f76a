"""Sections of HTML in, a PDF/A-2a and PDF/UA-1 file out. Loads WeasyPrint (half a second): import it only where a PDF
is made. What a visitor waits for goes through reports.writers.renderer, which runs this module in limited children.
"""

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from reports.unbroken_words import UNBROKEN_WORDS
from reports.writers import thai_dictionary
from reports.writers.archive import STANDARD
from reports.writers.fetcher import ClosedFetcher
from reports.writers.kept_pages import KeptPage
from reports.writers.page_source import PageSource
from reports.writers.sections import Printed, Section, page_label, with_page_numbers
from reports.writers.serialising import file_of
from reports.writers.text_layer import finish, glyph_text

LOGGER = logging.getLogger("reports.pdf")
BASE_URL = "asset:/"
SHEETS = ("css/print-fonts.css", "css/numerals-{}.css", "css/print.css")
PICTURE = re.compile('"picture:([^"]+)"')
Pictures = Mapping[str, bytes | Path]


class ToOurLog(logging.Handler):
    """What WeasyPrint complains about goes to our log, under our name."""

    def emit(self, record):
        LOGGER.handle(record)


weasyprint_log = logging.getLogger("weasyprint")
weasyprint_log.handlers = [ToOurLog()]
weasyprint_log.propagate = False

# Here and not in a function: it must come before any Thai line of this process.
thai_dictionary.teach(UNBROKEN_WORDS)


def write_pdf(printed: Printed, pictures: Pictures | None = None, kept: dict | None = None) -> bytes:
    """The sections show `picture:NAME` for names in `pictures`. Not for two threads at once: the fonts are shared.

    `kept` holds laid out sections from one call to the next: what did not change is not laid out again.
    """
    for section in printed.sections:
        warn_of_missing_characters(section.html)
    laid_out = lay_out(printed, pictures or {}, {} if kept is None else kept)
    document = laid_out[0].copy([page for section in laid_out for page in section.pages])
    document.metadata.title, document.metadata.lang = printed.title, "th"
    return file_made_of(document)


def file_made_of(document) -> bytes:
    made = []

    def make(document, pdf):
        finish(document, pdf)
        made.append(file_of(pdf))
        pdf.objects.clear()  # what WeasyPrint would write itself now, and slowly

    document.write_pdf(BytesIO(), finisher=make, **STANDARD)
    return made[0]


def lay_out(printed, pictures, kept):
    """WeasyPrint documents in the order of the sections. The contents page comes last, when all numbers are known."""
    press = Press(printed, pictures, kept)
    laid_out = {}
    for is_contents in (False, True):
        for at, section in enumerate(printed.sections):
            if section.is_contents == is_contents:
                laid_out[at] = press.lay_out(section)
    press.forget_the_rest()
    return [laid_out[at] for at in sorted(laid_out)]


class Press:
    """Lays out the sections of one document; knows how far each numbering has come and where each heading is."""

    def __init__(self, printed: Printed, pictures: Pictures, kept: dict):
        self.printed, self.pictures, self.kept = printed, pictures, kept
        self.fetcher = ClosedFetcher(pictures)
        self.next_number = {"none": 1, "front": 1, "body": 1}
        self.labels: dict[str, str] = {}
        self.used: set[str] = set()

    def lay_out(self, section: Section):
        if section.is_contents:
            section = replace(section, html=with_page_numbers(section.html, self.labels))
        first = self.next_number[section.numbering]
        key = self.key_of(section, first)
        self.used.add(key)
        if key not in self.kept:
            self.kept[key] = self.draw(section, first)
        self.count(section, first, self.kept[key].pages)
        return self.kept[key]

    def draw(self, section, first):
        fonts, counters, sheets = warm_sheets(self.printed.numerals)
        own = CSS(
            string=page_rules(section.numbering, first, self.printed.running_title),
            font_config=fonts,
            url_fetcher=self.fetcher,
        )
        page = PageSource(section.html, BASE_URL, self.fetcher)
        drawn = page.render(font_config=fonts, counter_style=counters, stylesheets=[*sheets, own], **STANDARD)
        return drawn.copy(map(KeptPage, drawn.pages))

    def count(self, section, first, pages):
        for number, page in enumerate(pages, first):
            label = page_label(section.numbering, number, self.printed.numerals)
            for anchor in page.anchors:
                self.labels.setdefault(anchor, label)
        self.next_number[section.numbering] = first + len(pages)

    def key_of(self, section, first):
        """Of all that this section's pages depend on."""
        facts = [section.html, section.numbering, str(first), self.printed.numerals, self.printed.running_title]
        facts += [state_of(self.pictures.get(name)) for name in PICTURE.findall(section.html)]
        return hashlib.sha256("\0".join(facts).encode(errors="surrogatepass")).hexdigest()

    def forget_the_rest(self):
        for key in set(self.kept) - self.used:
            del self.kept[key]


def state_of(picture: bytes | Path | None) -> str:
    """What changes when the picture does."""
    if picture is None or isinstance(picture, bytes):
        return hashlib.sha256(picture or b"").hexdigest()
    if not picture.exists():
        return str(picture)
    facts = picture.stat()
    return f"{picture} {facts.st_size} {facts.st_mtime_ns}"


def page_rules(numbering: str, first: int, running_title: str) -> str:
    """What a section's pages have of their own: the number of the first, and in the body the line above."""
    if numbering == "none":
        return "@page { @bottom-center { content: none } }"
    words = running_title.replace("\\", r"\\").replace('"', r"\"") if numbering == "body" else ""
    return f'@page:first {{ counter-reset: page {first} }} @page {{ @top-right {{ content: "{words}" }} }}'


@cache
def warm_fonts() -> FontConfiguration:
    """One for the process: one a document would cost a tenth of the time and leak memory."""
    return FontConfiguration()


@cache
def warm_sheets(numerals: str) -> tuple[FontConfiguration, CounterStyle, tuple[CSS, ...]]:
    """Style sheets and counter styles of a document, read once a process."""
    fonts, counters, fetcher = warm_fonts(), CounterStyle(), ClosedFetcher()
    sheets = (
        CSS(url=f"asset:{name.format(numerals)}", font_config=fonts, counter_style=counters, url_fetcher=fetcher)
        for name in SHEETS
    )
    return fonts, counters, tuple(sheets)


def warn_of_missing_characters(html: str):
    """They are still drawn, in whatever installed font has them, or as a box."""
    if missing := {character for character in set(html) - covered() if character.isprintable()}:
        LOGGER.warning("not in the print font: %s", " ".join(sorted(missing)[:20]))


@cache
def covered() -> frozenset[str]:
    return frozenset(text for text in glyph_text().values() if len(text) == 1)
