"""What the checks before publishing find in the agency-years that have a plan, looked at again when it changed."""

import time

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from assessments.models import AgencyYear, Change
from reports.checking import check_year
from reports.models import OverviewRow

SECONDS = 5  # of one run: nothing else waits longer for the worker
AT_A_TIME = 50


def rows_to_check():
    """Those never looked at, or written to since; the newest years before older ones."""
    own = {"agency": OuterRef("agency"), "fiscal_year": OuterRef("fiscal_year")}
    since = Change.objects.filter(**own, at__gte=OuterRef("checked_at"))
    rows = OverviewRow.objects.filter(Q(checked_at=None) | Exists(since), measure_count__gt=0)
    return rows.order_by("-fiscal_year", F("checked_at").asc(nulls_first=True), "pk")


def check_rows(*, seconds=SECONDS, tick=lambda: None) -> int:
    """As many as the time allows; how many."""
    until, done = time.monotonic() + seconds, 0
    while rows := list(rows_to_check()[:AT_A_TIME]):
        for row in rows:
            if time.monotonic() >= until:
                return done
            check_row(row)
            done += 1
            tick()
    return done


def check_row(row):
    at = timezone.now()
    years = AgencyYear.objects.select_related("agency__logo").prefetch_related("assessments")
    missing = check_year(years.get(pk=row.agency_year_id)).count().missing
    OverviewRow.objects.filter(pk=row.pk).update(missing_count=missing, checked_at=at)
