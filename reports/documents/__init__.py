"""The kinds of document the portal makes. Each `build(content, layout=None)` is pure and returns a Document."""

from reports.documents import analysis, full, measures, progress

BUILDERS = {
    "analysis": analysis.build,
    "measures": measures.build,
    "progress": progress.build,
    "full": full.build,
}
KIND_NAMES = {
    "analysis": analysis.TITLE,
    "measures": measures.TITLE,
    "progress": progress.TITLE,
    "full": full.TITLE,
}


class UnknownKind(ValueError):
    """No document of this kind."""


def build(content, kind, layout=None):
    if kind not in BUILDERS:
        raise UnknownKind(f"ไม่มีเอกสารชนิด “{kind}” ที่มีคือ {', '.join(BUILDERS)}")
    return BUILDERS[kind](content, layout)
