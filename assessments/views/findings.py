"""What the officer adds to the analysis: findings and targets."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from assessments import permissions
from assessments.analysis_inputs import analyse_year, results_of
from assessments.finding_forms import FindingForm, VersionForm, stored_values
from assessments.finding_prefill import prefill
from assessments.gates import YearGate
from assessments.locking import LockedStep, told
from assessments.services.findings import add_finding, change_finding, remove_finding
from assessments.services.targets import save_targets
from assessments.target_forms import TargetForm
from assessments.target_outcome import target_outcome
from assessments.versioning import StaleVersion
from assessments.windows import ENTRY


class NeedsResults:
    """After the gate: without announced results there is no framework to work in; the analysis page says what to do."""

    def dispatch(self, request, *args, **kwargs):
        if self.agency_year.baseline is None:
            return redirect(self.analysis_url())
        self.framework = self.agency_year.baseline.framework
        return super().dispatch(request, *args, **kwargs)

    def analysis_url(self, anchor=""):
        return reverse("assessments:analysis", args=[self.agency.code, self.agency_year.fiscal_year]) + anchor

    def saved(self, text, anchor=""):
        messages.success(self.request, text)
        return redirect(self.analysis_url(anchor))

    def show(self, form, *, status=200, **kwargs):
        context = self.get_context_data(form=form, framework=self.framework, **kwargs)
        return self.render_to_response(context, status=status)


class EntryPage(LockedStep, YearGate, NeedsResults, TemplateView):
    permission = permissions.EDIT
    step = ENTRY


class FindingFormPage(EntryPage):
    template_name = "assessments/finding_form.html"

    def show_typed(self, locked):
        form = FindingForm(self.request.POST, framework=self.framework)
        form.is_valid()
        finding = self.agency_year.findings.filter(pk=self.kwargs.get("pk")).first()
        return self.show(form, status=409, finding=finding, **told(locked))


class FindingAddView(FindingFormPage):
    def get(self, request, **kwargs):
        return self.show(FindingForm(initial=self.initial(), framework=self.framework))

    def post(self, request, **kwargs):
        form = FindingForm(request.POST, framework=self.framework)
        if not form.is_valid():
            return self.show(form)
        add_finding(agency_year=self.agency_year, by=request.user, **form.values)
        return self.saved("เพิ่มสาเหตุและแนวทางแล้ว", anchor_of(form.values))

    def initial(self):
        asked = {name: self.request.GET.get(name, "") for name in ("issue", "indicator")}
        analysis = analyse_year(self.agency_year) if any(asked.values()) else None
        return prefill(analysis, **asked) if analysis else {}


class FindingEditView(FindingFormPage):
    def get(self, request, pk, **kwargs):
        finding = get_object_or_404(self.agency_year.findings, pk=pk)
        initial = {**stored_values(finding), "version": finding.version}
        unknown = [code for code in initial["items"] if code not in self.framework.entries]
        form = FindingForm(initial=initial, framework=self.framework)
        return self.show(form, finding=finding, unknown_items=unknown)

    def post(self, request, pk, **kwargs):
        form = FindingForm(request.POST, framework=self.framework)
        finding = self.agency_year.findings.filter(pk=pk).first()
        if finding is None:
            return self.show_gone(form)
        if not form.is_valid():
            return self.show(form, finding=finding)
        return self.change(finding, form)

    def change(self, finding, form):
        try:
            change_finding(finding=finding, version=form.typed_version, by=self.request.user, **form.values)
        except StaleVersion as stale:
            return self.show_conflict(form, stale.row)
        return self.saved("บันทึกสาเหตุและแนวทางแล้ว", anchor_of(form.values))

    def show_conflict(self, form, row):
        if row is None:
            return self.show_gone(form)
        conflicts = form.differences(stored_values(row))
        return self.show(form.with_version(row.version), status=409, finding=row, conflicts=conflicts)

    def show_gone(self, form):
        """Somebody deleted it meanwhile: what was typed stays and can be saved as a new finding."""
        return self.show(form, status=404, is_gone=True)


class FindingDeleteView(EntryPage):
    template_name = "assessments/finding_delete.html"

    def get(self, request, pk, **kwargs):
        return self.ask(get_object_or_404(self.agency_year.findings, pk=pk))

    def post(self, request, pk, **kwargs):
        finding = get_object_or_404(self.agency_year.findings, pk=pk)
        anchor = anchor_of(stored_values(finding))
        try:
            remove_finding(finding=finding, version=VersionForm(request.POST).typed_version, by=request.user)
        except StaleVersion as stale:
            return self.ask(stale.row or finding, status=409, is_changed=True)
        return self.saved("ลบรายการแล้ว", anchor)

    def ask(self, finding, **kwargs):
        form = VersionForm(initial={"version": finding.version})
        return self.show(form, finding=finding, shown=stored_values(finding), **kwargs)


class TargetsView(EntryPage):
    template_name = "assessments/targets.html"

    def show_typed(self, locked):
        form = self.form(self.request.POST)
        form.is_valid()
        return self.show(form, status=409, **told(locked))

    def get(self, request, **kwargs):
        return self.show(self.form())

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            save_targets(agency_year=self.agency_year, values=form.values, versions=form.versions, by=request.user)
        except StaleVersion:
            stored = self.stored()
            return self.show(form.with_versions_of(stored), status=409, conflicts=form.differences(stored))
        return self.saved("บันทึกเป้าหมายแล้ว", "#indicators")

    def form(self, data=None):
        return TargetForm(data, framework=self.framework, kind=self.agency.kind, stored=self.stored())

    def stored(self):
        return {row.code: row for row in self.agency_year.targets.all()}

    def get_context_data(self, **kwargs):
        scores = shown_scores(results_of(self.agency_year))
        return super().get_context_data(scores=scores, outcome=target_outcome(self.agency_year), **kwargs)


def shown_scores(results):
    """Scores by code, the total among them; empty while nothing is announced."""
    if results is None:
        return {}
    return {code: figure.value for code, figure in results.figures.items()} | {"total": results.total.value}


def anchor_of(values):
    """Where on the analysis page a finding with these values stands."""
    return f"#issue-{values['issue']}" if values["issue"] else "#findings"
