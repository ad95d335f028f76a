"""Keeps the derived rows up to date: by following the history, or all of a year anew.

Nothing that writes scores, measures or reviews knows of the overview: whatever is written leaves a row in the history,
and what the history names is made anew. A transaction may show its history late, and a web server's clock may differ
from that of the database, which is the only one asked here: therefore a row is made again until what the history says
of it is older than MARGIN. Rows and the sums over them are made a chunk at a time, each in a transaction of its own.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils.timezone import localdate

from assessments.fiscal_year import first_day, fiscal_year_of
from assessments.models import Agency, AgencyYear, Change
from ita_portal.jobs.schedule import database_now
from reports.models import ItemTally, OverviewMark, OverviewRow
from reports.overview.reading import row_values
from reports.overview.tallies import GROUP, cells_of, refresh_cells, stored_cells

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
    agencies, rows = agencies_of_year(fiscal_year), OverviewRow.objects.of_year(fiscal_year)
    refresh_these({fiscal_year: set(rows.exclude(agency__in=agencies.values("pk")).values_list("agency", flat=True))})
    made = refresh_these({fiscal_year: set(agencies.values_list("pk", flat=True))}, tick)
    with transaction.atomic():
        wait_for_others()
        refresh_cells(stored_cells(ItemTally, fiscal_year) - stored_cells(OverviewRow, fiscal_year))
    return made


def agencies_of_year(fiscal_year):
    """Those that work in the year or could: not closed before it began and, in a year that is over, not new since."""
    opened = AgencyYear.objects.filter(agency=OuterRef("pk"))
    could = Q(closed_on=None) | Q(closed_on__gte=first_day(fiscal_year))
    if fiscal_year < fiscal_year_of(localdate()):
        could &= Q(Exists(opened.filter(fiscal_year__lte=fiscal_year)))
    return Agency.objects.filter(could | Q(Exists(opened.of_year(fiscal_year))))


def refresh_these(wanted: dict[int, set[int]], tick=quietly) -> int:
    """{fiscal year: agencies}, the years one after the other, as each reads the one before; how many."""
    total, done = sum(map(len, wanted.values())), 0
    for fiscal_year, pks in sorted(wanted.items()):
        for chunk in in_chunks(pks):
            refresh_some(chunk, fiscal_year)
            done += len(chunk)
            tick(done, total)
    return done


def in_chunks(pks: set[int]):
    """Many go by the groups of the tallies, so that few groups are made more than once."""
    pks = sorted(pks) if len(pks) <= AT_A_TIME else [pk for pk in by_group() if pk in pks]
    return (pks[start : start + AT_A_TIME] for start in range(0, len(pks), AT_A_TIME))


def by_group():
    return list(Agency.objects.order_by(*GROUP, "pk").values_list("pk", flat=True))


@transaction.atomic
def refresh_some(pks, fiscal_year):
    """Rows of one year with the tallies of the groups that they are in, or were in: all or nothing."""
    wait_for_others()
    agencies = list(agencies_of_year(fiscal_year).filter(pk__in=pks).order_by("pk"))
    stored = list(OverviewRow.objects.of_year(fiscal_year).filter(agency__in=pks))
    remove_rows(set(pks) - {agency.pk for agency in agencies}, fiscal_year)
    refresh_cells(cells_of([*stored, *refresh_rows(agencies, fiscal_year)]))


def wait_for_others():
    """Whoever makes rows holds the mark: of two workers the later one reads what the earlier one left."""
    OverviewMark.objects.select_for_update().first()


def remove_rows(pks, fiscal_year):
    """Of agencies that have nothing to do in the year, such as those that were closed before it began."""
    OverviewRow.objects.of_year(fiscal_year).filter(agency__in=pks).delete()


def refresh_rows(agencies: list[Agency], fiscal_year: int) -> list[OverviewRow]:
    at, values = database_now(), row_values(agencies, fiscal_year)
    rows = [OverviewRow(agency_id=pk, fiscal_year=fiscal_year, refreshed_at=at, **own) for pk, own in values.items()]
    if rows:
        written = [*next(iter(values.values())), "refreshed_at"]
        OverviewRow.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["agency", "fiscal_year"], update_fields=written
        )
    forget_checks([row.agency_id for row in rows if not row.measure_count], fiscal_year)
    return rows


def forget_checks(pks, fiscal_year):
    """Where there are no measures any more nothing is checked, and nothing is missing."""
    checked = OverviewRow.objects.of_year(fiscal_year).filter(agency__in=pks, checked_at__isnull=False)
    checked.update(missing_count=None, checked_at=None)


def follow_history(tick=quietly) -> int:
    """What was written since the last time; how many rows were made. It may stop anywhere and be begun again."""
    begun = database_now()
    mark, _ = OverviewMark.objects.get_or_create(pk=1, defaults={"followed_until": BEGINNING})
    wanted = named_since(mark.followed_until - MARGIN)
    for year in known_years():
        wanted[year] = wanted.get(year, set()) | without_row(year)
    made = refresh_these(wanted, tick)
    OverviewMark.objects.filter(pk=1).update(followed_until=begun)
    return made


def without_row(fiscal_year) -> set[int]:
    """Agencies that nobody has got to yet, whatever the history says: a year is new, or somebody was stopped."""
    made = OverviewRow.objects.of_year(fiscal_year).filter(agency=OuterRef("pk"))
    return set(agencies_of_year(fiscal_year).filter(~Exists(made)).values_list("pk", flat=True))


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
