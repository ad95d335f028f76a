"""How text enters a print template: escaped, with the pieces that a line end must not part held together."""

from django import template
from django.utils.safestring import mark_safe

from reports.thai_text import normalise, protect

register = template.Library()

# One long text node costs more than linear time to lay out, and a page cannot be filled well with an unbreakable one.
PIECE_LENGTH = 2000
UNBROKEN_LENGTH = 600


@register.filter
def printed(text):
    return mark_safe(protect(normalise(text)))


@register.filter
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
