"""A document as the agency wants it: parts switched off and put in order, chapters numbered, the signatory named."""

from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from reports.documents.model import Document, Heading, PageBreak, Part, Signature
from reports.documents.openings import DATE_LINE, NAME_LINE, POSITION_LINE
from reports.documents.parts import ATTACHMENTS, KNOWN_PARTS, KnownPart
from reports.documents.wording import Wording

ANNOUNCED_LINE = ("ประกาศ ณ วันที่", "")


@dataclass(frozen=True)
class Setup:
    """What an agency decided about one kind of document. `parts` pairs keys with whether they are shown, in order."""

    parts: tuple[tuple[str, bool], ...] = ()
    layouts: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))  # "measures", "progress" → layout
    signatory_name: str = ""
    signatory_position: str = ""
    signed_on: date | None = None


def compose(document: Document, setup: Setup) -> Document:
    """The parts chosen, in their order. A part that the setup does not know yet comes where it usually stands."""
    wording, ranks = Wording(document.numerals), ranks_of(document.kind, setup)
    shown = [part for part in document.parts if is_shown(part.key, document.kind, setup)]
    ordered = sorted(shown, key=lambda part: ranks.get(part.key, len(ranks)))
    parts = joined(in_chapters(ordered, document.parts, wording))
    return replace(document, parts=tuple(signed(part, setup, wording) for part in parts))


def arrangement(kind, setup: Setup) -> tuple[tuple[KnownPart, bool], ...]:
    """Every known part of the kind with whether it is shown, in the order in which a form lists them."""
    ranks = ranks_of(kind, setup)
    ordered = sorted(KNOWN_PARTS[kind], key=lambda part: ranks[part.key])
    tops = [part for part in ordered if not part.chapter]
    listed = [part for top in tops for part in (top, *(inner for inner in ordered if inner.chapter == top.key))]
    return tuple((part, is_shown(part.key, kind, setup)) for part in listed)


def moved(parts, kind, key, step):
    """`parts` (keys with whether they are shown) with one part a place up (-1) or down (1) among its own kind."""
    known = {part.key: part for part in KNOWN_PARTS[kind]}
    part, order = known.get(key), [each for each, _ in parts]
    if part is None or not part.moves or key not in order:
        return parts
    siblings = [each for each in order if known[each].moves and known[each].chapter == part.chapter]
    place = siblings.index(key) + step
    if not 0 <= place < len(siblings):
        return parts
    here, there = order.index(key), order.index(siblings[place])
    swapped = list(parts)
    swapped[here], swapped[there] = swapped[there], swapped[here]
    return tuple(swapped)


def is_shown(key, kind, setup):
    usual = {part.key: part.is_on for part in KNOWN_PARTS[kind]}
    return dict(setup.parts).get(key, usual.get(key, True))


def ranks_of(kind, setup) -> dict[str, int]:
    """key → place. What cannot move keeps its usual place, what is new comes after its usual predecessor."""
    known = KNOWN_PARTS[kind]
    movable = {part.key for part in known if part.moves}
    order = [key for key, _ in setup.parts if key in movable]
    for before, part in zip((None, *known), known, strict=False):
        if part.key in movable and part.key not in order:
            order.insert(order.index(before.key) + 1 if before and before.key in order else 0, part.key)
    first = [part.key for part in known if not part.moves and part.key != ATTACHMENTS]
    return {key: rank for rank, key in enumerate((*first, *order, ATTACHMENTS))}


def in_chapters(ordered, all_parts, wording):
    """Each chapter's parts behind its numbered heading, on the pages of the first of them; none without parts."""
    chapters, number, found = {part.chapter for part in all_parts if part.chapter}, 0, []
    for part in ordered:
        inner = [each for each in ordered if each.chapter == part.key]
        if part.chapter or (part.key in chapters and not inner):
            continue
        if inner:
            number += 1
            found += [numbered(part, number, inner[0], wording), replace(inner[0], continues=True), *inner[1:]]
        else:
            found.append(part)
    return found


def numbered(opening, number, first, wording) -> Part:
    heading = Heading(f"ส่วนที่ {wording.number(number)}\n{opening.title}")
    return replace(opening, blocks=(PageBreak(), heading), orientation=first.orientation)


def joined(parts):
    """A part that continues stands in the part before it; behind a cover or front matter it has pages of its own."""
    found = []
    for part in parts:
        if part.continues and found and found[-1].paging == part.paging == "body":
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, *part.blocks))
        else:
            found.append(part)
    return found


def signed(part, setup, wording) -> Part:
    """What is known of the signatory in place of the dots."""
    known = known_lines(setup, wording)
    blocks = tuple(
        replace(block, lines=tuple(known.get(line, line) for line in block.lines))
        if isinstance(block, Signature)
        else block
        for block in part.blocks
    )
    return replace(part, blocks=blocks)


def known_lines(setup, wording):
    found = {}
    if setup.signatory_name:
        found[NAME_LINE] = (f"({setup.signatory_name})",)
    if setup.signatory_position:
        found[POSITION_LINE] = (setup.signatory_position,)
    if setup.signed_on:
        found[DATE_LINE] = (f"วันที่ {wording.date(setup.signed_on)}",)
        found[ANNOUNCED_LINE] = (f"ประกาศ ณ วันที่ {announced_date(setup.signed_on, wording)}",)
    return found


def announced_date(day, wording):
    """๑ ตุลาคม พ.ศ. ๒๕๖๖, as an announcement is dated."""
    start, _, year = wording.date(day).rpartition(" ")
    return f"{start} พ.ศ. {year}"
