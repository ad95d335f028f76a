"""Long work of the documents: drawing the files of a publication, and the PDF of a draft."""

from assessments.models import AgencyYear
from ita_portal.jobs.schedule import every
from ita_portal.jobs.tasks import JobFailed, on_worker_exit, on_worker_start, task
from reports import publishing, renderings, year_opening_jobs  # noqa: F401 the last one registers its task
from reports.bulk import jobs as bulk_jobs  # noqa: F401 they register their tasks
from reports.models import Publication, PublishedFile
from reports.open_data import jobs as open_data_jobs  # noqa: F401 they register their tasks
from reports.overview import jobs as overview_jobs  # noqa: F401 they register their tasks
from reports.published_files import FOLDER, write
from reports.reviewing.lapsing import lapse_if_changed, reviews_to_look_at
from reports.services import RENDERER, DocumentNotReady, build_document, draw_pdf, render_docx
from reports.versions import document_of
from reports.writers.limits import RenderTooLarge

LAPSE_REVIEWS, SECONDS_BETWEEN_LAPSING = "reports.lapse_reviews", 300
DRAWING_PDF, DRAWING_DOCX = "กำลังจัดทำไฟล์ PDF", "กำลังจัดทำไฟล์ Word"
Format = PublishedFile.Format

on_worker_start(RENDERER.warm_up)
on_worker_exit(RENDERER.close)


@task(publishing.TASK)
def publish(running, publication_id):
    """From the frozen document alone. Files of an attempt that does not count are strays, see verify_publications."""
    publication = Publication.objects.select_related("agency_year__agency", "requested_by").get(pk=publication_id)
    if publication.is_published:
        return
    document = document_of(publication)
    pdf = drawn(running, document, publication.agency_year, total=2)
    running.progress(1, 2, DRAWING_DOCX)
    contents = {Format.PDF: pdf, Format.DOCX: render_docx(document)}
    folder = f"{FOLDER}/{publication.address}/{attempt_of(running)}"
    files = {each: (f"{folder}/{publication.kind}.{each}", data) for each, data in contents.items()}
    for name, data in files.values():
        write(name, data)
    with running.completing():
        publishing.complete(publication, files)


@task(renderings.TASK)
def draw_document(running, agency_year_id, kind, layout):
    """The document as it now stands, which may be later than what was asked for."""
    agency_year = AgencyYear.objects.select_related("agency").get(pk=agency_year_id)
    document = built(agency_year, kind, layout)
    key = renderings.key_of(document)
    if renderings.finished(agency_year, key):
        return
    pdf = drawn(running, document, agency_year, total=1)
    name = renderings.store(f"{attempt_of(running)}.pdf", pdf)
    with running.completing():
        renderings.keep_rendering(agency_year, kind, key, name, pdf)
    renderings.prune_renderings()


@task(LAPSE_REVIEWS)
def lapse_reviews(running):
    """End each round whose content changed; each in its own transaction, and an ended one is not ended again."""
    reviews = list(reviews_to_look_at().select_related("agency_year"))
    for done, review in enumerate(reviews):
        running.progress(done, len(reviews))
        lapse_if_changed(review=review)


every(LAPSE_REVIEWS, seconds=SECONDS_BETWEEN_LAPSING)


def built(agency_year, kind, layout):
    try:
        return build_document(agency_year, kind, layout=layout)
    except DocumentNotReady as refusal:
        raise JobFailed(str(refusal)) from refusal


def drawn(running, document, agency_year, total):
    """The PDF. A cancelled job stops within a second; too much for a PDF is too much the next time as well."""
    try:
        about = f"{agency_year.pk}-{document.kind}"
        return draw_pdf(document, about=about, while_waiting=lambda: running.progress(0, total, DRAWING_PDF))
    except RenderTooLarge as refusal:
        raise JobFailed(str(refusal)) from refusal


def attempt_of(running):
    """A name that no other attempt at anything has."""
    return f"{running.job.pk}-{running.attempt}"
