"""A laid out page that is painted once, however often it is written into a file.

Stands where WeasyPrint expects a page of its own. What painting leaves outside the page (fonts, pictures, tags) is kept
with it and given to each new file.
"""

from copy import copy
from dataclasses import dataclass
from itertools import groupby
from typing import Self

import pydyf
from weasyprint.document import Page


class KeptPage(Page):
    def __init__(self, page: Page):
        vars(self).update(vars(page))
        self.painting: Painting | None = None
        self.is_plain = True

    def paint(self, stream, scale=1):
        if self.is_plain and self.painting is None:
            self.painting = Painting.of(super(), stream, scale)
            self.is_plain = self.painting.is_plain
        if self.is_plain:
            self.painting.put_into(stream)
        else:
            self.painting = None
            super().paint(stream, scale)


@dataclass(frozen=True)
class Painting:
    """What one page puts into a file: operators, and by name or by box what they refer to."""

    operators: list
    tags: dict
    fonts: dict
    images: dict
    resources: pydyf.Dictionary

    @classmethod
    def of(cls, page, stream, scale) -> Self:
        """Painted into a stream of its own that stands where `stream` does."""
        fonts, images, tags = {}, {}, None if stream._tags is None else {}
        resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in RESOURCES})
        resources["ColorSpace"] = stream._resources["ColorSpace"]
        own = stream.clone(fonts=fonts, images=images, tags=tags, resources=resources)
        own.transform(*stream.ctm.values)
        own.stream.clear()
        page.paint(own, scale)
        for font in fonts.values():
            font.file_content = FILES.setdefault(font.file_content, font.file_content)
        return cls(list(joined(own.stream)), tags or {}, fonts, images, resources)

    @property
    def is_plain(self) -> bool:
        """Whether its names mean the same in every file: numbered ones (groups, patterns, masks) do not."""
        names_only = all(of is None for of in self.resources["XObject"].values())
        opacity_only = all(name[0] in "aA" for name in self.resources["ExtGState"])
        is_complete = not any(font.missing for font in self.fonts.values())
        return (
            names_only and opacity_only and is_complete and not (self.resources["Pattern"] or self.resources["Shading"])
        )

    def put_into(self, stream):
        stream.stream.extend(self.operators)
        if stream._tags is not None:
            stream._tags.update(self.tags)
        for kind in ("ExtGState", "XObject"):
            stream._resources[kind].update(self.resources[kind])
        for key, font in self.fonts.items():
            add_font(stream._fonts, key, font)
        for name, image in self.images.items():
            known = stream._images.setdefault(name, image | {"dpi_ratios": set()})
            known["dpi_ratios"] |= image["dpi_ratios"]


# Of each font file one copy, however many pages use it.
FILES: dict[bytes, bytes] = {}
RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")


def joined(operators):
    """Neighbours in one piece, but for what opens tagged content: that is read and changed when the file is made."""
    for is_plain, run in groupby(operators, key=lambda item: isinstance(item, bytes) and item != b"BDC"):
        if is_plain:
            yield b"\n".join(run)
        else:
            yield from run


def add_font(fonts, key, font):
    """Its glyphs join those that the file has of it already; the file's own is cut down to them, ours stays whole."""
    if key not in fonts:
        fonts[key] = copy(font)
        fonts[key].widths, fonts[key].to_unicode = dict(font.widths), dict(font.to_unicode)
        return
    for name in ("widths", "to_unicode"):
        glyphs = getattr(fonts[key], name)
        for glyph, value in getattr(font, name).items():
            glyphs.setdefault(glyph, value)
