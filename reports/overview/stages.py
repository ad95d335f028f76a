"""How far an agency's year is, and whether it is late. Pure but for the conditions on OverviewRow."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from assessments.models import Agency, WindowException, YearWindow
from assessments.windows import ENTRY, PLAN, PROGRESS, STEP_NAMES
from reports.models import OverviewRow

Stage = OverviewRow.Stage
PLAN_KINDS, REPORT_KINDS = ("measures", "full"), ("progress", "full")


@dataclass(frozen=True)
class YearFacts:
    """What the stage of a year depends on."""

    has_scores: bool = False
    measures: int = 0
    in_review: bool = False  # a document with the plan is submitted, approved or accepted
    plan_published: bool = False  # such a document stands published
    entries: int = 0


def stage_of(facts: YearFacts) -> Stage:
    """The farthest that the year has reached: what comes later counts, whatever is missing before it."""
    reached = (
        (Stage.REPORTING, facts.entries),
        (Stage.PUBLISHED, facts.plan_published),
        (Stage.IN_REVIEW, facts.in_review),
        (Stage.PLANNED, facts.measures),
        (Stage.ENTERING, facts.has_scores),
    )
    return next((stage for stage, is_reached in reached if is_reached), Stage.NOT_STARTED)


# What a row lacks of a step, as assessments.reminders.missing says it of one agency.
LACKS = {
    ENTRY: Q(total=None),
    PLAN: Q(measure_count=0),
    PROGRESS: Q(measure_count=0) | Q(reported_count__lt=F("measure_count")),
}


def closed_windows(fiscal_year: int, today: date) -> list[YearWindow]:
    """Over for whoever has no exception, in the order of the steps."""
    order = list(STEP_NAMES)
    closed = YearWindow.objects.filter(fiscal_year=fiscal_year, closes_on__lt=today)
    return sorted(closed, key=lambda window: order.index(window.step))


def late_with_any(windows, today) -> Q:
    """Rows with a step that is over for them and not done; never those of agencies that are closed."""
    late = Q(pk__in=[])
    for window in windows:
        late |= late_with(window, today)
    return late


def late_with(window, today) -> Q:
    return LACKS[window.step] & ~Q(agency__in=excepted_agencies(window, today)) & ~Q(Exists(closed_agency()))


def closed_agency():
    """The row's own, if it is closed: looked up for the few rows that lack something, not joined to all of them."""
    return Agency.objects.filter(pk=OuterRef("agency"), closed_on__isnull=False).order_by()


def excepted_agencies(window, today):
    """Those whose latest exception has not run out; an earlier one counts no more."""
    later = WindowException.objects.filter(window=window, agency=OuterRef("agency"), pk__gt=OuterRef("pk"))
    present = WindowException.objects.filter(window=window, until__gte=today).exclude(Exists(later))
    return present.order_by().values("agency")
