"""The light markup of narratives: **bold**, bullets ("- ") and numbers ("1. "). Nothing else is markup."""

import re
from itertools import groupby

from assessments.thai import arabic_digits
from reports.documents.model import Listing, Paragraph, Ranges

BOLD = re.compile(r"\*\*(?=[^\s*])([^*]{0,19998}[^\s*])\*\*")
BULLET = re.compile(r"-\s+(?=\S)")
NUMBER = re.compile(r"([0-9๐-๙]{1,3})\.\s+(?=\S)")


def blocks_of(paragraphs) -> tuple[Paragraph | Listing, ...]:
    """Paragraphs as typed, one a line; neighbouring lines of one kind of list become one list."""
    found = []
    for kind, lines in groupby(paragraphs, key=_kind):
        lines = list(lines)
        if kind == "number" and _counts_from_one(lines):
            found.append(_listing([NUMBER.sub("", line, count=1) for line in lines], numbered=True))
        elif kind == "bullet":
            found.append(_listing([BULLET.sub("", line, count=1) for line in lines], numbered=False))
        else:
            found += map(paragraph_of, lines)
    return tuple(found)


def paragraph_of(line, **values) -> Paragraph:
    text, bold = without_marks(line)
    return Paragraph(text, bold=bold, **values)


def without_marks(line) -> tuple[str, Ranges]:
    """The text without its asterisks, and where it is bold."""
    text, ranges, end = "", [], 0
    for found in BOLD.finditer(line):
        text += line[end : found.start()]
        ranges.append((len(text), len(text) + len(found[1])))
        text, end = text + found[1], found.end()
    return text + line[end:], tuple(ranges)


def stretches(text, bold: Ranges):
    """(piece of the text, whether it is bold), together the whole text."""
    end = 0
    for start, stop in bold:
        yield from [(text[end:start], False)] if start > end else []
        yield text[start:stop], True
        end = stop
    yield from [(text[end:], False)] if end < len(text) or not bold else []


def within(bold: Ranges, start, stop) -> Ranges:
    """The ranges that fall in text[start:stop], counted from there."""
    cut = ((max(a, start) - start, min(b, stop) - start) for a, b in bold)
    return tuple((a, b) for a, b in cut if a < b)


def item_ranges(listing) -> tuple[Ranges, ...]:
    """One entry an item, also for a list without anything bold."""
    return listing.bold or ((),) * len(listing.items)


def _kind(line):
    return "bullet" if BULLET.match(line) else "number" if NUMBER.match(line) else "paragraph"


def _counts_from_one(lines):
    """A lone "1." or numbers that do not count up, such as of a law's sections, stay as typed."""
    numbers = [int(arabic_digits(NUMBER.match(line)[1])) for line in lines]
    return len(lines) > 1 and numbers == list(range(1, len(lines) + 1))


def _listing(lines, numbered):
    texts, ranges = zip(*map(without_marks, lines), strict=True)
    return Listing(texts, numbered, ranges if any(ranges) else ())
