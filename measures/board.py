"""The plan laid out for its page: measures by issue, by indicator or in order, with what is said of each. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessments.analysis import URGENT, WeakPoint, answering
from assessments.frameworks import Framework
from measures import planning
from measures.planning import Completeness, MeasureFacts

GROUPINGS = {"issue": "ตามประเด็น", "indicator": "ตามตัวชี้วัด", "plan": "ตามลำดับในแผน"}
AT_LEAST = 5
UNPLACED = {"issue": "ยังไม่ได้ระบุประเด็น", "indicator": "ยังไม่ได้ระบุตัวชี้วัด", "plan": "ทุกมาตรการตามลำดับในแผน"}


@dataclass(frozen=True)
class Card:
    """`row` is whatever the caller shows of the measure; it is passed through."""

    row: Any
    facts: MeasureFacts
    parts: tuple[Completeness, ...]
    unanswering: str
    items_outside_issue: tuple[str, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Group:
    """`code` is the number of the issue or the code of the indicator, "" for measures that name neither."""

    code: str
    heading: str
    cards: tuple[Card, ...]
    open_points: int = 0  # weak points of this indicator that no measure answers


@dataclass(frozen=True)
class Uncovered:
    """A weak point that no measure answers; `place` names its indicator."""

    point: WeakPoint
    place: str


@dataclass(frozen=True)
class Board:
    grouping: str
    groups: tuple[Group, ...]
    uncovered: tuple[Uncovered, ...]
    weak_points: int

    @property
    def pressing(self):
        """All that is urgent, and at least a few."""
        urgent = sum(entry.point.urgency == URGENT for entry in self.uncovered)
        return self.uncovered[: max(urgent, AT_LEAST)]

    @property
    def less_pressing(self):
        return self.uncovered[len(self.pressing) :]


def lay_out(framework: Framework, grouping: str, rows: Sequence[tuple[Any, MeasureFacts]], points: Sequence[WeakPoint]):
    """`rows` are pairs of a measure and its facts, in the plan's order; issues and indicators without any show too."""
    places = {code: [] for code in places_of(framework, grouping)}
    for row, facts in rows:
        places.setdefault(place_of(framework, grouping, facts), []).append((row, facts))
    open_points = answering.uncovered(framework, points, [facts for _, facts in rows])
    of_indicator = Counter(point.indicator for point in open_points if grouping == "indicator")
    return Board(
        grouping=grouping,
        groups=tuple(
            replace(group(framework, grouping, code, pairs, points), open_points=of_indicator[code])
            for code, pairs in places.items()
        ),
        uncovered=tuple(Uncovered(point, heading(framework, "indicator", point.indicator)) for point in open_points),
        weak_points=len(points),
    )


def places_of(framework, grouping):
    if grouping == "issue":
        return [str(issue.number) for issue in framework.issues]
    return [indicator.code for indicator in framework.indicators] if grouping == "indicator" else []


def place_of(framework, grouping, facts):
    """A sub-indicator stands in its indicator's group."""
    if grouping == "issue":
        return str(facts.issue or "")
    if grouping == "plan":
        return ""
    return getattr(framework.entries.get(facts.indicator), "indicator", facts.indicator)


def group(framework, grouping, code, pairs, points):
    cards = (
        Card(
            row=row,
            facts=facts,
            parts=planning.completeness(facts),
            unanswering=planning.why_unanswering(framework, facts, points) if points else "",
            items_outside_issue=planning.items_outside_issue(framework, facts),
            is_first=position == 0,
            is_last=position == len(pairs) - 1,
        )
        for position, (row, facts) in enumerate(pairs)
    )
    return Group(code, heading(framework, grouping, code), tuple(cards))


def heading(framework, grouping, code):
    if not code:
        return UNPLACED[grouping]
    if grouping == "issue":
        return f"ประเด็นที่ {code} {framework.issue(int(code)).name}"
    entry = framework.entries.get(code)
    if framework.depth_of(code) == "instrument":
        return f"{code} {entry.name}"
    return f"ตัวชี้วัดที่ {code} {entry.name if entry else ''}".strip()
