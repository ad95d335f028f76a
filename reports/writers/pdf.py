"""HTML page in, a PDF/A-2a and PDF/UA-1 file out. Loads WeasyPrint (half a second): import it only where a PDF is made.

A page that a visitor waits for goes through reports.writers.limited, which runs this module in a process of its own.
"""

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reports.unbroken_words import UNBROKEN_WORDS
from reports.writers import thai_dictionary
from reports.writers.archive import STANDARD
from reports.writers.fetcher import ClosedFetcher
from reports.writers.text_layer import finish, glyph_text

LOGGER = logging.getLogger("reports.pdf")
BASE_URL = "asset:/"


class ToOurLog(logging.Handler):
    """What WeasyPrint complains about goes to our log, under our name."""

    def emit(self, record):
        LOGGER.handle(record)


weasyprint_log = logging.getLogger("weasyprint")
weasyprint_log.handlers = [ToOurLog()]
weasyprint_log.propagate = False

# Here and not in a function: it must come before any Thai line of this process.
thai_dictionary.teach(UNBROKEN_WORDS)


def write_pdf(html: str, *, title: str, pictures: Mapping[str, bytes | Path] | None = None) -> bytes:
    """`html` is a whole page; it links `asset:css/…` and shows `picture:NAME` for each name in `pictures`.

    Not for two threads at once: the font configuration is shared.
    """
    warn_of_missing_characters(html)
    fonts, stylesheet = warm_fonts()
    page = HTML(string=html, base_url=BASE_URL, url_fetcher=ClosedFetcher(pictures))
    document = page.render(font_config=fonts, stylesheets=[stylesheet], **STANDARD)
    document.metadata.title, document.metadata.lang = title, "th"
    return document.write_pdf(**STANDARD, finisher=finish)


@cache
def warm_fonts() -> tuple[FontConfiguration, CSS]:
    """Read once a process: a configuration for each document would cost a tenth of the time and leak memory."""
    fonts = FontConfiguration()
    stylesheet = CSS(url="asset:css/print-fonts.css", font_config=fonts, url_fetcher=ClosedFetcher())
    return fonts, stylesheet


def warn_of_missing_characters(html: str):
    """They are still drawn, in whatever installed font has them, or as a box."""
    if missing := {character for character in set(html) - covered() if character.isprintable()}:
        LOGGER.warning("not in the print font: %s", " ".join(sorted(missing)[:20]))


@cache
def covered() -> frozenset[str]:
    return frozenset(text for text in glyph_text().values() if len(text) == 1)
