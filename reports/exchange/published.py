"""The part of an exchange file that a published document shows: what is still a draft must not leave with it.

A section goes along when a part that prints it is in the document; of measures that are only named, their names go.
The announced results always do.
"""

from reports.documents.composing import Setup, arrangement

SHOWN_BY = {
    "history": {"history"},
    "findings": {"strengths", "issues", "conclusion"},
    "constraints": {"limitations"},
    "preface": {"preface"},
    "introduction": {"introduction"},
    "summary": {"summary"},
    "strength_factors": {"strengths"},
    "result": {"result"},
    "entries": {"overview", "progress", "budget"},
    "photos": {"photos", "appendix"},
}
NAMING = ("id", "issue", "indicator", "urgency", "title", "weak_point")
PROGRESS = ("result", "entries", "photos")


def published_value(value: dict, kind: str, setup: Setup) -> dict:
    """An exchange file like `value`, with empty places for what this document does not show."""
    parts = shown_parts(kind, setup)
    shown = {section for section, printing in SHOWN_BY.items() if printing & parts}
    return {
        **value,
        **{name: value[name] if name in shown else [] for name in ("history", "findings", "constraints")},
        "measures": published_measures(value["measures"], kind, parts, shown),
        "narrative": {name: texts for name, texts in value["narrative"].items() if name in shown},
        "progress": {name: value["progress"][name] if name in shown else blank(name) for name in PROGRESS},
    }


def shown_parts(kind, setup) -> set[str]:
    """Keys without their chapter: the measures of a full report are the measures."""
    chosen = (part for part, is_on in arrangement(kind, setup) if is_on)
    return {part.key.removeprefix(f"{part.chapter.removeprefix('chapter-')}-") for part in chosen}


def published_measures(measures, kind, parts, shown):
    if "measures" in parts and kind != "announcement":
        return measures
    return [only_named(measure) for measure in measures] if "entries" in shown or kind == "announcement" else []


def only_named(measure):
    return {name: value if name in NAMING else blank(name) for name, value in measure.items()}


def blank(name):
    if name == "period":
        return {"start": None, "end": None, "text": ""}
    return {"monitoring": "", "result": None}.get(name, [])
