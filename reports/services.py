"""From an agency-year to a document, from a document to HTML or PDF. The one place that reads models for documents."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.db.models import prefetch_related_objects
from django.templatetags.static import static
from django.urls import reverse

from assessments.analysis import FindingInput, PastYear, analyse
from reports import documents
from reports.documents.content import (
    AgencyFacts,
    AssessedYear,
    Content,
    MeasureFacts,
    PeriodFacts,
    PhotoFacts,
    ProgressFacts,
)
from reports.documents.drafts import draft
from reports.documents.model import Document, Photos
from reports.layouts import UnknownLayout
from reports.writers.html import for_pdf, write_html
from reports.writers.limited import render_pdf_limited

KINDS = documents.KIND_NAMES
READ_WITH = (
    "agency__names",
    "assessments__scores",
    "past_results__scores",
    "targets",
    "findings__lines",
    "measures__lines",
    "limitations",
    "progress_entries__lines",
    "photos",
    "narratives__lines",
)


class DocumentNotReady(ValueError):
    """The document cannot be made as asked. The message is Thai, for the user."""


def build_document(agency_year, kind, layout=None) -> Document:
    """The number of queries is the same for any number of measures, scores or photos."""
    try:
        return documents.build(content_of(agency_year), kind, layout)
    except (documents.UnknownKind, UnknownLayout) as error:
        raise DocumentNotReady(str(error)) from error


def draft_of(agency_year, part) -> tuple[str, ...]:
    """What the portal writes for this part while the agency has not written its own."""
    return draft(content_of(agency_year), part)


def render_html(document, picture=lambda name: "") -> str:
    """A page for the browser; `picture` gives the address of a stored photo."""
    return write_html(document, asset=static, picture=picture)


def html_for_browser(document, agency_year) -> str:
    """The preview: photos come through their own page, which asks who is looking."""
    place = {"agency_code": agency_year.agency.code, "fiscal_year": agency_year.fiscal_year}
    photos = {photo.file.name: photo.pk for photo in agency_year.photos.all() if photo.file}
    return render_html(document, lambda name: reverse("measures:photo-file", kwargs={**place, "pk": photos[name]}))


def render_pdf(document) -> bytes:
    """In this process and without bounds: for commands. Loads WeasyPrint."""
    from reports.writers.pdf import write_pdf  # heavy native libraries, wanted here alone

    return write_pdf(for_pdf(document), title=document.full_title, pictures=pictures_of(document))


def pdf_for_download(document) -> bytes:
    """In a process of its own, within bounds of time and memory. Raises RenderTooLarge or RenderFailed."""
    return render_pdf_limited(for_pdf(document), title=document.full_title, pictures=pictures_of(document))


def pictures_of(document) -> dict[str, Path]:
    photos = (block for block in document.blocks if isinstance(block, Photos))
    names = {picture.file for block in photos for picture in block.pictures if picture.file}
    return {name: Path(default_storage.path(name)) for name in names}


def content_of(agency_year) -> Content:
    """Everything a document may say about this agency-year, as plain values."""
    prefetch_related_objects([agency_year], *READ_WITH)
    history = tuple(_past(row) for row in agency_year.past_results.all())
    findings = tuple(_finding(row) for row in agency_year.findings.all())
    targets = {row.code: row.value for row in agency_year.targets.all()}
    measures = {row.pk: _measure(row) for row in agency_year.measures.all()}
    return Content(
        agency=_agency(agency_year.agency),
        fiscal_year=agency_year.fiscal_year,
        baseline=_assessed(agency_year, agency_year.baseline, targets, history, findings),
        result=_assessed(agency_year, agency_year.result, targets),
        history=history,
        findings=findings,
        measures=tuple(measures.values()),
        limitations=tuple(row.text for row in agency_year.limitations.all()),
        progress=tuple(_progress(row, measures) for row in agency_year.progress_entries.all()),
        photos=tuple(_photo(row) for row in agency_year.photos.all()),
        narrative={row.part: tuple(row.paragraphs) for row in agency_year.narratives.all()},
    )


def _agency(agency):
    return AgencyFacts(
        name=agency.name,
        short_name=agency.short_name,
        kind=agency.kind,
        parents=tuple(agency.parents),
        province=agency.province,
        district=agency.district,
        numerals=agency.numerals,
    )


def _assessed(agency_year, row, targets, history=(), findings=()):
    if row is None:
        return None
    row.agency_year = agency_year  # known already; spares a query
    results = row.compute()
    return AssessedYear(
        fiscal_year=row.fiscal_year,
        framework=row.framework,
        results=results,
        analysis=analyse(row.framework, results, None, targets, history, findings),
        rank_position=row.rank_position,
        rank_group=row.rank_group,
        peers_label=row.peers_label,
        peers_count=row.peers_count,
        peers_average=row.peers_average,
    )


def _past(row):
    return PastYear(row.fiscal_year, row.total, {score.code: score.value for score in row.scores.all()})


def _finding(row):
    return FindingInput(
        issue=row.issue,
        indicator=row.indicator,
        items=tuple(row.texts("item")),
        lowest=row.lowest,
        urgency=row.urgency,
        causes=tuple(row.texts("cause")),
        approaches=tuple(row.texts("approach")),
    )


def _period(row):
    return PeriodFacts(row.period_start, row.period_end, row.period_text)


def _measure(row):
    return MeasureFacts(
        key=row.key,
        urgency=row.urgency,
        issue=row.issue,
        indicator=row.indicator,
        title=row.title,
        weak_point=row.weak_point,
        items=tuple(row.texts("item")),
        improvement=tuple(row.texts("improvement")),
        assessed_points=tuple(row.texts("assessed_point")),
        causes=tuple(row.texts("cause")),
        approach=tuple(row.texts("approach")),
        steps=tuple(row.texts("step")),
        responsible=tuple(row.texts("responsible")),
        limitations=tuple(row.texts("limitation")),
        monitoring=row.monitoring,
        period=_period(row),
    )


def _progress(row, measures):
    return ProgressFacts(
        key=row.key,
        measure=measures.get(row.measure_id),
        indicator=row.indicator,
        activity=row.activity,
        performed=tuple(row.texts("performed")),
        outcomes=tuple(row.texts("outcome")),
        period=_period(row),
        budget_amount=row.budget_amount,
        budget_source=row.budget_source,
        obstacles=row.obstacles,
        suggestions=row.suggestions,
    )


def _photo(row):
    stored = row.file.name if row.file and default_storage.exists(row.file.name) else ""
    return PhotoFacts(row.caption, row.taken_on, stored)
