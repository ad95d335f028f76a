"""The agency's logo: choosing a picture, taking it away, and the file, which only members of the agency see."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.views.generic import FormView, View

from assessments import permissions
from assessments.finding_forms import VersionForm
from assessments.gates import AgencyGate
from assessments.versioning import StaleVersion
from reports.logos import drop_logo, logo_of, save_logo
from reports.setup_forms import LogoForm

CHANGED_MEANWHILE = "มีผู้อื่นเปลี่ยนตราสัญลักษณ์ไปแล้ว จึงยังไม่ได้บันทึก ตรวจดูภาพปัจจุบันแล้วทำอีกครั้ง"


class LogoView(AgencyGate, FormView):
    permission = permissions.EDIT
    template_name = "reports/logo.html"

    def open(self, **kwargs):
        super().open(**kwargs)
        self.logo = logo_of(self.agency)

    def get_form_class(self):
        return VersionForm if "remove" in self.request.POST else LogoForm

    def get_initial(self):
        return {"version": self.logo.version if self.logo else 0}

    def form_valid(self, form):
        try:
            self.write(form.cleaned_data)
        except StaleVersion:
            messages.error(self.request, CHANGED_MEANWHILE)
        return redirect("reports:logo", self.agency.code)

    def write(self, data):
        if "remove" not in self.request.POST:
            save_logo(agency=self.agency, content=data["picture"], version=data["version"], by=self.request.user)
            messages.success(self.request, "บันทึกตราสัญลักษณ์แล้ว เอกสารทุกฉบับใช้ภาพนี้")
        elif self.logo:
            drop_logo(logo=self.logo, version=data["version"], by=self.request.user)
            messages.success(self.request, "ลบตราสัญลักษณ์แล้ว")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"logo": self.logo})


class LogoFileView(AgencyGate, View):
    def get(self, request, **kwargs):
        logo = logo_of(self.agency)
        if logo is None or not logo.file.storage.exists(logo.file.name):
            raise Http404
        return FileResponse(logo.file.open(), content_type="image/png", filename="logo.png")
