"""Keeps the derived rows up to date: by following the history, or all of a year anew.

Nothing that writes scores, measures or reviews knows of the overview: whatever is written leaves a row in the history,
and what the history names is made anew. A transaction may show its history late, therefore a row is made again until
what the history says of it is older than MARGIN.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from assessments.fiscal_year import first_day
from assessments.models import Agency, AgencyYear, Change
from reports.models import OverviewMark, OverviewRow
from reports.overview.reading import row_values
from reports.overview.tallies import cells_of, refresh_cells, refresh_year_tallies

AT_A_TIME = 500
MARGIN = timedelta(minutes=2)
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def quietly(done, total):
    """Nobody waits for it."""


def refresh_all(tick=quietly) -> int:
    """Every year that any agency has; how many rows."""
    return sum(refresh_year(year, tick) for year in known_years())


def known_years() -> list[int]:
    years = AgencyYear.objects.order_by("fiscal_year").values_list("fiscal_year", flat=True)
    return list(years.distinct())


def refresh_year(fiscal_year: int, tick=quietly) -> int:
    """Every row and tally of a year; how many rows."""
    agencies = agencies_of_year(fiscal_year)
    OverviewRow.objects.of_year(fiscal_year).exclude(agency__in=agencies.values("pk")).delete()
    total, done, last = agencies.count(), 0, 0
    while chunk := list(agencies.filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
        refresh_rows(chunk, fiscal_year)
        done, last = done + len(chunk), chunk[-1].pk
        tick(done, total)
    refresh_year_tallies(fiscal_year)
    return done


def agencies_of_year(fiscal_year):
    """Those that work in the year or could: not closed before it began."""
    opened = AgencyYear.objects.of_year(fiscal_year).values("agency")
    return Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gte=first_day(fiscal_year)) | Q(pk__in=opened))


@transaction.atomic
def refresh_rows(agencies: list[Agency], fiscal_year: int) -> set[tuple]:
    """Their rows of one year; the groups that they are in, or were in."""
    at = timezone.now()
    stored = list(OverviewRow.objects.of_year(fiscal_year).filter(agency__in=[agency.pk for agency in agencies]))
    values = row_values(agencies, fiscal_year)
    rows = [OverviewRow(agency_id=pk, fiscal_year=fiscal_year, refreshed_at=at, **own) for pk, own in values.items()]
    if rows:
        written = [*next(iter(values.values())), "refreshed_at"]
        OverviewRow.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["agency", "fiscal_year"], update_fields=written
        )
    return cells_of([*stored, *rows])


def follow_history(tick=quietly) -> int:
    """What was written since the last time; how many rows were made. It may stop anywhere and be begun again."""
    begun, mark = timezone.now(), OverviewMark.objects.first()
    made = sum(refresh_year(year, tick) for year in years_without_rows())
    wanted = named_since(mark.followed_until - MARGIN if mark else BEGINNING)
    total, done, cells = sum(map(len, wanted.values())), 0, set()
    for fiscal_year, pks in sorted(wanted.items()):
        for chunk in in_chunks(sorted(pks)):
            cells |= refresh_some(chunk, fiscal_year)
            done += len(chunk)
            tick(done, total)
    refresh_cells(cells)
    OverviewMark.objects.update_or_create(pk=1, defaults={"followed_until": begun})
    return made + done


def years_without_rows():
    rows = OverviewRow.objects.order_by().values_list("fiscal_year", flat=True)
    return sorted(set(known_years()) - set(rows.distinct()))


def named_since(moment) -> dict[int, set[int]]:
    """{fiscal year: agencies} whose rows are older than what the history says of them."""
    years, found = known_years(), defaultdict(dict)
    changes = Change.objects.filter(at__gte=moment).exclude(agency=None).order_by().values("agency", "fiscal_year")
    for change in changes.annotate(latest=Max("at")):
        for year in concerned_years(change["fiscal_year"], years):
            known = found[year].get(change["agency"], BEGINNING)
            found[year][change["agency"]] = max(known, change["latest"])
    return {year: older_than(year, latest) for year, latest in found.items()}


def concerned_years(fiscal_year, years):
    """What is said of an agency concerns all its years; a year's figures stand in the next year's row too."""
    return years if fiscal_year is None else [year for year in (fiscal_year, fiscal_year + 1) if year in years]


def older_than(fiscal_year, latest):
    """The agencies whose row was not made, or not long enough after the history's last word."""
    rows = OverviewRow.objects.of_year(fiscal_year)
    rows = rows.filter(agency__in=latest) if len(latest) <= AT_A_TIME else rows
    made = dict(rows.values_list("agency_id", "refreshed_at"))
    return {pk for pk, at in latest.items() if pk not in made or made[pk] <= at + MARGIN}


def in_chunks(pks):
    return (pks[start : start + AT_A_TIME] for start in range(0, len(pks), AT_A_TIME))


def refresh_some(pks, fiscal_year):
    """Agencies that were closed before the year lose their row."""
    agencies = list(agencies_of_year(fiscal_year).filter(pk__in=pks))
    gone = set(pks) - {agency.pk for agency in agencies}
    strays = OverviewRow.objects.of_year(fiscal_year).filter(agency__in=gone)
    cells = cells_of(strays)
    strays.delete()
    return cells | refresh_rows(agencies, fiscal_year)
