"""A document as the PDF writer takes it: in sections, each laid out by itself and again only when it changes."""

from dataclasses import dataclass

# As @counter-style front in print.css.
FRONT = "กขคงจฉชซฌญฎฏฐ"
DIGITS = {"thai": "๐๑๒๓๔๕๖๗๘๙", "arabic": "0123456789"}


@dataclass(frozen=True)
class Section:
    """`html` is a whole page of HTML. `numbering`: none, front (ก ข ค) or body, which goes on from section to section.

    The contents page has its numbers to come: each link says data-page="ANCHOR", and `is_contents` is true.
    """

    html: str
    numbering: str = "body"
    is_contents: bool = False


@dataclass(frozen=True)
class Printed:
    """`running_title` stands above each page of the body."""

    title: str
    sections: tuple[Section, ...]
    numerals: str = "arabic"
    running_title: str = ""


def page_label(numbering: str, number: int, numerals: str) -> str:
    """The number of a page as it stands on the page."""
    if numbering == "front":
        return FRONT[number - 1] if number <= len(FRONT) else str(number)
    return "".join(DIGITS[numerals][int(digit)] for digit in str(number))


def with_page_numbers(html: str, labels: dict[str, str]) -> str:
    """The contents page with the number of each heading's page, `labels` by anchor."""
    for anchor, label in labels.items():
        html = html.replace(f'data-page="{anchor}"', f'data-page="{label}"')
    return html
