"""Sums over the items of agencies of one kind, province and body, made anew from the stored scores."""

from django.db import connection, transaction
from django.db.models import Count, DecimalField, F, Q, Sum, Value

from assessments.framework_store import get_framework
from assessments.models import Assessment, Score
from assessments.scoring.arithmetic import FULL_MARKS
from reports.models import ItemTally, OverviewRow

GROUP = ("kind", "province", "body_id")
CELL = ("fiscal_year", "framework_code", *GROUP)
ROW = "assessment__agency_year__overview_row__"
MOST_CELLS = 50  # beyond so many of one year, one query over the whole year is quicker
SUM = DecimalField(max_digits=16, decimal_places=6)


def cells_of(rows) -> set[tuple]:
    """The groups that these OverviewRows count in."""
    return {tuple(getattr(row, name) for name in CELL) for row in rows if row.framework_code}


def refresh_cells(cells: set[tuple]):
    """Some groups, whatever their years."""
    years = {cell[:2] for cell in cells}
    for fiscal_year, framework_code in sorted(years):
        own = [dict(zip(CELL, cell, strict=True)) for cell in cells if cell[:2] == (fiscal_year, framework_code)]
        if len(own) > MOST_CELLS:
            refresh_tallies(fiscal_year=fiscal_year, framework_code=framework_code)
        else:
            for cell in own:
                refresh_tallies(**cell)


def refresh_year_tallies(fiscal_year: int):
    rows = OverviewRow.objects.of_year(fiscal_year).exclude(framework_code="").order_by()
    codes = set(rows.values_list("framework_code", flat=True).distinct())
    ItemTally.objects.filter(fiscal_year=fiscal_year).exclude(framework_code__in=codes).delete()
    for code in sorted(codes):
        refresh_tallies(fiscal_year=fiscal_year, framework_code=code)


@transaction.atomic
def refresh_tallies(*, fiscal_year, framework_code, **group):
    """Those of a year and framework; of one group, where its kind, province and body are given."""
    framework, within = get_framework(framework_code), {"fiscal_year": fiscal_year, "framework_code": framework_code}
    ItemTally.objects.filter(**within, **group).delete()
    scores = Score.objects.filter(
        assessment__role=Assessment.Role.BASELINE,
        code__in=[item.code for item in framework.items],
        **{f"{ROW}{name}": value for name, value in (within | group).items()},
    )
    grouped = scores.order_by().values("code", **{name: F(f"{ROW}{name}") for name in GROUP})
    sums = grouped.annotate(
        agencies=Count("pk"),
        score_sum=Sum("value", output_field=SUM),
        below=Count("pk", filter=Q(value__lt=framework.pass_mark)),
        full=Count("pk", filter=Q(value=FULL_MARKS)),
    )
    insert_selected(ItemTally, sums.annotate(**{name: Value(value) for name, value in within.items()}))


def insert_selected(model, rows):
    """Store the rows of this query without bringing them here: a year has a hundred thousand sums."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    sql, params = rows.values_list(*names).query.sql_with_params()
    columns = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) {sql}", params)
