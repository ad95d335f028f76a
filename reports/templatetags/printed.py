"""How text enters a print template: escaped, with the pieces that a line end must not part held together."""

from django import template
from django.utils.safestring import mark_safe

from reports.documents.rich_text import item_ranges, stretches, within
from reports.thai_text import normalise, protect

register = template.Library()

# One long text node costs more than linear time to lay out, and a page cannot be filled well with an unbreakable one.
PIECE_LENGTH = 2000
UNBROKEN_LENGTH = 600


@register.filter
def printed(text):
    return mark_safe(protect(normalise(text)))


@register.filter
def rich_pieces(block):
    """The pieces of a paragraph's text as HTML, with what is bold."""
    return _rich(block.text, block.bold)


@register.filter
def rich_items(listing):
    """The same for each item of a list."""
    items = zip(listing.items, item_ranges(listing), strict=True)
    return [{"pieces": _rich(text, bold), "is_short": is_short(text)} for text, bold in items]


def _rich(text, bold):
    found, at = [], 0
    for piece in pieces(text):
        found.append(mark_safe("".join(_marked(*each) for each in stretches(piece, within(bold, at, at + len(piece))))))
        at += len(piece)
    return found


def _marked(text, is_bold):
    return f"<b>{printed(text)}</b>" if is_bold else printed(text)


def pieces(text):
    """The text in lengths that lay out fast, cut at spaces or line ends; one piece for all but monstrous texts."""
    found = []
    while len(text) > PIECE_LENGTH:
        cut = max(text.rfind(" ", 0, PIECE_LENGTH), text.rfind("\n", 0, PIECE_LENGTH)) + 1 or PIECE_LENGTH
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


@register.filter
def is_short(text):
    """Whether a page break inside would look worse than the white space it saves."""
    return len(text) <= UNBROKEN_LENGTH
