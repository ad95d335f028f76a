"""What the checks before publishing find in the agency-years that have a plan, looked at again when it changed."""

import logging
import time

from django.db.models import DateTimeField, ExpressionWrapper, F, Max, OuterRef, Q, Subquery

from assessments.models import AgencyYear, Change
from ita_portal.jobs.schedule import database_now
from reports.checking import check_year
from reports.models import OverviewRow
from reports.reviewing.lapsing import OVERLAP

logger = logging.getLogger(__name__)

SECONDS = 5  # of one run: nothing else waits longer for the worker
AT_A_TIME = 50


def rows_to_check(begun):
    """Those never looked at, or perhaps written to since; the newest years before older ones.

    What a long transaction wrote bears an earlier moment than the check that did not see it: therefore a row is looked
    at again while its last change is not OVERLAP older than the check, but once in a run, which began at `begun`.
    """
    since = ExpressionWrapper(F("checked_at") - OVERLAP, output_field=DateTimeField())
    again = Q(checked_at__lt=begun, changed_at__gte=since)
    rows = OverviewRow.objects.filter(measure_count__gt=0).alias(changed_at=Subquery(last_change()))
    return rows.filter(Q(checked_at=None) | again).order_by("-fiscal_year", F("checked_at").asc(nulls_first=True), "pk")


def last_change():
    """When the history of the row's agency-year was last added to."""
    own = Change.objects.filter(agency=OuterRef("agency"), fiscal_year=OuterRef("fiscal_year"))
    return own.order_by().values("agency").annotate(latest=Max("at")).values("latest")


def check_rows(*, seconds=SECONDS, tick=lambda: None) -> int:
    """As many as the time allows; how many."""
    begun, until, done = database_now(), time.monotonic() + seconds, 0
    while rows := list(rows_to_check(begun)[:AT_A_TIME]):
        for row in rows:
            if time.monotonic() >= until:
                return done
            check_row(row)
            done += 1
            tick()
    return done


def check_row(row):
    """One that cannot be checked counts as looked at with nothing known, or those behind it would wait for ever."""
    at, missing = database_now(), None
    try:
        missing = missing_of(row.agency_year_id)
    except Exception:
        logger.exception("The checks of agency %s in %s failed", row.agency_id, row.fiscal_year)
    OverviewRow.objects.filter(pk=row.pk, measure_count__gt=0).update(missing_count=missing, checked_at=at)


def missing_of(agency_year_pk) -> int:
    years = AgencyYear.objects.select_related("agency__logo").prefetch_related("assessments")
    return check_year(years.get(pk=agency_year_pk)).count().missing
