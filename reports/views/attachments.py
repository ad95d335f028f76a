"""PDF files bound in at the end of the documents of a year, and the files themselves, for members only."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View

from assessments import permissions
from assessments.finding_forms import VersionForm
from assessments.gates import YearGate
from assessments.versioning import StaleVersion
from measures.views.conflicts import conflicts, retyped
from measures.views.editing import MoveAction
from reports.attachments import (
    TooManyAttachments,
    add_attachment,
    move_attachment,
    remove_attachment,
    rename_attachment,
)
from reports.setup_forms import AttachmentForm, AttachmentTitleForm

GONE = "มีผู้อื่นแก้ไขหรือลบเอกสารแนบนี้ไปแล้ว จึงยังไม่ได้บันทึก โปรดตรวจดูรายการล่าสุด"


class AttachmentsView(YearGate, TemplateView):
    template_name = "reports/attachments.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(attachments=list(self.agency_year.attachments.all()), **kwargs)


class AttachmentPage(YearGate):
    """Gives `self.attachment`, one of this agency-year, and the way back to the list."""

    permission = permissions.EDIT
    attachment = None

    def open(self, pk=None, **kwargs):
        super().open(**kwargs)
        if pk is not None:
            self.attachment = get_object_or_404(self.agency_year.attachments.all(), pk=pk)

    def get_success_url(self):
        return reverse("reports:attachments", args=[self.agency.code, self.agency_year.fiscal_year])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"attachment": self.attachment})


class AttachmentAddView(AttachmentPage, FormView):
    template_name = "reports/attachment.html"
    form_class = AttachmentForm

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        try:
            add_attachment(
                agency_year=self.agency_year,
                title=form.cleaned_data["title"],
                content=file.content,
                pages=file.pages,
                by=self.request.user,
            )
        except TooManyAttachments as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"แนบไฟล์แล้ว {file.pages} หน้า")
        return redirect(self.get_success_url())


class AttachmentEditView(AttachmentPage, FormView):
    template_name = "reports/attachment.html"
    form_class = AttachmentTitleForm

    def get_initial(self):
        return {"title": self.attachment.title, "version": self.attachment.version}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            rename_attachment(
                attachment=self.attachment, version=data["version"], title=data["title"], by=self.request.user
            )
        except StaleVersion as stale:
            return self.compare(form, stale.row)
        messages.success(self.request, "บันทึกชื่อเอกสารแนบแล้ว")
        return redirect(self.get_success_url())

    def compare(self, form, row):
        if row is None:
            messages.error(self.request, GONE)
            return redirect(self.get_success_url())
        differing = conflicts(form, {"title": row.title})
        renewed = retyped(form, AttachmentTitleForm, self.get_form_kwargs(), version=row.version)
        return self.render_to_response(self.get_context_data(form=renewed, conflicts=differing), status=409)


class AttachmentDeleteView(AttachmentPage, FormView):
    template_name = "reports/attachment_delete.html"
    form_class = VersionForm

    def get_initial(self):
        return {"version": self.attachment.version}

    def form_valid(self, form):
        try:
            remove_attachment(attachment=self.attachment, version=form.cleaned_data["version"], by=self.request.user)
            messages.success(self.request, "ลบเอกสารแนบแล้ว")
        except StaleVersion:
            messages.error(self.request, GONE)
        return redirect(self.get_success_url())


class AttachmentMoveView(AttachmentPage, MoveAction):
    @property
    def row(self):
        return self.attachment

    def list_address(self):
        return self.get_success_url()

    def neighbours(self):
        return list(self.agency_year.attachments.all())

    def move(self, neighbour):
        move_attachment(attachment=self.row, neighbour=neighbour, by=self.request.user)

    def destination(self):
        return f"{self.list_address()}#attachment-{self.row.pk}"


class AttachmentFileView(AttachmentPage, View):
    permission = permissions.VIEW

    def get(self, request, **kwargs):
        file = self.attachment.file
        if not file.storage.exists(file.name):
            raise Http404
        return FileResponse(
            file.open(), content_type="application/pdf", filename=f"attachment-{self.attachment.pk}.pdf"
        )
