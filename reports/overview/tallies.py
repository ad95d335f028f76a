"""Sums over the items of agencies of one kind, province and body, made anew from the stored scores."""

import logging

from django.db import connection, transaction
from django.db.models import Count, DecimalField, F, Q, Sum, Value

from assessments.framework_store import UnknownFramework, get_framework
from assessments.models import Assessment, Score
from assessments.scoring.arithmetic import FULL_MARKS
from reports.models import ItemTally, OverviewRow

logger = logging.getLogger(__name__)

GROUP = ("kind", "province", "body_id")
CELL = ("fiscal_year", "framework_code", *GROUP)
ROW = "assessment__agency_year__overview_row__"
MOST_YEARS = 2000  # beyond so many agency-years, they are not named to the database: all of the year are read
SUM = DecimalField(max_digits=16, decimal_places=6)


def cells_of(rows) -> set[tuple]:
    """The groups that these OverviewRows count in."""
    return {tuple(getattr(row, name) for name in CELL) for row in rows if row.framework_code}


def stored_cells(model, fiscal_year: int) -> set[tuple]:
    """The groups of a year that there are OverviewRows or ItemTallies of."""
    rows = model.objects.filter(fiscal_year=fiscal_year).exclude(framework_code="")
    return set(rows.order_by().values_list(*CELL).distinct())


@transaction.atomic
def refresh_cells(cells: set[tuple]):
    """Some groups, whatever their years."""
    for fiscal_year, framework_code in sorted({cell[:2] for cell in cells}):
        groups = {cell[2:] for cell in cells if cell[:2] == (fiscal_year, framework_code)}
        refresh_groups(groups, {"fiscal_year": fiscal_year, "framework_code": framework_code})


def refresh_groups(groups: set[tuple], within: dict):
    """Groups of one year and framework, by one query over the scores of all of them."""
    years = years_in(groups, within)
    if len(years) > MOST_YEARS:
        ItemTally.objects.filter(**within).delete()
        insert_tallies(within, {f"{ROW}{name}": value for name, value in within.items()})
        return
    for group in groups:
        ItemTally.objects.filter(**within, **dict(zip(GROUP, group, strict=True))).delete()
    if years:
        insert_tallies(within, {"assessment__agency_year__in": years})


def years_in(groups, within) -> list[int]:
    """The agency-years that count in these groups."""
    kinds, provinces, _ = map(set, zip(*groups, strict=True))
    rows = OverviewRow.objects.filter(**within, kind__in=kinds, province__in=provinces, agency_year__isnull=False)
    return [year for year, *group in rows.order_by().values_list("agency_year", *GROUP) if tuple(group) in groups]


def insert_tallies(within, whose):
    """Of the scores that these conditions choose. By a framework that this process does not have, none are known."""
    try:
        framework = get_framework(within["framework_code"])
    except UnknownFramework as error:
        logger.error("Sums over items of %s: %s", within["fiscal_year"], error)
        return
    insert_selected(
        ItemTally, sums_of(framework, whose).annotate(**{name: Value(each) for name, each in within.items()})
    )


def sums_of(framework, whose):
    codes = [item.code for item in framework.items]
    scores = Score.objects.filter(assessment__role=Assessment.Role.BASELINE, code__in=codes, **whose)
    grouped = scores.order_by().values("code", **{name: F(f"{ROW}{name}") for name in GROUP})
    return grouped.annotate(
        agencies=Count("pk"),
        score_sum=Sum("value", output_field=SUM),
        below=Count("pk", filter=Q(value__lt=framework.pass_mark)),
        full=Count("pk", filter=Q(value=FULL_MARKS)),
    )


def insert_selected(model, rows):
    """Store the rows of this query without bringing them here: a year has a hundred thousand sums."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    sql, params = rows.values_list(*names).query.sql_with_params()
    columns = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) {sql}", params)
