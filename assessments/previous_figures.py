"""The year before beside the grid: last year's figures under this year's codes, where the two may be compared."""

from assessments.analysis.comparison import compare_item
from assessments.analysis_inputs import earlier_assessments


def previous_figures(assessment):
    """{code: score} of instruments, indicators and items that are the same question; empty without that year."""
    results = _results_before(assessment)
    if results is None:
        return {}
    framework = assessment.framework
    same = {entry.code: results.value(entry.code) for entry in (*framework.instruments, *framework.indicators)}
    items = {item.code: compare_item(item, None, results.value).score for item in framework.items}
    return {code: score for code, score in {**same, **items}.items() if score is not None}


def _results_before(assessment):
    agency_year, wanted = assessment.agency_year, assessment.fiscal_year - 1
    baseline = agency_year.baseline
    if assessment.role == "result" and baseline and baseline.fiscal_year == wanted:
        baseline.agency_year = agency_year
        return baseline.compute()
    earlier = earlier_assessments(agency_year, assessment)
    return next((results for row, results in earlier if row.fiscal_year == wanted), None)
