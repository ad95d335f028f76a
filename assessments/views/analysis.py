"""The analysis of a year and what may be tried on it."""

from django.shortcuts import redirect
from django.views.generic import TemplateView

from assessments import analysis_tables
from assessments.analysis import URGENCY_HELP
from assessments.analysis_inputs import analyse_year, results_of
from assessments.gates import YearGate
from assessments.locking import LockedStep
from assessments.score_tables import checked_count
from assessments.scoring import explain_next_level, explain_outcome, what_if
from assessments.trial import changeable_codes, standing, try_scores
from assessments.trial_forms import TrialForm
from assessments.windows import ENTRY


class AnalysisView(LockedStep, YearGate, TemplateView):
    """Without any score the page leads to the score sheet instead."""

    step = ENTRY
    template_name = "assessments/analysis.html"

    def get_context_data(self, **kwargs):
        analysis = analyse_year(self.agency_year)
        results = results_of(self.agency_year)
        shown = self.shown(analysis, results) if analysis else {}
        return super().get_context_data(analysis=analysis, urgency_help=URGENCY_HELP, **shown, **kwargs)

    def shown(self, analysis, results):
        page = analysis_tables.page(self.agency_year, analysis, results)
        return {**page, "results": results, "checked": checked_count(results)}


class WhatIfView(YearGate, TemplateView):
    template_name = "assessments/what_if.html"

    def get(self, request, **kwargs):
        self.results = results_of(self.agency_year)
        if self.results is None:
            return redirect("assessments:analysis", **kwargs)
        return super().get(request, **kwargs)

    def get_context_data(self, **kwargs):
        baseline, form = self.agency_year.baseline, self.trial_form()
        now = standing(baseline.framework, self.agency.kind, baseline.announced)
        return super().get_context_data(
            form=form,
            results=self.results,
            framework=baseline.framework,
            suggestions=what_if(baseline.framework, self.agency.kind, baseline.announced),
            now=now,
            now_words=self.words(now),
            **self.trial(form),
            **kwargs,
        )

    def trial(self, form):
        if not form.is_valid():
            return {"trial": None}
        baseline = self.agency_year.baseline
        changes = form.cleaned_data["changes"]
        trial = try_scores(baseline.framework, self.agency.kind, baseline.announced, changes)
        return {"trial": trial, "trial_words": self.words(trial)}

    def words(self, trial):
        """Why this level, and what is missing to the next; nothing while the total is unknown."""
        if trial.total is None:
            return []
        framework = self.agency_year.baseline.framework
        why = explain_outcome(framework, trial.total, trial.instruments, trial.level)
        return [why, explain_next_level(framework, trial.following)] if trial.level else [why]

    def trial_form(self):
        framework = self.agency_year.baseline.framework
        codes = changeable_codes(framework, self.results)
        choices = analysis_tables.trial_choices(framework, self.results, codes)
        return TrialForm(self.request.GET if "code1" in self.request.GET else None, choices=choices)
