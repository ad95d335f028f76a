"""Stores the scores, plans and reports of many invented agency-years at once."""

from assessments.models import AgencyYear, Assessment, Finding, FindingLine, Score
from measures.models import Measure, MeasureLine, ProgressEntry, ProgressLine
from reports.simulation.storing import store_leaves
from reports.simulation.work import Work

SCORE_COLUMNS = ("assessment_id", "code", "value", "version")
LINE_COLUMNS = ("kind", "position", "text")
PERIOD = ("position", "key", "indicator", "period_start", "period_end", "period_text")


def store_works(works: list[Work]):
    """Their agency-years and all below them."""
    for work in works:
        work.year = AgencyYear(agency=work.member.agency, fiscal_year=work.fiscal_year)
    AgencyYear.objects.bulk_create(work.year for work in works)
    store_results(works)
    entries = [(work, work.measures, measure_row) for work in works]
    measures = store_with_lines(Measure, MeasureLine, "measure_id", entries)
    reports = [(work, work.reports, lambda work, one: report_row(work, one, measures)) for work in works]
    store_with_lines(ProgressEntry, ProgressLine, "entry_id", reports)
    store_with_lines(Finding, FindingLine, "finding_id", [(work, work.findings, finding_row) for work in works])


def store_results(works):
    for work in works:
        work.assessment = Assessment(
            agency_year=work.year,
            role=Assessment.Role.BASELINE,
            framework_code=work.framework_code,
            fiscal_year=work.assessed_year,
            total=shown(work.total),
            level=work.level,
        )
    Assessment.objects.bulk_create(work.assessment for work in works)
    store_leaves(Score, SCORE_COLUMNS, (row for work in works for row in score_rows(work)))


def score_rows(work):
    return [(work.assessment.pk, code, shown(score), 1) for code, score in work.scores.items()]


def shown(hundredths):
    """As announced, such as 95.37."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def store_with_lines(model, line_model, owner, planned):
    """{(agency-year, position): row} of the plain values of `planned`: (work, values, how a row is made)."""
    pairs = [(value, make(work, value)) for work, values, make in planned for value in values]
    model.objects.bulk_create(row for _, row in pairs)
    lines = (
        (row.pk, kind, position, text)
        for value, row in pairs
        for kind, texts in value.lines.items()
        for position, text in enumerate(texts)
    )
    store_leaves(line_model, (owner, *LINE_COLUMNS), lines)
    return {(row.agency_year_id, value.position): row for value, row in pairs}


def period_of(value):
    return {name: getattr(value, name) for name in PERIOD}


def measure_row(work, one):
    return Measure(
        agency_year=work.year,
        issue=one.issue,
        urgency=one.urgency,
        title=one.title,
        weak_point=one.weak_point,
        monitoring=one.monitoring,
        **period_of(one),
    )


def report_row(work, one, measures):
    return ProgressEntry(
        agency_year=work.year,
        measure=measures[work.year.pk, one.measure.position],
        activity=one.activity,
        budget_amount=one.budget_amount,
        budget_source=one.budget_source,
        obstacles=one.obstacles,
        suggestions=one.suggestions,
        **period_of(one),
    )


def finding_row(work, one):
    names = ("position", "issue", "indicator", "lowest", "urgency")
    return Finding(agency_year=work.year, **{name: getattr(one, name) for name in names})
