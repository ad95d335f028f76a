"""An agency-year as the plain values that documents are made from: the one place that reads models for documents."""

from collections import defaultdict

from django.core.files.storage import default_storage
from django.db.models import Value, prefetch_related_objects

from assessments import analysis_inputs
from assessments.analysis import FindingInput, PastYear, analyse
from assessments.framework_store import all_frameworks
from assessments.models import AgencyName, FindingLine, PastScore, Score, Target
from assessments.scoring import Announced, compute
from measures.models import Limitation, MeasureLine, ProgressLine
from reports.documents.content import (
    AgencyFacts,
    AssessedYear,
    AttachmentFacts,
    Content,
    MeasureFacts,
    PeriodFacts,
    PhotoFacts,
    ProgressFacts,
)
from reports.models import NarrativeLine, NarrativePart
from reports.published_plan import published_data, published_plan

READ_WITH = (
    "assessments",
    "past_results",
    "findings",
    "measures",
    "progress_entries",
    "photos",
    "attachments",
    "agency__logo",
)


def content_of(agency_year) -> Content:
    """Everything a document may say about this agency-year, as plain values."""
    prefetch_related_objects([agency_year], *READ_WITH)
    texts, scores = stored_texts(agency_year), stored_scores(agency_year)
    history = tuple(_past(row, scores) for row in agency_year.past_results.all())
    findings = tuple(_finding(row, texts) for row in agency_year.findings.all())
    measures = {row.pk: _measure(row, texts) for row in agency_year.measures.all()}
    plan = published_plan(texts("published", agency_year.pk, "file"))
    planned = as_planned(measures, plan)
    return Content(
        agency=_agency(agency_year.agency, texts),
        fiscal_year=agency_year.fiscal_year,
        baseline=_baseline(agency_year, scores, history, findings),
        result=_assessed(agency_year, agency_year.result, scores),
        history=history,
        findings=findings,
        measures=tuple(measures.values()),
        published_plan=plan,
        limitations=texts("limitation", agency_year.pk, "text"),
        progress=tuple(_progress(row, planned, texts) for row in agency_year.progress_entries.all()),
        photos=tuple(_photo(row) for row in agency_year.photos.all()),
        attachments=tuple(_attachment(row) for row in agency_year.attachments.all() if _stored(row.file)),
        narrative={part: texts("narrative", agency_year.pk, part) for part in NarrativePart.values},
    )


def _agency(agency, texts):
    return AgencyFacts(
        name=agency.name,
        short_name=agency.short_name,
        kind=agency.kind,
        parents=texts("agency", agency.pk, "parent"),
        province=agency.province,
        district=agency.district,
        numerals=str(agency.numerals),  # a member of the choices before it was stored
        logo=_stored(agency.logo.file) if hasattr(agency, "logo") else "",
    )


def _baseline(agency_year, scores, history, findings):
    """With what the portal itself holds of earlier years, as the analysis page shows it."""
    row = agency_year.baseline
    if row is None:
        return None
    rows = analysis_inputs.earlier_rows(agency_year, row)
    earlier = analysis_inputs.computed_years(rows, agency_year.agency.kind, lambda known: _announced(known, scores))
    previous = analysis_inputs.previous_of(earlier, row)
    history = (*analysis_inputs.years_in_portal(earlier), *history)
    return _assessed(agency_year, row, scores, previous, history, findings)


def _announced(row, scores):
    return Announced(scores("assessment", row.pk), row.total, row.level)


def _assessed(agency_year, row, scores, previous=None, history=(), findings=()):
    if row is None:
        return None
    framework = row.framework
    results = compute(framework, agency_year.agency.kind, _announced(row, scores))
    return AssessedYear(
        fiscal_year=row.fiscal_year,
        framework=framework,
        results=results,
        analysis=analyse(framework, results, previous, scores("target", agency_year.pk), history, findings),
        rank_position=row.rank_position,
        rank_group=row.rank_group,
        peers_label=row.peers_label,
        peers_count=row.peers_count,
        peers_average=row.peers_average,
    )


def _past(row, scores):
    framework = next((known for known in all_frameworks() if known.fiscal_year == row.fiscal_year), None)
    return PastYear(row.fiscal_year, row.total, scores("past", row.pk), framework)


