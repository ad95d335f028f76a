"""Files of results that those who oversee all send: checked, confirmed, imported; given out to who oversees some."""

from datetime import timedelta
from tempfile import TemporaryFile

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.views.generic import FormView, TemplateView, View

from assessments import permissions
from assessments.exchange.file_kinds import CSV
from assessments.framework_store import all_frameworks
from assessments.gates import OversightGate
from assessments.models import ImportNote, ResultsImport
from assessments.results_forms import ResultsExportForm, ResultsFileForm
from assessments.services.results_export import export_book, export_lines, export_name
from assessments.services.results_runs import (
    MOST_FAULTS,
    MOST_OTHERS,
    OutOfTurn,
    confirm_import,
    resume_import,
    send_file,
)
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import cancel, wait_for

LATEST = 10
PAGE_SIZE = 50
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A worker that is there takes a job within a second.
STALLED_AFTER = timedelta(seconds=10)


class ResultsFilesView(OversightGate, FormView):
    """The form, and the latest files. A small file is checked within the same click."""

    permission = permissions.OVERSEE_ALL
    template_name = "assessments/results_files.html"
    form_class = ResultsFileForm
    patience = 3  # seconds

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "frameworks": all_frameworks()}

    def form_valid(self, form):
        row = send_file(by=self.request.user, **form.values)
        wait_for(row.job, self.patience)
        return redirect("assessments:results-import", row.pk)

    def get_context_data(self, **kwargs):
        files = ResultsImport.objects.visible_to(self.request.user).select_related("by", "job")[:LATEST]
        return super().get_context_data(files=files, **kwargs)


class ResultsImportGate(OversightGate):
    """Gives `self.results_import`, one file that was sent."""

    permission = permissions.OVERSEE_ALL

    def dispatch(self, request, *args, **kwargs):
        files = ResultsImport.objects.visible_to(request.user).select_related("by", "job")
        self.results_import = get_object_or_404(files, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class ResultsImportView(ResultsImportGate, TemplateView):
    """What was found in the file and how far it is; POST confirms it, goes on with it, or stops it."""

    template_name = "assessments/results_import.html"
    patience = 3  # seconds

    def post(self, request, **kwargs):
        row = self.results_import
        if "cancel" in request.POST:
            self.stop(row)
        else:
            self.go_on(row, resume_import if "resume" in request.POST else confirm_import)
        return redirect("assessments:results-import", row.pk)

    def go_on(self, row, step):
        try:
            wait_for(step(results_import=row, by=self.request.user), self.patience)
        except OutOfTurn:
            messages.info(self.request, "ไฟล์นี้ดำเนินการไปแล้ว สถานะล่าสุดอยู่ด้านล่าง")

    def stop(self, row):
        if row.job and cancel(row.job, by=self.request.user):
            messages.success(self.request, "สั่งหยุดแล้ว หน่วยงานที่นำเข้าไปแล้วยังอยู่ครบ")

    def get_context_data(self, **kwargs):
        row = self.results_import
        years = {framework.code: framework.fiscal_year for framework in all_frameworks()}
        page_obj = Paginator(row.notes.filter(kind=self.kind), PAGE_SIZE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            row=row,
            assessed_year=years.get(row.framework_code, row.framework_code),
            kinds=self.kinds,
            kind=self.kind,
            page_obj=page_obj,
            query=f"show={self.kind.value}&",
            most_shown=MOST_FAULTS if self.kind == ImportNote.Kind.FAULT else MOST_OTHERS,
            is_stalled=is_stalled(row.job),
            **kwargs,
        )

    @cached_property
    def kind(self):
        """What is asked for, else the first that there is."""
        found = [kind for kind, _ in self.kinds]
        asked = self.request.GET.get("show", "")
        return next((kind for kind in found if kind == asked), found[0] if found else ImportNote.Kind.FAULT)

    @cached_property
    def kinds(self):
        counts = [(kind, self.results_import.notes.filter(kind=kind).count()) for kind in ImportNote.Kind]
        return [(kind, count) for kind, count in counts if count]


def is_stalled(job):
    is_unbegun = job is not None and job.state == Job.State.WAITING and job.attempt == 0
    return is_unbegun and now() - job.created_at > STALLED_AFTER


class ReturnedRowsView(ResultsImportGate, View):
    def get(self, request, **kwargs):
        file = self.results_import.returned
        if not file or not file.storage.exists(file.name):
            raise Http404
        kind = file.name.rpartition(".")[2]
        return FileResponse(file.open(), as_attachment=True, filename=f"แถวที่ต้องแก้ไข-{self.results_import.pk}.{kind}")


class ResultsExportView(OversightGate, FormView):
    http_method_names = ("get", "head", "options")
    template_name = "assessments/results_export.html"
    form_class = ResultsExportForm

    def get_context_data(self, **kwargs):
        can_import = self.request.user.has_perm(permissions.OVERSEE_ALL)
        return super().get_context_data(can_import=can_import, **kwargs)

    def get_form_kwargs(self):
        """The choices stand in the address, so that a download can be bookmarked and asked for again."""
        asked = self.request.GET if "framework" in self.request.GET else None
        return {**super().get_form_kwargs(), "data": asked, "frameworks": all_frameworks()}

    def get(self, request, **kwargs):
        form = self.get_form()
        if form.is_bound and form.is_valid():
            return self.download(form)
        return self.render_to_response(self.get_context_data(form=form))

    def download(self, form):
        framework, file_format = form.cleaned_data["framework"], form.cleaned_data["file_format"]
        options = {"by": self.request.user, "is_template": form.is_template}
        name = export_name(framework, file_format, is_template=form.is_template)
        if file_format == CSV:
            response = StreamingHttpResponse(export_lines(framework, **options), content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        file = TemporaryFile()  # noqa: SIM115 the response closes it
        export_book(file, framework, **options)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
