"""From what is stored to the values of OverviewRows: some agencies of one year, in a fixed number of queries."""

import logging
from collections import defaultdict

from django.db.models import Count

from assessments.framework_store import UnknownFramework, get_framework
from assessments.models import Agency, AgencyYear, Assessment, Score
from assessments.scoring.arithmetic import rounded
from measures.models import Measure, ProgressEntry
from reports.models import OverviewRow, Publication, Review
from reports.models.overview import FIGURES
from reports.overview.figures import figures_of, level_of_figures
from reports.overview.stages import PLAN_KINDS, REPORT_KINDS, YearFacts, stage_of
from reports.reviewing.moves import ACCEPTED, APPROVED, SUBMITTED

logger = logging.getLogger(__name__)

DECIMALS = 2  # what lists show


def row_values(agencies: list[Agency], fiscal_year: int) -> dict[int, dict]:
    """{agency: the values of its row}, also for agencies that have not opened the year."""
    years = AgencyYear.objects.of_year(fiscal_year).filter(agency__in=[agency.pk for agency in agencies])
    year_of = {agency: pk for pk, agency in years.values_list("pk", "agency")}
    results, facts = Results(list(year_of.values())), Facts(list(year_of.values()))
    before = earlier_figures(agencies, fiscal_year - 1)
    return {
        agency.pk: values_of(agency, year_of.get(agency.pk), results, facts, before.get(agency.pk))
        for agency in agencies
    }


class Results:
    """The announced results that the plans of some agency-years answer, where anything is announced."""

    def __init__(self, years: list[int]):
        rows = Assessment.objects.filter(agency_year__in=years, role=Assessment.Role.BASELINE).order_by()
        self.baselines = {row.agency_year_id: row for row in rows}
        self.scores = defaultdict(dict)  # assessment → code → score
        scores = Score.objects.filter(assessment__in=[row.pk for row in self.baselines.values()]).order_by()
        for pk, code, value in scores.values_list("assessment", "code", "value").iterator():
            self.scores[pk][code] = value

    def of(self, year):
        """(assessment, {code: score}), or None."""
        baseline = self.baselines.get(year)
        scores = self.scores.get(baseline.pk, {}) if baseline else {}
        return (baseline, scores) if scores or (baseline and baseline.total is not None) else None


class Facts:
    """What plans, reports, reviews and publications there are of some agency-years."""

    def __init__(self, years: list[int]):
        reported = ProgressEntry.objects.filter(measure__agency_year__in=years, lines__isnull=False)
        undecided = Review.objects.filter(agency_year__in=years, state__in=(SUBMITTED, APPROVED, ACCEPTED))
        self.measures = counts_by("agency_year", Measure.objects.filter(agency_year__in=years))
        self.reported = counts_by("measure__agency_year", reported, "measure")
        self.entries = counts_by("agency_year", ProgressEntry.objects.filter(agency_year__in=years))
        self.in_review = set(undecided.filter(kind__in=PLAN_KINDS).values_list("agency_year_id", flat=True))
        self.published = defaultdict(dict)  # agency-year → kind → when its latest standing version was published
        standing = Publication.objects.kept().filter(agency_year__in=years)
        for pk, kind, at in standing.order_by("number").values_list("agency_year_id", "kind", "published_at"):
            self.published[pk][kind] = at


def counts_by(year, rows, what="pk"):
    """{agency-year: how many}"""
    return dict(rows.order_by().values_list(year).annotate(Count(what, distinct=True)))


def values_of(agency, year, results, facts, before):
    values = {name: getattr(agency, name) for name in ("name", "sort_key", "kind", "province", "body_id")}
    announced = results.of(year)
    figures = known_figures(agency, *announced) if announced else {}
    empty = {column: None for column in (*FIGURES.values(), "assessed_year", "level_rank", "passed")}
    work = work_of(year, facts, has_scores=bool(announced)) if year else dict(EMPTY_WORK)
    is_next = before and before["assessed_year"] == figures.get("assessed_year", 0) - 1
    previous = compared(figures.get("total"), before if is_next else {})
    own = {"agency_year_id": year, "framework_code": "", "level": ""}
    return values | empty | own | figures | work | previous


def compared(total, before):
    """With the figures of the year assessed before, where there are any."""
    earlier = before.get("total")
    change = None if total is None or earlier is None else total - earlier
    return {"previous_total": earlier, "previous_passed": before.get("passed"), "change": change}


EMPTY_WORK = {
    "stage": stage_of(YearFacts()),
    "measure_count": 0,
    "reported_count": 0,
    "published_count": 0,
    "plan_published_at": None,
    "report_published_at": None,
}


def known_figures(agency, baseline, scores):
    """None are known of results by a framework that this process does not have; no other agency waits for it."""
    try:
        return shown_figures(agency.kind, baseline, scores)
    except UnknownFramework as error:
        logger.error("Results of agency %s assessed in %s: %s", agency.code, baseline.fiscal_year, error)
        return {}


def shown_figures(kind, baseline, scores):
    code = baseline.framework_code
    framework, figures = get_framework(code), figures_of(code, kind, scores, baseline.total)
    level = level_of_figures(code, kind, figures)
    return {
        **{FIGURES[name]: rounded(value, DECIMALS) for name, value in figures.items() if name in FIGURES},
        "assessed_year": baseline.fiscal_year,
        "framework_code": code,
        "level": level.name if level else "",
        "level_rank": framework.levels.index(level) if level else None,
        "passed": level.passed if level else None,
    }


def work_of(year, facts, *, has_scores):
    published = facts.published[year]
    known = YearFacts(
        has_scores=has_scores,
        measures=facts.measures.get(year, 0),
        in_review=year in facts.in_review,
        plan_published=any(kind in published for kind in PLAN_KINDS),
        entries=facts.entries.get(year, 0),
    )
    return {
        "stage": stage_of(known),
        "measure_count": known.measures,
        "reported_count": facts.reported.get(year, 0),
        "published_count": len(published),
        "plan_published_at": latest_of(published, PLAN_KINDS),
        "report_published_at": latest_of(published, REPORT_KINDS),
    }


def latest_of(published, kinds):
    return max((published[kind] for kind in kinds if kind in published), default=None)


def earlier_figures(agencies, fiscal_year):
    """{agency: its figures in the row of that year}."""
    rows = OverviewRow.objects.of_year(fiscal_year).filter(agency__in=[agency.pk for agency in agencies])
    return {row.pop("agency"): row for row in rows.values("agency", "assessed_year", "total", "passed")}
