"""The version mark: which publication a printed document is, and the address that tells of later ones."""

from dataclasses import replace

from reports.documents.model import Cover, Document, PageBreak, Part, VersionMark
from reports.documents.parts import ATTACHMENTS
from reports.documents.qr import qr_code
from reports.documents.wording import Wording

WHERE_TO_CHECK = "ตรวจสอบฉบับนี้และดูฉบับล่าสุดได้ที่"


def version_mark(number, day, address, numerals) -> VersionMark:
    """`address` is printed as it is: nobody types Thai digits into a browser."""
    wording = Wording(numerals)
    number_line = f"ฉบับที่ {wording.number(number)} เผยแพร่ {wording.date(day)}"
    return VersionMark(number_line, address, (WHERE_TO_CHECK,), qr_code(address))


def marked(document: Document, mark: VersionMark) -> Document:
    """At the foot of the cover, under an announcement, else above the first page of the body."""
    at, place = place_of_mark(document)
    if at is None:
        return replace(document, parts=(*document.parts, Part("version", (mark,))))
    part = document.parts[at]
    marked_part = replace(part, blocks=(*part.blocks[:place], mark, *part.blocks[place:]))
    return replace(document, parts=(*document.parts[:at], marked_part, *document.parts[at + 1 :]))


def place_of_mark(document):
    """(place of the part, place among its blocks); (None, None) where nothing stands that could bear it."""
    for at, part in enumerate(document.parts):
        if any(isinstance(block, Cover) for block in part.blocks):
            return at, len(part.blocks)
    own = [at for at, part in enumerate(document.parts) if part.paging == "body" and part.key != ATTACHMENTS]
    if not own:
        return None, None
    if document.kind == "announcement":
        return own[-1], len(document.parts[own[-1]].blocks)
    return own[0], opening_breaks(document.parts[own[0]].blocks)


def opening_breaks(blocks):
    """How many page breaks stand first: above them the mark would have a page to itself."""
    return next((at for at, block in enumerate(blocks) if not isinstance(block, PageBreak)), len(blocks))


def without_mark(document: Document) -> Document:
    """What two versions are compared by."""
    parts = (
        replace(part, blocks=tuple(block for block in part.blocks if not isinstance(block, VersionMark)))
        for part in document.parts
    )
    return replace(document, parts=tuple(part for part in parts if part.blocks))
