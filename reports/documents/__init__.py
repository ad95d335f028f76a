"""The kinds of document the portal makes. Each `build(content, layout=None)` is pure and returns a Document."""

from dataclasses import replace

from reports.documents import analysis, announcement, full, measures, progress
from reports.documents.composing import Setup, compose
from reports.documents.openings import attachments
from reports.layouts import LAYOUTS

BUILDERS = {
    "analysis": analysis.build,
    "measures": measures.build,
    "progress": progress.build,
    "full": full.build,
    "announcement": announcement.build,
}
KIND_NAMES = {
    "analysis": analysis.TITLE,
    "measures": measures.TITLE,
    "progress": progress.TITLE,
    "full": full.TITLE,
    "announcement": announcement.TITLE,
}
AS_USUAL = Setup()


class UnknownKind(ValueError):
    """No document of this kind."""


def build(content, kind, layout=None, setup=AS_USUAL):
    """`layout` is this once in place of the one that the setup names for the same table."""
    if kind not in BUILDERS:
        raise UnknownKind(f"ไม่มีเอกสารชนิด “{kind}” ที่มีคือ {', '.join(BUILDERS)}")
    layouts = {of: name for of, name in setup.layouts.items() if name in LAYOUTS}
    if kind == "full":
        document = full.build(content, layout, layouts)
    else:
        document = BUILDERS[kind](content, layout or layouts.get(kind))
    return compose(replace(document, parts=(*document.parts, *attachments(content))), setup)
