"""Which measures the catalogue drafts for weak points that no measure answers, and what they hold. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments import fiscal_year as years
from assessments.analysis import WeakPoint
from assessments.analysis.answering import lineage
from assessments.analysis.urgency import most_pressing
from assessments.frameworks import Framework
from measures.catalogue import Catalogue, Suggestion, Topic


@dataclass(frozen=True)
class Draft:
    """One topic's answer to weak points that stand in the same place of the plan."""

    topic: Topic
    points: tuple[WeakPoint, ...]
    indicator: str
    issue: int | None

    @property
    def suggestion(self) -> Suggestion:
        return self.topic.measures[0]

    @property
    def urgency(self):
        return most_pressing(urgency_of(point) for point in self.points)


def drafts_for(
    catalogue: Catalogue, framework: Framework, kind: str, grouping: str, points: Sequence[WeakPoint]
) -> tuple[Draft, ...]:
    """One a topic and place: weak points that share a topic share a measure. In the order of the plan's places."""
    shared = {}
    for point in points:
        topics = catalogue.nearest(framework.code, lineage(framework, point.code), kind)
        if topics:
            filed = filing_of(framework, point)
            shared.setdefault((filed[grouping], topics[0].key), (topics[0], filed, []))[2].append(point)
    drafts = [draft_of(framework, topic, filed, found) for topic, filed, found in shared.values()]
    return tuple(sorted(drafts, key=lambda draft: place_in_plan(framework, grouping, draft)))


def filing_of(framework, point):
    """Where a plan files this point: {"issue": number or None, "indicator": code}. What spans several issues is filed
    under none of them."""
    is_item = framework.depth_of(point.code) == "item"
    issues = point.issues[:1] if is_item else point.issues
    return {"issue": issues[0] if len(issues) == 1 else None, "indicator": point.indicator if is_item else point.code}


def draft_of(framework, topic, filed, points):
    same = all(filing_of(framework, point)["indicator"] == filed["indicator"] for point in points)
    issues = {filing_of(framework, point)["issue"] for point in points}
    return Draft(topic, tuple(points), filed["indicator"] if same else "", issues.pop() if len(issues) == 1 else None)


def place_in_plan(framework, grouping, draft):
    """Issues by number, indicators in official order; what is filed under neither comes last."""
    if grouping == "issue":
        return (draft.issue is None, draft.issue or 0)
    codes = list(framework.entries)
    return (not draft.indicator, codes.index(draft.indicator) if draft.indicator else 0)


def values_of(framework: Framework, draft: Draft, fiscal_year: int):
    """Columns of the measure; its period is the whole fiscal year until somebody says otherwise."""
    return {
        "issue": draft.issue,
        "indicator": draft.indicator,
        "urgency": draft.urgency,
        "title": draft.suggestion.title,
        "weak_point": "\n".join(point_text(framework, point) for point in draft.points),
        "monitoring": draft.suggestion.monitoring,
        "period_start": years.first_day(fiscal_year),
        "period_end": years.last_day(fiscal_year),
    }


def lines_of(framework: Framework, draft: Draft, unit: str):
    """Lists of texts by kind. What the officer found out about the points stands instead of what is likely."""
    causes = dict.fromkeys(text for point in draft.points for text in point.causes)
    approaches = dict.fromkeys(text for point in draft.points for text in point.approaches)
    return {
        "item": [point.code for point in draft.points if framework.depth_of(point.code) == "item"],
        "improvement": [draft.suggestion.outcome],
        "cause": list(causes or draft.topic.causes),
        "approach": list(approaches or draft.topic.approaches),
        "step": list(draft.suggestion.steps),
        "responsible": [unit] if unit else [],
    }


def point_text(framework, point):
    """A weak point in words, by its indicator where its own name is not known."""
    if point.name:
        return f"{point.code} {point.name}"
    indicator = framework.entries[point.indicator]
    return f"{point.code} ในตัวชี้วัดที่ {indicator.code} {indicator.name}".strip()


def urgency_of(point):
    return point.officer_urgency or point.urgency


def unread(measures):
    """Keys of the measures that nobody has read since the catalogue drafted them."""
    return tuple(measure.key for measure in measures if measure.is_draft)
