"""An agency-year out of the portal and into it, as an exchange file."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, View

from assessments import permissions
from assessments.gates import YearGate
from assessments.models import Agency, AgencyYear
from reports.exchange.exporting import NothingToExport, export_agency_year
from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.exchange.reading import Fault, FaultyFile
from reports.forms import ImportForm


class ExportView(YearGate, View):
    def get(self, request, **kwargs):
        try:
            value = export_agency_year(self.agency_year)
        except NothingToExport:
            raise Http404 from None
        response = HttpResponse(json.dumps(value, ensure_ascii=False, indent=1), content_type="application/json")
        name = f"{self.agency.code}-{self.agency_year.fiscal_year}.json"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class ImportView(FormView):
    template_name = "reports/import.html"
    form_class = ImportForm

    def form_valid(self, form):
        try:
            content = read_file(form.cleaned_data["file"].read())
            self.check_reach(content, form.cleaned_data["replace"])
            imported = import_agency_year(file=content, by=self.request.user)
        except FaultyFile as refusal:
            form.add_error("file", f"ยังไม่ได้นำเข้า พบข้อผิดพลาด {len(refusal.faults)} แห่ง")
            return self.render_to_response(self.get_context_data(form=form, faults=refusal.faults))
        for note in imported.notes:
            messages.warning(self.request, note)
        messages.success(self.request, "นำเข้าไฟล์แล้ว" if imported.changed else "ข้อมูลในไฟล์ตรงกับที่มีอยู่แล้ว")
        return redirect("assessments:year", imported.agency_year.agency.code, imported.agency_year.fiscal_year)

    def check_reach(self, content, replace):
        """Only an agency this person may edit; a new one only for who oversees; never over existing work unasked."""
        agency = Agency.objects.visible_to(self.request.user).filter(code=content.agency.code).first()
        may_edit = self.request.user.has_perm(permissions.EDIT, agency) if agency else False
        if not may_edit and not permissions.oversees(self.request.user):
            raise FaultyFile([Fault("agency.code", f"“{content.agency.code}”", "รหัสของหน่วยงานที่ท่านดูแล")])
        years = AgencyYear.objects.visible_to(self.request.user).of_year(content.fiscal_year)
        if not replace and years.filter(agency=agency).exists():
            allowed = "ปีที่ยังไม่มีข้อมูล หรือเลือก “ให้ไฟล์นี้แทนที่ทั้งหมด”"
            raise FaultyFile([Fault("fiscal_year", f"ปี {content.fiscal_year} มีข้อมูลอยู่แล้ว", allowed)])
