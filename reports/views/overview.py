"""All agencies of a year at once: how far they are, their figures, and the same as a file."""

from tempfile import TemporaryFile

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView, View

from assessments.gates import OversightGate
from reports.overview.asking import asked_for, rows_for
from reports.overview.exporting import CSV, XLSX, export_book, export_lines, export_name
from reports.overview.headline import UNCHECKED, headline_of
from reports.overview.listing import headings, page_of

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OverviewView(OversightGate, TemplateView):
    template_name = "reports/overview.html"

    def get_context_data(self, **kwargs):
        asked = asked_for(self.request.GET, user=self.request.user)
        rows = rows_for(asked, user=self.request.user)
        figures = headline_of(rows, asked.lateness.condition)
        page = page_of(rows, asked.lateness, number=self.request.GET.get("page"), count=figures.agencies)
        return super().get_context_data(
            asked=asked,
            figures=figures,
            page_obj=page,
            headings=headings(asked),
            query=f"{asked.query}&",
            stages=[(stage, asked.with_values(stage=stage.stage.value)) for stage in figures.stages],
            all_stages=asked.with_values(stage=None),
            late_query=asked.with_values(trouble="late"),
            missing_query=asked.with_values(trouble="missing"),
            published_query=asked.with_values(published="yes"),
            unchecked=self.unchecked(asked, figures),
            **kwargs,
        )

    def unchecked(self, asked, figures):
        """How many agencies nobody has checked, where none with something missing is found: that is no good news."""
        if figures.agencies or asked.values.get("trouble") != "missing":
            return 0
        whole = asked.only(*(name for name in asked.values if name != "trouble"))
        return rows_for(whole, user=self.request.user).filter(UNCHECKED).count()


class OverviewExportView(OversightGate, View):
    """The rows that the page shows, all pages of them, in the same order."""

    def get(self, request, file_format, **kwargs):
        asked = asked_for(request.GET, user=request.user)
        rows = rows_for(asked, user=request.user)
        if file_format == CSV:
            return csv_response(rows, asked)
        if file_format == XLSX:
            return xlsx_response(rows, asked)
        raise Http404


def csv_response(rows, asked):
    response = StreamingHttpResponse(export_lines(rows, asked.lateness), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, export_name(asked, CSV))
    return response


def xlsx_response(rows, asked):
    file = TemporaryFile()  # noqa: SIM115 the response closes it
    export_book(file, rows, asked)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=export_name(asked, XLSX), content_type=XLSX_TYPE)
