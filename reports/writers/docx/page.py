"""Paper of an official document in cm: A4, upright or across, with the margins of the print style sheet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self):
        return self.width - self.left - self.right


PORTRAIT = Page(21, 29.7, 2.5, 2, 2, 3)
PAGES = {
    "cover": Page(21, 29.7, 3, 2.6, 3, 2.6),
    "front": PORTRAIT,
    "portrait": PORTRAIT,
    "landscape": Page(29.7, 21, 2.3, 2, 1.8, 2.5),
}


def page_kind(part):
    """The kind of page that a part stands on: cover, front, portrait or landscape."""
    return {"none": "cover", "front": "front"}.get(part.paging, part.orientation)
