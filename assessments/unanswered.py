"""How many urgent weak points of a year no measure answers, for the overview of the year."""

from dataclasses import dataclass

from assessments.analysis import URGENT
from assessments.analysis.answering import uncovered
from assessments.analysis.weak_points import find_weak_points


@dataclass(frozen=True)
class NamedByMeasure:
    """What one measure names."""

    issue: int | None
    indicator: str
    items: tuple[str, ...]


def unanswered_urgent(agency_year, framework, results) -> int:
    """Two queries, by relation name: this app does not know the measures' models. Targets make nothing urgent."""
    points = [point for point in find_weak_points(framework, results, {}) if point.urgency == URGENT]
    rows = agency_year.measures.prefetch_related("lines") if points else ()
    named = [NamedByMeasure(row.issue, row.indicator, tuple(row.texts("item"))) for row in rows]
    return len(uncovered(framework, points, named))
