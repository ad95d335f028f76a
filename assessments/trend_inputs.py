"""From stored rows to the years of a trend, in two queries whatever the number of years."""

from assessments.analysis import PastYear, history_rows
from assessments.analysis.trends import TrendYear
from assessments.analysis_inputs import past_years
from assessments.models import Assessment
from assessments.scoring import Announced, compute
from assessments.scoring.arithmetic import rounded


def trend_years(agency_year):
    """Every year that anything is known of, oldest first.

    Of several rows for one year those of this agency-year come first, as its documents show them; then what another
    year's plan answers. Figures that the agency gave for the past count before those of the portal, as elsewhere.
    """
    rows, past = _rows_by_year(agency_year), {year.fiscal_year: year for year in past_years(agency_year)}
    kind = agency_year.agency.kind
    return tuple(_year(number, rows.get(number), past.get(number), kind) for number in sorted({*rows, *past}))


def _rows_by_year(agency_year):
    rows = Assessment.objects.filter(agency_year__agency=agency_year.agency).select_related("agency_year")
    filled = [row for row in rows.with_scores() if row.score_by_code or row.total is not None]
    return {row.fiscal_year: row for row in sorted(filled, key=lambda row: _weight(row, agency_year))}


def _weight(row, agency_year):
    """The last of a year counts."""
    return row.agency_year_id == agency_year.pk, row.role == "baseline", row.agency_year.fiscal_year


def _year(number, row, past, kind):
    announced, framework = _announced(row, past), row.framework if row else past.framework
    if framework is None:
        return TrendYear(number, announced.total, scores=announced.scores)
    results = compute(framework, kind, announced)
    codes = [code for code in framework.entries if results.value(code) is not None]
    return TrendYear(
        fiscal_year=number,
        total=rounded(results.total.value, framework.decimals),
        level=_level(number, framework, results, kind),
        scores={code: rounded(results.value(code), framework.decimals) for code in codes},
        framework=framework,
    )


def _announced(row, past):
    if past is None:
        return row.announced
    if row is None:
        return Announced(past.indicators, past.total)
    is_same = past.total in (None, row.total)
    return Announced(
        {**row.score_by_code, **past.indicators}, row.total if is_same else past.total, row.level if is_same else ""
    )


def _level(number, framework, results, kind):
    """As the table of totals on the analysis page says it, also while only passing or not is known."""
    known = {entry.code: results.value(entry.code) for entry in framework.indicators}
    scores = {code: value for code, value in known.items() if value is not None}
    (row,) = history_rows([PastYear(number, results.total.value, scores, framework, results.level_name)], kind)
    return row.level
