"""The PDF of a draft: drawn once by a job, then a file for as long as nothing changes."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import TemplateView, View

from assessments.gates import YearGate
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel, wait_for
from reports.renderings import drawing_job, finished, key_of, start_rendering
from reports.services import KINDS, DocumentNotReady
from reports.views.documents import DocumentGate
from reports.waiting import waiting_for


class PdfView(DocumentGate, View):
    """GET gives the file of what stands now, POST has it drawn; a small document is ready within the same click."""

    patience = 3  # seconds

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except DocumentNotReady as refusal:
            messages.error(request, str(refusal))
            return redirect("reports:documents", kwargs["agency_code"], kwargs["fiscal_year"])

    def get(self, request, **kwargs):
        document = self.build()
        rendering = finished(self.agency_year, key_of(document))
        if rendering is None:
            shown = {"title": document.title, "file_url": file_url(self.agency_year, self.kind, self.layout)}
            return render(request, "reports/pdf.html", self.place | shown)
        return FileResponse(rendering.file.open(), as_attachment=True, filename=self.file_name(document, "pdf"))

    def post(self, request, **kwargs):
        key = key_of(self.build())
        if finished(self.agency_year, key) is None:
            job = wait_for(self.start(key), self.patience)
            if job.state != Job.State.DONE:
                return redirect("reports:pdf-job", self.agency.code, self.agency_year.fiscal_year, self.kind, job.pk)
        return redirect(file_url(self.agency_year, self.kind, self.layout))

    def start(self, key):
        values = {"agency_year": self.agency_year, "kind": self.kind, "layout": self.layout, "key": key}
        return start_rendering(**values, by=self.request.user)

    @property
    def place(self):
        return {"agency": self.agency, "fiscal_year": self.agency_year.fiscal_year, "kind": self.kind}


class PdfJobView(YearGate, TemplateView):
    """How far the drawing is, why it failed, or that the file is ready; POST stops it."""

    template_name = "reports/pdf.html"
    read_with = ()

    def open(self, kind, pk, **kwargs):
        super().open(**kwargs)
        self.kind, self.job = kind, drawing_job(self.agency_year, kind, pk)
        if self.job is None:
            raise Http404

    def post(self, request, **kwargs):
        if cancel(self.job, by=request.user):
            messages.success(request, "ยกเลิกการจัดทำไฟล์แล้ว")
        return redirect("reports:preview", self.agency.code, self.agency_year.fiscal_year, self.kind)

    def get_context_data(self, **kwargs):
        shown = {
            "kind": self.kind,
            "title": KINDS[self.kind],
            "is_ready": self.job.state == Job.State.DONE,
            "waiting": waiting_for(self.job),
            "failed": self.job if self.job.state == Job.State.FAILED else None,
            "file_url": file_url(self.agency_year, self.kind, self.job.arguments["layout"]),
        }
        return super().get_context_data(**kwargs | shown)


def file_url(agency_year, kind, layout):
    address = reverse("reports:pdf", args=[agency_year.agency.code, agency_year.fiscal_year, kind])
    return f"{address}?layout={layout}" if layout else address
