"""From the rows of many agencies to the facts of their summary report."""

from collections import Counter

from django.db.models import Avg, Count, Q
from django.utils.timezone import localdate

from assessments.framework_store import get_framework
from assessments.models import Assessment, Score
from assessments.scoring.arithmetic import rounded
from reports.documents.branch_facts import AgencyLine, BranchFacts, ItemLine
from reports.models import OverviewRow
from reports.models.overview import FIGURES
from reports.overview.stages import late_condition

MOST_WEAK_ITEMS = 15


def branch_facts(rows, *, fiscal_year, scope) -> BranchFacts:
    """`rows` are OverviewRows of the year. Reads all of them: for jobs."""
    rows = rows.order_by("name", "agency_id")
    late = set(rows.filter(late_condition(fiscal_year, localdate())).values_list("pk", flat=True))
    found = list(rows)
    framework = framework_of(found)
    return BranchFacts(
        scope=scope,
        fiscal_year=fiscal_year,
        framework=framework,
        stages=tuple(OverviewRow.Stage.choices),
        agencies=[line_of(row, row.pk in late) for row in found],
        weak_items=weak_items(rows, framework) if framework else (),
        as_of=localdate(),
    )


def framework_of(rows):
    """That of most of the results; None without any."""
    counted = Counter(row.framework_code for row in rows if row.framework_code)
    return get_framework(counted.most_common(1)[0][0]) if counted else None


def line_of(row, is_late):
    known = {code: getattr(row, column) for code, column in FIGURES.items()}
    return AgencyLine(
        name=row.name,
        kind=row.get_kind_display(),
        province=row.province,
        stage=row.stage,
        figures={code: value for code, value in known.items() if value is not None},
        level=row.level,
        passed=row.passed,
        change=row.change,
        measures=row.measure_count,
        reported=row.reported_count,
        has_published_plan=row.plan_published_at is not None,
        missing=row.missing_count or 0,
        is_late=is_late,
    )


def weak_items(rows, framework) -> list[ItemLine]:
    """The items in which most agencies are under the pass mark, by share and then by number."""
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
    found.sort(key=lambda row: (-row["below"] / row["agencies"], -row["below"], order.index(row["code"])))
    return [
        ItemLine(**row | {"name": items[row["code"]].name, "mean": rounded(row["mean"], 2)})
        for row in found[:MOST_WEAK_ITEMS]
    ]
