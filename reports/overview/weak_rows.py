"""Sums of items as the tallies have them, and the agencies that are weak in one item."""

from collections import Counter
from decimal import Decimal

from assessments.framework_store import UnknownFramework, framework_of_year
from assessments.models import Assessment, Score
from reports.models import OverviewRow
from reports.overview.asking import Asked
from reports.overview.assessed import Assessed, assessed_of
from reports.overview.item_tallies import counted_rows, sums_of, tallies_for
from reports.overview.weak_items import ItemSums

AT_A_TIME = 500
ROW = "assessment__agency_year__overview_row"


def sums_of_two_years(asked: Asked, *, user) -> tuple[dict, dict]:
    """{framework code: {item: ItemSums}} of the year asked for and of the year before, in one query."""
    found = ({}, {})
    for row in sums_of(tallies_for(asked, user=user, years=2), "fiscal_year"):
        items = found[asked.fiscal_year - row["fiscal_year"]].setdefault(row["framework_code"], {})
        items[row["code"]] = ItemSums(row["scored"], row["points"], row["weak"])
    return found


def assessed_in_sums(sums) -> Assessed:
    """Agencies of a framework are the most that any of its items has."""
    counts = {code: max(item.scored for item in items.values()) for code, items in sums.items()}
    return assessed_of(Counter(counts))


def announced_agencies(asked: Asked, assessed: Assessed, *, user) -> int:
    """Agencies with results of the same framework, also those of which no item was announced: one count."""
    announced = counted_rows(asked, user=user).filter(framework_code=assessed.framework.code).count()
    return max(announced, assessed.agencies)


def earlier_sums(framework, sums) -> dict[str, ItemSums]:
    """Of the framework of the year before, whose items the map names."""
    try:
        return sums.get(framework_of_year(framework.fiscal_year - 1).code, {})
    except UnknownFramework:
        return {}


def weak_agencies(rows, *, framework, code) -> list[tuple[int, Decimal]]:
    """(row, score) of all that are under the pass mark, the lowest first: one walk gives their number and the pages."""
    low = Score.objects.filter(
        code=code,
        value__lt=framework.pass_mark,
        assessment__role=Assessment.Role.BASELINE,
        **{f"{ROW}__in": rows.filter(framework_code=framework.code).order_by()},
    )
    return list(low.order_by("value", f"{ROW}__sort_key", ROW).values_list(ROW, "value"))


def all_rows_with_scores(found, *, user):
    """The same of all, for a file: so many at a time that the rows of all never lie in memory."""
    for start in range(0, len(found), AT_A_TIME):
        yield from rows_with_scores(found[start : start + AT_A_TIME], user=user)


def rows_with_scores(page, *, user) -> list[tuple[OverviewRow, Decimal]]:
    """The rows of one page, in its order."""
    rows = OverviewRow.objects.visible_to(user).select_related("agency").in_bulk([pk for pk, _ in page])
    return [(rows[pk], score) for pk, score in page if pk in rows]
