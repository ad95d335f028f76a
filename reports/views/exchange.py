"""An agency-year out of the portal and into it, as an exchange file."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, View

from assessments import permissions
from assessments.gates import YearGate
from assessments.models import Agency, AgencyYear
from assessments.windows import YearLocked
from reports.exchange.exporting import NothingToExport, export_agency_year
from reports.exchange.importing import import_agency_year
from reports.exchange.reading import Fault, FaultyFile
from reports.exchange.workbook import TooLongForWorkbook, write_workbook
from reports.exchange.workbook_reading import read_either
from reports.forms import ImportForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportView(YearGate, View):
    def get(self, request, **kwargs):
        try:
            value = export_agency_year(self.agency_year)
        except NothingToExport:
            raise Http404 from None
        return self.workbook(value) if request.GET.get("format") == "xlsx" else self.json_file(value)

    def json_file(self, value):
        return self.download(json.dumps(value, ensure_ascii=False, indent=1), "application/json", "json")

    def workbook(self, value):
        try:
            return self.download(write_workbook(value), XLSX, "xlsx")
        except TooLongForWorkbook as refusal:
            messages.error(self.request, str(refusal))
            return redirect("assessments:year", self.agency.code, self.agency_year.fiscal_year)

    def download(self, content, content_type, extension):
        name = f"{self.agency.code}-{self.agency_year.fiscal_year}.{extension}"
        return HttpResponse(
            content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )


class ImportView(FormView):
    template_name = "reports/import.html"
    form_class = ImportForm

    def form_valid(self, form):
        try:
            content = read_either(form.cleaned_data["file"].read())
            self.check_reach(content, form.cleaned_data["replace"])
            imported = import_agency_year(file=content, by=self.request.user)
        except FaultyFile as refusal:
            form.add_error("file", f"ยังไม่ได้นำเข้า พบข้อผิดพลาด {len(refusal.faults)} แห่ง")
            return self.render_to_response(self.get_context_data(form=form, faults=refusal.faults))
        except YearLocked as locked:
            form.add_error("file", f"ยังไม่ได้นำเข้า {locked}")
            return self.render_to_response(self.get_context_data(form=form), status=409)
        for note in imported.notes:
            messages.warning(self.request, note)
        messages.success(self.request, "นำเข้าไฟล์แล้ว" if imported.changed else "ข้อมูลในไฟล์ตรงกับที่มีอยู่แล้ว")
        return redirect("assessments:year", imported.agency_year.agency.code, imported.agency_year.fiscal_year)

    def check_reach(self, content, replace):
        """Only an agency this person may edit; a new one for who oversees all; never over existing work unasked."""
        agency = Agency.objects.visible_to(self.request.user).filter(code=content.agency.code).first()
        may_edit = self.request.user.has_perm(permissions.EDIT, agency) if agency else False
        if not may_edit and not permissions.oversees_all(self.request.user):
            raise FaultyFile([Fault("agency.code", f"“{content.agency.code}”", "รหัสของหน่วยงานที่ท่านดูแล")])
        if agency and not self.request.user.has_perm(permissions.OVERSEE, agency):
            check_place(agency, content.agency)
        years = AgencyYear.objects.visible_to(self.request.user).of_year(content.fiscal_year)
        if not replace and years.filter(agency=agency).exists():
            allowed = "ปีที่ยังไม่มีข้อมูล หรือเลือก “ให้ไฟล์นี้แทนที่ทั้งหมด”"
            raise FaultyFile([Fault("fiscal_year", f"ปี {content.fiscal_year} มีข้อมูลอยู่แล้ว", allowed)])


def check_place(agency, part):
    """Kind and province say who oversees an agency: its own people do not change them by a file."""
    faults = [
        Fault(f"agency.{name}", f"“{getattr(part, name)}”", f"“{getattr(agency, name)}” ตามที่บันทึกไว้ ผู้ดูแลระบบเป็นผู้เปลี่ยน")
        for name in ("kind", "province")
        if getattr(agency, name) and getattr(part, name) != getattr(agency, name)
    ]
    if faults:
        raise FaultyFile(faults)
