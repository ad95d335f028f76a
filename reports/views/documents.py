"""The documents of an agency-year: choose, preview, take away."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View

from assessments import permissions
from assessments.gates import YearGate
from reports import layouts
from reports.checks.passages import NARRATIVES
from reports.models import NarrativePart
from reports.readiness import readiness
from reports.reviewing.rounds import kinds_to_publish
from reports.services import (
    KINDS,
    DocumentNotReady,
    build_document,
    html_for_browser,
    render_docx,
    render_xlsx,
)
from reports.versions import latest_by_kind

OFFICE = "application/vnd.openxmlformats-officedocument"


def attachment(name):
    """The header that saves a file under a Thai name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def publishable(view):
    """The kinds whose page of publishing this person finds something on."""
    may_publish = view.request.user.has_perm(permissions.PUBLISH, view.agency)
    return {"publishable": kinds_to_publish(view.agency_year) if may_publish else set()}


class DocumentsView(YearGate, TemplateView):
    template_name = "reports/documents.html"

    def get_context_data(self, **kwargs):
        shown = {"documents": readiness(self.agency_year), "published": latest_by_kind(self.agency_year)}
        return super().get_context_data(**kwargs | shown | publishable(self))


class DocumentGate(YearGate):
    """Gives `self.kind` and the layout asked for; an unknown kind or layout is a 404."""

    read_with = ("assessments",)  # the document reads the scores of all years in one query
    joined_with = ("agency__logo",)

    def open(self, kind, **kwargs):
        super().open(**kwargs)
        self.kind, self.layout = kind, self.request.GET.get("layout") or None
        if kind not in KINDS or self.layout not in (None, *(choice.name for choice in self.layouts)):
            raise Http404

    @property
    def layouts(self):
        return [layout for table in layouts.TABLES_OF.get(self.kind, ()) for layout in layouts.layouts_of(table)]

    def build(self):
        return build_document(self.agency_year, self.kind, layout=self.layout)

    def file_name(self, document, extension):
        agency = self.agency.short_name or self.agency.name
        return f"{document.title} {agency} {self.agency_year.fiscal_year}.{extension}"


class PreviewView(DocumentGate, TemplateView):
    template_name = "reports/preview.html"

    def get_context_data(self, **kwargs):
        parts = [(part, NarrativePart(part).label) for part in NARRATIVES[self.kind]]
        state = next(row for row in readiness(self.agency_year) if row.kind == self.kind)
        choices = {"layouts": self.layouts, "layout": self.layout or "", "parts": parts, "state": state}
        return super().get_context_data(**kwargs | choices | publishable(self))


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PageView(DocumentGate, View):
    """The document as a page of its own, shown in the preview's frame."""

    def get(self, request, **kwargs):
        try:
            return HttpResponse(html_for_browser(self.build(), self.agency_year))
        except DocumentNotReady:
            raise Http404 from None


class DownloadView(DocumentGate, View):
    """One document as a file; `draw` makes its bytes."""

    draw = content_type = extension = None

    def get(self, request, **kwargs):
        try:
            document = self.build()
            data = self.draw(document)
        except DocumentNotReady as refusal:
            return self.refuse(refusal)
        name = self.file_name(document, self.extension)
        return HttpResponse(data, content_type=self.content_type, headers=attachment(name))

    def refuse(self, refusal):
        messages.error(self.request, str(refusal))
        return redirect("reports:documents", self.agency.code, self.agency_year.fiscal_year)


class DocxView(DownloadView):
    draw, content_type, extension = staticmethod(render_docx), f"{OFFICE}.wordprocessingml.document", "docx"


class XlsxView(DownloadView):
    draw, content_type, extension = staticmethod(render_xlsx), f"{OFFICE}.spreadsheetml.sheet", "xlsx"
