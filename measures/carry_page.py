"""The carry-over page's lines: a measure of the earlier plan with what helps to decide about it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessments.analysis import WeakPoint, answering
from assessments.frameworks import Framework
from measures.carrying import Carried
from measures.planning import MeasureFacts
from measures.progress import EntryFacts


@dataclass(frozen=True)
class CarryLine:
    """`source` and `decision` are passed through; `entries` are its results, `answered` this year's weak points."""

    source: Any
    carried: Carried
    entries: tuple[EntryFacts, ...]
    is_reported: bool
    decision: Any
    is_open: bool
    answered: tuple[WeakPoint, ...]


def as_carried(facts: MeasureFacts, carried: Carried) -> MeasureFacts:
    """What planning would see of the measure in the new plan."""
    return replace(facts, items=carried.item_codes, indicator=carried.indicator_code, issue=carried.issue_number)


def answered_points(
    framework: Framework, facts: MeasureFacts, carried: Carried, points: Sequence[WeakPoint]
) -> tuple[WeakPoint, ...]:
    """The weak points of the new year that the measure would answer."""
    measure = as_carried(facts, carried)
    return tuple(point for point in points if answering.answers(framework, measure, point))


def unread_by_origin(measures: Sequence) -> dict[str, list[str]]:
    """Keys of the measures that nobody has read, by where their words come from."""
    found = {}
    for measure in measures:
        if measure.is_draft:
            found.setdefault(origin_of(measure), []).append(measure.key)
    return found


def origin_of(measure):
    decision = getattr(measure, "carried_from", None)
    return f"ยกมาจากแผนปี พ.ศ. {decision.source_year}" if decision else "ร่างจากคลัง"
