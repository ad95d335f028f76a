"""The files of a summary report, for the agencies of a bulk run."""

from django.http import QueryDict

from reports.documents.branch_summary import build
from reports.models import BulkRun, OverviewRow
from reports.overview.asking import asked_for
from reports.overview.summary import branch_facts
from reports.overview.wording import chosen_words
from reports.services import draw_pdf, render_docx


def draw_summary(run, while_waiting=lambda: None) -> bytes:
    """PDF or DOCX, as the run asks. Raises RenderTooLarge or RenderFailed."""
    document = summary_of(run)
    if run.action == BulkRun.Action.SUMMARY_DOCX:
        return render_docx(document)
    return draw_pdf(document, about=f"summary-{run.pk}", while_waiting=while_waiting)


def summary_of(run):
    """Of the agencies that still wait in the run: those that were chosen and are within reach now."""
    agencies = run.outcomes.waiting().values("agency")
    rows = OverviewRow.objects.of_year(run.fiscal_year).filter(agency__in=agencies)
    return build(branch_facts(rows, fiscal_year=run.fiscal_year, scope=scope_of(run)))


def scope_of(run) -> str:
    """Whose agencies these are, for the cover: the filter in words, without the year."""
    words = chosen_words(asked_for(QueryDict(run.query), user=run.by))
    return " ".join(words) or "หน่วยงานที่ดูแลทั้งหมด"
