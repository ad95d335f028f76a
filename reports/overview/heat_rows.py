"""The agencies of the heat map, a page at a time."""

from collections import defaultdict

from django.db.models import F, OuterRef, Subquery

from assessments.models import Assessment, Score
from assessments.provinces import province_words
from reports.models.overview import FIGURES
from reports.overview.heat import Line
from reports.overview.heat_choice import ITEMS, Choice

AT_A_TIME = 500


def agencies_in_order(rows, choice: Choice):
    """OverviewRows by the chosen column, those without a score last; in the order of the filter without any."""
    rows = rows.select_related("agency")
    if not choice.order:
        return rows
    if choice.of == ITEMS:
        rows = rows.annotate(ordered_by=item_score(choice.order))
    value = F("ordered_by" if choice.of == ITEMS else FIGURES[choice.order])
    value = value.desc(nulls_last=True) if choice.is_falling else value.asc(nulls_last=True)
    return rows.order_by(value, "sort_key", "agency_id")


def item_score(code):
    scores = baseline_scores().filter(assessment__agency_year=OuterRef("agency_year"), code=code)
    return Subquery(scores.order_by().values("value")[:1])


def baseline_scores():
    """Those that a row's figures are of, and so of the row's framework."""
    return Score.objects.filter(assessment__role=Assessment.Role.BASELINE)


def agency_lines(rows, choice: Choice, columns) -> list[Line]:
    """Of some rows that were read; the items take one query more."""
    rows = list(rows)
    if choice.of == ITEMS:
        items = item_scores(rows, columns)
        return [line_of(row, items[row.agency_year_id]) for row in rows]
    return [line_of(row, {code: getattr(row, column) for code, column in FIGURES.items()}) for row in rows]


def line_of(row, figures):
    return Line(row.pk, row.name, figures, note_of(row))


def note_of(row):
    return f"{row.get_kind_display()} · {province_words(row.province)}" if row.province else row.get_kind_display()


def item_scores(rows, columns):
    """{agency-year: {code: score}}."""
    years = [row.agency_year_id for row in rows if row.agency_year_id]
    codes = [column.code for column in columns]
    scores = baseline_scores().filter(assessment__agency_year__in=years, code__in=codes).order_by()
    found = defaultdict(dict)
    for year, code, value in scores.values_list("assessment__agency_year", "code", "value"):
        found[year][code] = value
    return found


def all_agency_lines(rows, choice, columns):
    """Of every row, for a file: so many at a time that the items of all never lie in memory."""
    chunk = []
    for row in rows.iterator(chunk_size=AT_A_TIME):
        chunk.append(row)
        if len(chunk) == AT_A_TIME:
            yield from agency_lines(chunk, choice, columns)
            chunk = []
    yield from agency_lines(chunk, choice, columns)
