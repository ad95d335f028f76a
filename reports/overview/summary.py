"""From the rows of many agencies to the facts of their summary report."""

from collections import Counter

from django.db.models import Avg, Count, Q
from django.utils.timezone import localdate

from assessments.models import Assessment, Score
from assessments.scoring.arithmetic import rounded
from reports.documents.branch_facts import AgencyLine, BranchFacts, ItemLine
from reports.models import OverviewRow
from reports.models.overview import FIGURES
from reports.overview.assessed import assessed_of
from reports.overview.lateness import Lateness
from reports.overview.listing import with_late_steps

MOST_WEAK_ITEMS = 15


def branch_facts(rows, *, fiscal_year, scope) -> BranchFacts:
    """`rows` are OverviewRows of the year. Reads all of them: for jobs."""
    rows = rows.order_by("sort_key", "agency_id")
    lateness = Lateness(fiscal_year, localdate())
    found = with_late_steps(list(lateness.marked(rows)), lateness)
    assessed = assessed_of(Counter(row.framework_code for row in found))
    return BranchFacts(
        scope=scope,
        fiscal_year=fiscal_year,
        framework=assessed.framework,
        left_out=assessed.left_out,
        stages=tuple(OverviewRow.Stage.choices),
        agencies=[line_of(row, assessed.codes) for row in found],
        weak_items=weak_items(rows, assessed.framework) if assessed.framework else (),
        as_of=localdate(),
    )


def line_of(row, codes):
    """`codes` are of the results that the report is about: of others nothing is told but their year."""
    is_told = row.framework_code in codes
    return AgencyLine(
        name=row.name,
        kind=row.get_kind_display(),
        province=row.province,
        stage=row.stage,
        figures=known_figures(row) if is_told else {},
        level=row.level if is_told else "",
        passed=row.passed if is_told else None,
        change=row.change if is_told else None,
        other_year=None if is_told else row.assessed_year,
        measures=row.measure_count,
        reported=row.reported_count,
        has_published_plan=row.plan_published_at is not None,
        missing=row.missing_count,
        late_with=" · ".join(map(str, row.late_steps)),
    )


def known_figures(row):
    figures = {code: getattr(row, column) for code, column in FIGURES.items()}
    return {code: value for code, value in figures.items() if value is not None}


def weak_items(rows, framework) -> list[ItemLine]:
    """The items in which most agencies are under the pass mark, by number and then by share."""
    items = {item.code: item for item in framework.items}
    years = rows.order_by().filter(framework_code=framework.code).values("agency_year")
    scores = Score.objects.filter(
        assessment__role=Assessment.Role.BASELINE, assessment__agency_year__in=years, code__in=items
    )
    counted = (
        scores.order_by()
        .values("code")
        .annotate(agencies=Count("pk"), below=Count("pk", filter=Q(value__lt=framework.pass_mark)), mean=Avg("value"))
    )
    order = list(items)
    found = [row for row in counted if row["below"]]
    found.sort(key=lambda row: (-row["below"], row["agencies"], order.index(row["code"])))
    return [
        ItemLine(**row | {"name": items[row["code"]].name, "mean": rounded(row["mean"], 2)})
        for row in found[:MOST_WEAK_ITEMS]
    ]
