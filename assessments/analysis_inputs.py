"""From stored rows to the plain inputs of the analysis, in a number of queries that no number of rows changes."""

from dataclasses import dataclass
from itertools import groupby

from assessments.analysis import FindingInput, PastYear, Previous, analyse
from assessments.framework_store import all_frameworks
from assessments.models import Assessment
from assessments.scoring import compute


@dataclass(frozen=True)
class StoredFinding(FindingInput):
    """A finding that knows its row, so that a page can lead to its form."""

    pk: int


def analyse_year(agency_year):
    """The analysis of the results that this year's plan answers; None while there is no score at all."""
    results = results_of(agency_year)
    if results is None:
        return None
    baseline = agency_year.baseline
    earlier = earlier_assessments(agency_year, baseline)
    return analyse(
        baseline.framework,
        results,
        previous=previous_of(earlier, baseline),
        targets={row.code: row.value for row in agency_year.targets.all()},
        history=(*years_in_portal(earlier), *past_years(agency_year)),
        findings=stored_findings(agency_year),
    )


def results_of(agency_year):
    """Every figure of the baseline; None while nothing is announced."""
    baseline = agency_year.baseline
    if baseline is None or not _has_figures(baseline.announced):
        return None
    return compute(baseline.framework, agency_year.agency.kind, baseline.announced)


def earlier_assessments(agency_year, baseline):
    """(assessment, results) of the earlier years assessed that the portal holds, oldest first, one a year."""
    rows = earlier_rows(agency_year, baseline).with_scores()
    return computed_years(rows, agency_year.agency.kind, lambda row: row.announced)


def earlier_rows(agency_year, baseline):
    """The agency's baselines of earlier years assessed; of two for one year, that of the later plan comes last."""
    return (
        Assessment.objects.filter(agency_year__agency=agency_year.agency, role=Assessment.Role.BASELINE)
        .filter(fiscal_year__lt=baseline.fiscal_year)
        .order_by("fiscal_year", "agency_year__fiscal_year")
    )


def computed_years(rows, kind, announced_of):
    """(assessment, results), one a year; years without a figure are left out."""
    latest = {row.fiscal_year: (row, announced_of(row)) for row in rows if _has_figures(announced_of(row))}
    return [(row, compute(row.framework, kind, announced)) for row, announced in latest.values()]


def past_years(agency_year):
    """Earlier results as the agency gave them, beside what the portal itself holds."""
    frameworks = {framework.fiscal_year: framework for framework in all_frameworks()}
    rows = agency_year.past_results.order_by("fiscal_year", "scores__pk").values_list(
        "fiscal_year", "total", "scores__code", "scores__value"
    )
    return [
        PastYear(year, total, {code: value for _, _, code, value in scores if code}, frameworks.get(year))
        for (year, total), scores in groupby(rows, key=lambda row: row[:2])
    ]


def stored_findings(agency_year):
    return tuple(map(_stored_finding, agency_year.findings.prefetch_related("lines")))


def _stored_finding(row):
    return StoredFinding(
        issue=row.issue,
        indicator=row.indicator,
        items=tuple(row.texts("item")),
        lowest=row.lowest,
        urgency=row.urgency,
        causes=tuple(row.texts("cause")),
        approaches=tuple(row.texts("approach")),
        pk=row.pk,
    )


def previous_of(earlier, baseline):
    """Last year's results as the analysis takes them, or None."""
    found = (pair for pair in earlier if pair[0].fiscal_year == baseline.fiscal_year - 1)
    return next((Previous(row.framework, results) for row, results in found), None)


def years_in_portal(earlier):
    """Earlier years held in the portal, as history."""
    for row, results in earlier:
        codes = [entry.code for entry in row.framework.indicators]
        known = {code: results.value(code) for code in codes if results.value(code) is not None}
        yield PastYear(row.fiscal_year, results.total.value, known, row.framework)


def _has_figures(announced):
    return bool(announced.scores) or announced.total is not None