def _finding(row, texts):
    return FindingInput(
        issue=row.issue,
        indicator=row.indicator,
        items=texts("finding", row.pk, "item"),
        lowest=row.lowest,
        urgency=row.urgency,
        causes=texts("finding", row.pk, "cause"),
        approaches=texts("finding", row.pk, "approach"),
    )


def _period(row):
    return PeriodFacts(row.period_start, row.period_end, row.period_text)


def _measure(row, texts):
    return MeasureFacts(
        key=row.key,
        urgency=row.urgency,
        issue=row.issue,
        indicator=row.indicator,
        title=row.title,
        weak_point=row.weak_point,
        items=texts("measure", row.pk, "item"),
        improvement=texts("measure", row.pk, "improvement"),
        assessed_points=texts("measure", row.pk, "assessed_point"),
        causes=texts("measure", row.pk, "cause"),
        approach=texts("measure", row.pk, "approach"),
        steps=texts("measure", row.pk, "step"),
        responsible=texts("measure", row.pk, "responsible"),
        limitations=texts("measure", row.pk, "limitation"),
        monitoring=row.monitoring,
        period=_period(row),
        is_draft=row.is_draft,
    )


def as_planned(measures, plan):
    """Each row's measure in the words of the published plan; in its own where that plan does not have it."""
    planned = {measure.key: measure for measure in plan}
    return {row: planned.get(measure.key, measure) for row, measure in measures.items()}


def _progress(row, measures, texts):
    return ProgressFacts(
        key=row.key,
        measure=measures.get(row.measure_id),
        indicator=row.indicator,
        activity=row.activity,
        performed=texts("progress", row.pk, "performed"),
        outcomes=texts("progress", row.pk, "outcome"),
        period=_period(row),
        budget_amount=row.budget_amount,
        budget_source=row.budget_source,
        obstacles=row.obstacles,
        suggestions=row.suggestions,
    )


def _photo(row):
    return PhotoFacts(row.caption, row.taken_on, _stored(row.file))


def _attachment(row):
    return AttachmentFacts(row.title, row.pages, row.file.name)


def _stored(file):
    """The stored name, empty when the file is not here."""
    return file.name if file and default_storage.exists(file.name) else ""


def stored_texts(agency_year):
    """Every list of texts of this agency-year in one query: ask by (owner's table, owner's key, kind of list)."""
    sources = {
        "agency": (AgencyName.objects.filter(agency=agency_year.agency), "agency_id"),
        "finding": (FindingLine.objects.filter(finding__agency_year=agency_year), "finding_id"),
        "measure": (MeasureLine.objects.filter(measure__agency_year=agency_year), "measure_id"),
        "progress": (ProgressLine.objects.filter(entry__agency_year=agency_year), "entry_id"),
        "limitation": (
            Limitation.objects.filter(agency_year=agency_year).annotate(kind=Value("text")),
            "agency_year_id",
        ),
        "published": (published_data(agency_year), "publication__agency_year_id"),
        "narrative": (
            NarrativeLine.objects.filter(narrative__agency_year=agency_year),
            "narrative__agency_year_id",
            "narrative__part",
        ),
    }
    found = defaultdict(list)
    rows = _in_one_query({name: (*source, "kind")[:3] for name, source in sources.items()}, "position", "text")
    for source, owner, kind, _, text in sorted(rows):
        found[source, owner, kind].append(text)
    return lambda source, owner, kind: tuple(found[source, owner, kind])


def stored_scores(agency_year):
    """Every score of this agency-year in one query: ask by (owner's table, owner's key) for {code: score}."""
    sources = {
        # earlier years of the agency too: the trend comes from them
        "assessment": (
            Score.objects.filter(assessment__agency_year__agency=agency_year.agency),
            "assessment_id",
            "code",
        ),
        "past": (PastScore.objects.filter(past_result__agency_year=agency_year), "past_result_id", "code"),
        "target": (Target.objects.filter(agency_year=agency_year), "agency_year_id", "code"),
    }
    found = defaultdict(dict)
    for source, owner, code, value in _in_one_query(sources, "value"):
        found[source, owner][code] = value
    return lambda source, owner: found[source, owner]


def _in_one_query(sources, *fields):
    """(source's name, owner's key, kind, *fields) of all sources; a prefetch each would make a page of 20 queries."""
    first, *rest = (rows.order_by().values_list(Value(name), *keys, *fields) for name, (rows, *keys) in sources.items())
    return first.union(*rest, all=True)
