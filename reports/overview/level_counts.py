"""The tallies of levels: of the rows asked for, and of the same agencies in the years before."""

from django.db.models import Count, Sum

from reports.models import OverviewRow
from reports.overview.asking import Asked, condition
from reports.overview.item_tallies import limited
from reports.overview.levels import Tally

YEARS = 5
LASTING = ("q", "kind", "province", "body")  # filters that mean the same in another year


def tallies_of(rows) -> list[Tally]:
    """One query over OverviewRows."""
    counted = rows.order_by().values("fiscal_year", "framework_code", "kind", "level_rank")
    found = counted.annotate(agencies=Count("*"), points=Sum("total"), scored=Count("total"))
    return [Tally(**row) for row in found]


def rows_of_years(asked: Asked, *, user):
    """Of five years up to the one asked for."""
    years = range(asked.fiscal_year - YEARS + 1, asked.fiscal_year + 1)
    rows = OverviewRow.objects.visible_to(user).filter(fiscal_year__in=years)
    return rows.filter(condition(limited(asked, LASTING)))
