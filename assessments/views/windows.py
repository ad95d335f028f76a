"""When the steps of the years are open: for all agencies, and the exceptions for one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.generic import FormView, TemplateView

from assessments import permissions
from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN, fiscal_year_of
from assessments.gates import AgencyGate, OversightGate
from assessments.models import AgencyYear
from assessments.open_steps import all_windows, exceptions_of, history_of, windows_of, year_rows
from assessments.services.year_windows import WindowInUse, grant_exception, save_windows, stored_windows
from assessments.versioning import StaleVersion
from assessments.window_forms import ExceptionForm, WindowsForm


def opened_years(user):
    return AgencyYear.objects.visible_to(user).order_by().values_list("fiscal_year", flat=True).distinct()


class WindowsView(OversightGate, TemplateView):
    """The years that have windows, those that agencies have open, and the present and next one to be given some."""

    permission = permissions.OVERSEE_ALL
    template_name = "assessments/windows.html"

    def get_context_data(self, **kwargs):
        present = fiscal_year_of(localdate())
        by_year = {year: [] for year in (present, present + 1, *opened_years(self.request.user))}
        for row in all_windows():
            by_year.setdefault(row.fiscal_year, []).append(row)
        return super().get_context_data(years=sorted(by_year.items(), reverse=True), **kwargs)


class YearWindowsView(OversightGate, TemplateView):
    permission = permissions.OVERSEE_ALL
    template_name = "assessments/windows_year.html"

    def dispatch(self, request, *args, **kwargs):
        self.year = kwargs["fiscal_year"]
        if not FIRST_KNOWN <= self.year <= LAST_KNOWN:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        return self.show(WindowsForm(stored=stored_windows(self.year)))

    def post(self, request, **kwargs):
        form = WindowsForm(request.POST, stored=stored_windows(self.year))
        return self.save(form) if form.is_valid() else self.show(form)

    def save(self, form):
        try:
            number = save_windows(fiscal_year=self.year, days=form.days, versions=form.versions, by=self.request.user)
        except StaleVersion:
            return self.show(form, status=409, conflicts=form.meet(stored_windows(self.year)), has_errors=True)
        except WindowInUse as refusal:
            return self.show(form, status=409, errors=[{"text": str(refusal)}], has_errors=True)
        messages.success(self.request, "บันทึกช่วงเวลาแล้ว" if number else "ไม่มีสิ่งใดเปลี่ยน")
        return redirect("assessments:windows-year", self.year)

    def show(self, form, status=200, **kwargs):
        context = self.get_context_data(form=form, year=self.year, changes=history_of(self.year), **kwargs)
        return self.render_to_response(context, status=status)


class WindowExceptionsView(AgencyGate, FormView):
    """What one agency was allowed beyond the windows of a year, by whom and why; and allowing more."""

    permission = permissions.OVERSEE
    template_name = "assessments/window_exceptions.html"
    form_class = ExceptionForm

    def open(self, fiscal_year, **kwargs):
        super().open(**kwargs)
        self.year, self.windows = fiscal_year, year_rows(fiscal_year)
        if not self.windows:
            raise Http404

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "windows": self.windows, "today": localdate()}

    def form_valid(self, form):
        exception, is_new = grant_exception(agency=self.agency, by=self.request.user, **form.values)
        text = f"ผ่อนผัน{exception.window.get_step_display()}แล้ว" if is_new else "ผ่อนผันไว้เช่นนี้แล้ว ไม่ได้เพิ่มซ้ำ"
        messages.success(self.request, text)
        return redirect("assessments:window-exceptions", self.agency.code, self.year)

    def get_context_data(self, **kwargs):
        states = [(window, window.state(localdate())) for window in windows_of(self.agency, self.year)]
        shown = {"year": self.year, "windows": states}
        return super().get_context_data(exceptions=exceptions_of(self.agency, self.year), **shown, **kwargs)
