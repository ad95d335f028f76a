"""An agency: its years, its own facts, a year opened, and the overview of one year."""

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.generic import FormView, TemplateView

from assessments import permissions
from assessments.earlier_plan import earlier_plan
from assessments.fiscal_year import fiscal_year_of
from assessments.forms import AgencyForm, OpenYearForm, stored_agency
from assessments.framework_store import all_frameworks
from assessments.gates import AgencyGate, YearGate
from assessments.locking import KeepsTyped
from assessments.open_steps import windows_of
from assessments.services.agencies import RenamedTooEarly, YearExists, change_agency, open_year
from assessments.thai import long_date
from assessments.unanswered import unanswered_urgent
from assessments.versioning import StaleVersion
from assessments.windows import PROGRESS
from assessments.year_tasks import PlanCounts, close, mark_next, year_tasks


class AgencyView(AgencyGate, TemplateView):
    template_name = "assessments/agency.html"

    def get_context_data(self, **kwargs):
        years = [self.year_row(year) for year in self.agency.years.prefetch_related("assessments__scores")]
        can_place = self.request.user.has_perm(permissions.OVERSEE, self.agency)
        former_names = self.agency.former_names.all()
        return super().get_context_data(years=years, can_place=can_place, former_names=former_names, **kwargs)

    def year_row(self, agency_year):
        agency_year.agency = self.agency
        baseline = agency_year.baseline
        if baseline is None:
            return {"year": agency_year}
        baseline.agency_year = agency_year
        return {"year": agency_year, "baseline": baseline, "results": baseline.compute()}


class AgencyEditView(AgencyGate, FormView):
    permission = permissions.EDIT
    template_name = "assessments/agency_form.html"
    form_class = AgencyForm

    def get_form_kwargs(self):
        may_place = self.request.user.has_perm(permissions.OVERSEE, self.agency) or not self.agency.province
        return {**super().get_form_kwargs(), "may_place": may_place}

    def get_initial(self):
        return {**stored_agency(self.agency), "version": self.agency.version}

    def form_valid(self, form):
        try:
            changed = change_agency(agency=self.agency, version=form.typed_version, by=self.request.user, **form.values)
        except StaleVersion:
            return self.show_conflict(form)
        except RenamedTooEarly as refusal:
            form.add_error("renamed_on", f"ชื่อปัจจุบันใช้ตั้งแต่ {long_date(refusal.begun_on)} ชื่อใหม่ต้องเริ่มใช้หลังวันนั้น")
            return self.form_invalid(form)
        messages.success(self.request, "บันทึกข้อมูลหน่วยงานแล้ว" if changed else "ข้อมูลเหมือนเดิม ไม่มีสิ่งใดเปลี่ยน")
        return redirect("assessments:agency", self.agency.code)

    def show_conflict(self, form):
        conflicts = form.meet(stored_agency(self.agency), self.agency.version)
        context = self.get_context_data(form=form, conflicts=conflicts, has_errors=True)
        return self.render_to_response(context, status=409)


class YearOpenView(KeepsTyped, AgencyGate, FormView):
    permission = permissions.EDIT
    template_name = "assessments/year_open.html"
    form_class = OpenYearForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "frameworks": all_frameworks()}

    def get_initial(self):
        """The year after the latest one that is open; the first plan is of the present fiscal year."""
        latest = self.agency.years.aggregate(latest=Max("fiscal_year"))["latest"]
        return {"fiscal_year": latest + 1 if latest else fiscal_year_of(localdate())}

    def form_valid(self, form):
        try:
            year = open_year(agency=self.agency, by=self.request.user, **form.values)
        except YearExists:
            form.add_error("fiscal_year", f"หน่วยงานนี้เปิดปีงบประมาณ พ.ศ. {form.cleaned_data['fiscal_year']} ไว้แล้ว")
            return self.form_invalid(form)
        messages.success(self.request, f"เปิดปีงบประมาณ พ.ศ. {year.fiscal_year} แล้ว")
        return redirect("assessments:year", self.agency.code, year.fiscal_year)


class YearView(YearGate, TemplateView):
    """The overview: what is done, what is missing, what comes next."""

    template_name = "assessments/year.html"

    def get_context_data(self, **kwargs):
        baseline = self.agency_year.baseline
        results = self.results_of(baseline) if baseline else None
        tasks = year_tasks(baseline and baseline.framework, results, self.counts(baseline, results))
        windows = windows_of(self.agency, self.agency_year.fiscal_year)
        shown = {"baseline": baseline, "results": results} | self.told(tasks, windows, localdate())
        shown["earlier_plan"] = earlier_plan(self.agency_year)
        return super().get_context_data(**shown, **kwargs)

    def told(self, tasks, windows, today):
        """The tasks and windows in words, and what this person may do in them today."""
        closed = {each.step: each.state(today) for each in windows if not each.is_open(today)}
        may = self.request.user.has_perm
        return {
            "tasks": mark_next(close(tasks, closed)),
            "windows": [(each, each.state(today)) for each in windows],
            "closed": closed,
            "may_start": may(permissions.EDIT, self.agency) and PROGRESS not in closed,
            "can_except": may(permissions.OVERSEE, self.agency),
        }

    def results_of(self, baseline):
        baseline.agency_year = self.agency_year
        return baseline.compute()

    def counts(self, baseline, results):
        """Later steps are counted by relation name in SQL: this app does not know their models."""
        has_step, has_responsible = (Q(measures__lines__kind=kind) for kind in ("step", "responsible"))
        years = self.agency.years.filter(pk=self.agency_year.pk)
        measures = years.aggregate(
            measure_count=Count("measures", distinct=True),
            with_steps=Count("measures", filter=has_step, distinct=True),
            with_responsible=Count("measures", filter=has_responsible, distinct=True),
            with_monitoring=Count("measures", filter=Q(measures__monitoring__gt=""), distinct=True),
            reported=Count("measures", filter=Q(measures__progress_entries__isnull=False), distinct=True),
        )
        with_cause = Count("findings", filter=Q(findings__lines__kind="cause"), distinct=True)
        findings = years.aggregate(finding_count=Count("findings", distinct=True), with_causes=with_cause)
        unanswered = unanswered_urgent(self.agency_year, baseline.framework, results) if results else 0
        return PlanCounts(**measures, **findings, unanswered=unanswered)
