"""What an invented agency plans and reports: plain values in the words of the project's catalogue. Pure.

They have the attributes and `texts` of the rows, so that one writer makes the data file of both.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from assessments.analysis.answering import lineage
from assessments.analysis.urgency import urgency_of
from assessments.fiscal_year import first_day, last_day
from assessments.framework_store import get_framework
from measures.catalogue.loading import own_catalogue
from reports.simulation.kinds import MARK

MOST_MEASURES = 4
NONE = "ไม่มี"
BUDGETS = (0, 0, 0, 5_000, 12_000, 20_000, 35_000)
MONITORING = "หัวหน้าหน่วยงานติดตามผลทุกไตรมาสและรายงานต่อที่ประชุม"


@dataclass(frozen=True)
class Way:
    """How a weak point is usually answered."""

    title: str
    causes: tuple[str, ...]
    approaches: tuple[str, ...]
    steps: tuple[str, ...]
    monitoring: str
    outcome: str
    responsible: str
    name: str  # of the item
    issue: int | None
    indicator: str


@dataclass(frozen=True)
class Entry:
    """What all have in common."""

    position: int
    key: str
    indicator: str
    lines: dict[str, tuple[str, ...]]
    period_start: date | None
    period_end: date | None
    period_text: str = field(default="", init=False)

    def texts(self, kind):
        return list(self.lines.get(kind, ()))


@dataclass(frozen=True)
class PlannedMeasure(Entry):
    issue: int | None
    urgency: str
    title: str
    weak_point: str
    monitoring: str
    outcome: str


@dataclass(frozen=True)
class Report(Entry):
    measure: PlannedMeasure
    activity: str
    budget_amount: Decimal
    budget_source: str
    obstacles: str = NONE
    suggestions: str = NONE


@dataclass(frozen=True)
class Found:
    """A finding."""

    position: int
    issue: int | None
    indicator: str
    lowest: str
    urgency: str
    lines: dict[str, tuple[str, ...]]

    def texts(self, kind):
        return list(self.lines.get(kind, ()))


@cache
def way_for(framework_code: str, code: str, kind: str) -> Way:
    framework, catalogue = get_framework(framework_code), own_catalogue()
    item, topic = framework.entries[code], catalogue.nearest(framework_code, lineage(framework, code), kind)[0]
    suggestion = topic.measures[0]
    return Way(
        title=suggestion.title,
        causes=topic.causes[:2],
        approaches=topic.approaches[:1],
        steps=suggestion.steps[:4],
        monitoring=suggestion.monitoring or MONITORING,
        outcome=suggestion.outcome,
        responsible=catalogue.unit_words(suggestion.unit, kind).rpartition(" เช่น ")[2],
        name=item.name,
        issue=item.issues[0] if item.issues else None,
        indicator=item.indicator,
    )


def plan_for(framework, kind, codes, scores, fiscal_year, random: Random) -> list[PlannedMeasure]:
    """A measure for each of the weakest items, at most MOST_MEASURES of them."""
    wanted = codes[: random.randint(1, MOST_MEASURES)]
    return [planned(framework, kind, code, scores[code], fiscal_year, at) for at, code in enumerate(wanted)]


def planned(framework, kind, code, score, fiscal_year, position):
    """Education areas plan by indicator, all others by issue."""
    way, begins = way_for(framework.code, code, kind), first_day(fiscal_year)
    return PlannedMeasure(
        position=position,
        key=f"m{position + 1}",
        indicator=way.indicator if kind == "education_area" else "",
        issue=None if kind == "education_area" else way.issue,
        urgency=urgency_of(framework, Decimal(score) / 100),
        title=way.title,
        weak_point=f"ข้อ {code.upper()} {way.name} ได้ {score / 100:g} คะแนน",
        monitoring=way.monitoring,
        outcome=way.outcome,
        period_start=begins + timedelta(days=31 * position),
        period_end=last_day(fiscal_year),
        lines={"item": (code,), "cause": way.causes[:1], "step": way.steps, "responsible": (way.responsible,)},
    )


def reports_for(measures: list[PlannedMeasure], share: float, random: Random) -> list[Report]:
    """On so large a part of the measures, at least on one."""
    told = measures[: max(1, round(share * len(measures)))] if share else []
    return [report_on(measure, random) for measure in told]


def report_on(measure, random):
    amount = random.choice(BUDGETS)
    done = f"ดำเนินการตามมาตรการ{measure.title}ครบทุกขั้นตอน ({MARK})"
    return Report(
        position=measure.position,
        key=f"p{measure.position + 1}",
        indicator=measure.indicator,
        measure=measure,
        activity=measure.title,
        budget_amount=Decimal(amount),
        budget_source="งบประมาณรายจ่ายประจำปี" if amount else "ไม่ใช้งบประมาณ",
        period_start=measure.period_start,
        period_end=measure.period_end,
        lines={"performed": (done,), "outcome": (measure.outcome,)},
    )


def findings_for(framework, kind, codes, scores) -> list[Found]:
    """What the officer writes on the two weakest items."""
    return [found(framework, kind, code, scores, position) for position, code in enumerate(codes[:2])]


def found(framework, kind, code, scores, position):
    way, by_indicator = way_for(framework.code, code, kind), kind == "education_area"
    return Found(
        position=position,
        issue=None if by_indicator else way.issue,
        indicator=way.indicator if by_indicator else "",
        lowest=code,
        urgency=urgency_of(framework, Decimal(scores[code]) / 100),
        lines={"item": (code,), "cause": way.causes, "approach": way.approaches},
    )
