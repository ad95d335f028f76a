"""Reminders of steps that are due or overdue, to the officers and the head of each agency that has not done them."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from assessments import reminders
from assessments.models import AgencyYear, WindowException, YearWindow
from assessments.permissions import APPROVE, SUBMIT, people_with
from assessments.reminders import Work
from assessments.services.notifying import notify

AT_A_TIME = 100


def remind(*, today, tick=lambda done, total: None):
    """Tell whoever has to be told today and has not been; how many people. May be run again at any time."""
    concerned = [(window, list(_concerned(window, today))) for window in YearWindow.objects.all()]
    total, done, told = sum(len(pks) for _, pks in concerned), 0, 0
    for window, pks in concerned:
        for chunk in (pks[start : start + AT_A_TIME] for start in range(0, len(pks), AT_A_TIME)):
            told += sum(_remind(window, year, today) for year in _years(window, chunk))
            done += len(chunk)
            tick(done, total)
    return told


def _concerned(window, today):
    """Agency-years that may have to be reminded: all of them, or those with a day of their own."""
    if today < window.opens_on:
        return []
    years = AgencyYear.objects.filter(fiscal_year=window.fiscal_year, agency__closed_on=None)
    if reminders.stage(window.closes_on, today) is None:
        years = years.filter(agency__window_exceptions__window=window).distinct()
    return years.order_by("pk").values_list("pk", flat=True)


def _years(window, pks):
    latest = WindowException.objects.filter(window=window, agency=OuterRef("agency")).order_by("-pk")
    is_reported = Q(measures__progress_entries__isnull=False)
    return (
        AgencyYear.objects.filter(pk__in=pks)
        .select_related("agency__body")
        .prefetch_related("assessments__scores")
        .annotate(
            until=Subquery(latest.values("until")[:1]),
            measure_count=Count("measures", distinct=True),
            reported=Count("measures", filter=is_reported, distinct=True),
        )
        .order_by("pk")
    )


def _remind(window, year, today):
    window.until = year.until
    days = window.days
    stage = reminders.stage(days.deadline, today)
    lack = stage and reminders.missing(window.step, Work(_has_total(year), year.measure_count, year.reported))
    if not lack:
        return 0
    key = f"{stage.kind}:{stage.number}:{window.step}:{year.pk}:{days.deadline.isoformat()}"
    return notify(
        people=_people(year.agency),
        kind=stage.kind,
        title=reminders.title(days, today),
        text=reminders.text(days, year.agency.name, lack, today),
        link=reverse("assessments:year", args=[year.agency.code, year.fiscal_year]),
        once_key=key,
        agency=year.agency,
        fiscal_year=year.fiscal_year,
    )


def _has_total(year):
    baseline = year.baseline
    if baseline is None:
        return False
    baseline.agency_year = year
    return baseline.total is not None or baseline.compute().total.value is not None


def _people(agency):
    """Its officers, who do the work, and its head, who approves it."""
    return people_with(SUBMIT, agency) | people_with(APPROVE, agency)
