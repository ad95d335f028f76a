"""Which weak points a plan answers: the plan itself asks it, and the overview of its year. Pure."""

from collections.abc import Sequence
from typing import Protocol

from assessments.analysis.urgency import URGENT
from assessments.analysis.weak_points import WeakPoint
from assessments.frameworks import Framework


class Answering(Protocol):
    """What is asked of a measure. `indicator` may be a sub-indicator, or empty."""

    issue: int | None
    indicator: str
    items: Sequence[str]


def answers(framework: Framework, measure: Answering, point: WeakPoint) -> bool:
    """An urgent weak point must be named: by its item, or by a measure that names no items and so answers its whole
    indicator or issue. A point to develop is answered by any measure of its indicator or issue."""
    if any(point.code in lineage(framework, code) for code in (*measure.items, measure.indicator)):
        return True
    if measure.items and point.urgency == URGENT:
        return False
    return measure.indicator in lineage(framework, point.code) or measure.issue in point.issues


def lineage(framework, code):
    """The code itself, its sub-indicator, indicator and instrument, those that it has; () for no code."""
    entry = framework.entries.get(code)
    indicator = framework.entries.get(getattr(entry, "indicator", ""), entry)
    above = (getattr(entry, "sub_indicator", ""), getattr(entry, "indicator", ""), getattr(indicator, "instrument", ""))
    return tuple(name for name in (code, *above) if name)


def uncovered(framework: Framework, points: Sequence[WeakPoint], measures: Sequence[Answering]):
    """Weak points that no measure answers, in the order given."""
    return tuple(point for point in points if not any(answers(framework, measure, point) for measure in measures))
