"""What a new finding starts with: the weak items of an issue or indicator, the lowest, the computed urgency. Pure."""

from assessments.analysis import MAINTAIN


def prefill(analysis, *, issue="", indicator=""):
    """Initial form values; empty for what the analysis does not have. Both arguments are as typed in the address."""
    for found in analysis.issues:
        if str(found.number) == issue:
            return _initial(found.items, found.urgency, issue=found.number)
    for row in analysis.indicators:
        if row.code == indicator:
            items = [item for item in analysis.items if item.indicator == indicator]
            return _initial(items, row.urgency, indicator=indicator)
    return {}


def _initial(items, urgency, **subject):
    weak = [item for item in items if item.urgency not in ("", MAINTAIN)]
    lowest = min(weak, key=lambda item: item.score, default=None)
    return {
        **subject,
        "items": [item.code for item in weak or items],
        "lowest": lowest.code if lowest else "",
        "urgency": urgency,
    }
