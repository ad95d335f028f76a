"""The headline of the overview: counts and means of the rows asked for, by one query.

Scores of different frameworks make no mean together: what follows from scores is of the framework of most rows.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Max, Q, Sum

from assessments.scoring.arithmetic import rounded
from reports.models import OverviewRow
from reports.overview.assessed import Assessed, assessed_of
from reports.shares import percent

Stage = OverviewRow.Stage
CENT = Decimal("0.01")  # figures of rows have two decimals, and so have their sums
UNCHECKED = Q(measure_count__gt=0, checked_at=None)
NARROWEST = 5  # per cent of the bar in which a number still fits


@dataclass(frozen=True)
class StageCount:
    """A stage's part of the bar and of its table; `start` and `share` are per cent."""

    stage: Stage
    count: int
    start: Decimal
    share: Decimal

    @property
    def number(self):
        return self.stage + 1

    @property
    def middle(self):
        return self.start + self.share / 2

    @property
    def has_room(self):
        return self.share >= NARROWEST


@dataclass(frozen=True)
class Headline:
    """Of the year's results and of the year assessed before; a mean or a share is None where nothing is known.

    From `scored` to `mean_change` of the rows of `assessed.framework` alone; all else of all rows.
    """

    assessed: Assessed
    agencies: int
    stages: list[StageCount]
    plan_published: int
    plan_published_share: Decimal | None
    late: int
    missing: int
    checked: int  # agencies with measures, whose checks have been looked at
    unchecked: int
    scored: int
    mean: Decimal | None
    passed: int
    passed_share: Decimal | None
    previous_scored: int
    previous_mean: Decimal | None
    previous_passed_share: Decimal | None
    compared: int  # agencies with a total in both years
    mean_change: Decimal | None
    refreshed_at: datetime | None


COUNTS = ("agencies", "plan_published", "late", "missing", "checked", "unchecked")


def headline_of(rows, late: Q) -> Headline:
    """`late` is the condition of reports.overview.lateness.Lateness."""
    grouped = rows.order_by().values("framework_code").annotate(**counts(late), **sums())
    groups = {group["framework_code"]: group for group in grouped}
    assessed = assessed_of({code: group["agencies"] for code, group in groups.items()})
    main = groups.get(assessed.framework.code) if assessed.framework else None
    return Headline(assessed=assessed, **counted(groups.values()), **result_figures(main or dict.fromkeys(sums(), 0)))


def counts(late):
    return {
        "agencies": Count("pk"),
        **{f"stage_{stage.value}": Count("pk", filter=Q(stage=stage)) for stage in Stage},
        "plan_published": Count("plan_published_at"),
        "late": Count("pk", filter=late),
        "missing": Count("pk", filter=Q(missing_count__gt=0)),
        "checked": Count("pk", filter=Q(measure_count__gt=0, checked_at__isnull=False)),
        "unchecked": Count("pk", filter=UNCHECKED),
        "latest": Max("refreshed_at"),
    }


def sums():
    """Of the rows of one framework, from which the means and shares of its results follow."""
    return {
        "scored": Count("total"),
        "total_sum": Sum("total"),
        "judged": Count("passed"),
        "passing": Count("pk", filter=Q(passed=True)),
        "previous_scored": Count("previous_total"),
        "previous_sum": Sum("previous_total"),
        "previous_judged": Count("previous_passed"),
        "previous_passing": Count("pk", filter=Q(previous_passed=True)),
        "compared": Count("change"),
        "change_sum": Sum("change"),
    }


def counted(groups):
    """Of the rows of all groups."""
    together = {name: sum(group[name] for group in groups) for name in COUNTS}
    stages = [sum(group[f"stage_{stage.value}"] for group in groups) for stage in Stage]
    return together | {
        "stages": stage_counts(stages),
        "plan_published_share": percent(together["plan_published"], together["agencies"]),
        "refreshed_at": max((group["latest"] for group in groups), default=None),
    }


def result_figures(found):
    """From the `sums` of one framework."""
    return {
        "scored": found["scored"],
        "mean": mean(found["total_sum"], found["scored"]),
        "passed": found["passing"],
        "passed_share": percent(found["passing"], found["judged"]),
        "previous_scored": found["previous_scored"],
        "previous_mean": mean(found["previous_sum"], found["previous_scored"]),
        "previous_passed_share": percent(found["previous_passing"], found["previous_judged"]),
        "compared": found["compared"],
        "mean_change": mean(found["change_sum"], found["compared"]),
    }


def mean(total, number):
    """SQLite sums in floating point: what is beyond the cents is dust."""
    return rounded(Fraction(total.quantize(CENT)) / number, 2) if number else None


def stage_counts(numbers):
    everybody, before, found = sum(numbers), 0, []
    for stage, number in zip(Stage, numbers, strict=True):
        found.append(StageCount(stage, number, percent(before, everybody or 1), percent(number, everybody or 1)))
        before += number
    return found
