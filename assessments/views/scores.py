"""Announced results: choosing the framework, the summary, total and level. The grid of scores has a file of its own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import FormView, RedirectView, TemplateView

from assessments import permissions
from assessments.analysis_tables import discrepancy_rows
from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN
from assessments.forms import AnnouncedForm, FrameworkForm, stored_announced
from assessments.framework_store import all_frameworks
from assessments.gates import AssessmentGate, YearGate
from assessments.locking import LockedStep, may_start
from assessments.models import Assessment
from assessments.score_tables import checked_count, summary_rows
from assessments.scoring import explain_level
from assessments.services.scores import FrameworkInUse, change_announced, start_assessment
from assessments.versioning import StaleVersion
from assessments.windows import STEP_OF_ROLE


class ScoreHomeView(YearGate, RedirectView):
    """The scores step of a year starts with the results that its plan answers."""

    def get_redirect_url(self, **kwargs):
        return reverse("assessments:scores", args=[self.agency.code, self.agency_year.fiscal_year, "baseline"])


class RoleStep(LockedStep):
    """Results that the plan answers belong to another step than those that show what it achieved."""

    @property
    def own_step(self):
        return STEP_OF_ROLE[self.kwargs["role"]]


class RoleName(RoleStep):
    """What the results of the address's role are called."""

    def get_context_data(self, **kwargs):
        kwargs["role"] = self.kwargs["role"]
        return super().get_context_data(role_label=Assessment.Role(kwargs["role"]).label, **kwargs)

    def to_scores(self):
        return redirect("assessments:scores", self.agency.code, self.agency_year.fiscal_year, self.kwargs["role"])


class ScoresView(RoleName, YearGate, TemplateView):
    """The summary; without results yet it leads to the choice of the framework."""

    template_name = "assessments/scores.html"

    def get(self, request, role, **kwargs):
        self.assessment = self.agency_year.baseline if role == "baseline" else self.agency_year.result
        if self.assessment is None:
            return self.lead_to_start()
        self.assessment.agency_year = self.agency_year
        return self.render_to_response(self.get_context_data())

    def lead_to_start(self):
        """Who may not begin the results reads that there are none yet."""
        if self.request.user.has_perm(permissions.EDIT, self.agency):
            return redirect("assessments:scores-start", **self.kwargs)
        return render(self.request, "assessments/scores_none.html", super().get_context_data())

    def may_start_other(self):
        """Whether to offer the results of the other role while there are none."""
        role = "result" if self.kwargs["role"] == "baseline" else "baseline"
        is_there = getattr(self.agency_year, role) is not None
        return not is_there and may_start(self.request.user, self.agency_year, role)

    def get_context_data(self, **kwargs):
        framework, results = self.assessment.framework, self.assessment.compute()
        return super().get_context_data(
            assessment=self.assessment,
            framework=framework,
            results=results,
            instruments=summary_rows(framework, results, self.assessment.score_by_code),
            discrepancies=discrepancy_rows(framework, results),
            checked=checked_count(results),
            explanation=explain_level(framework, results),
            has_scores=bool(self.assessment.score_by_code),
            may_start=self.may_start_other(),
            **kwargs,
        )


class ScoresStartView(RoleName, YearGate, FormView):
    permission = permissions.EDIT
    template_name = "assessments/scores_start.html"
    form_class = FrameworkForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "frameworks": self.frameworks}

    @property
    def frameworks(self):
        """What a plan achieved shows only in results later than those that it answers."""
        baseline, result = self.agency_year.baseline, self.agency_year.result
        if self.kwargs["role"] == "result":
            after, before = baseline.fiscal_year if baseline else self.agency_year.fiscal_year - 1, LAST_KNOWN
        else:
            after, before = FIRST_KNOWN, result.fiscal_year if result else LAST_KNOWN
        return [framework for framework in all_frameworks() if after < framework.fiscal_year < before]

    @property
    def usual_year(self):
        """A plan answers the results of the year before; what it achieved shows in its own year's results."""
        if self.kwargs["role"] == "baseline":
            return self.agency_year.fiscal_year - 1
        baseline = self.agency_year.baseline
        return max(self.agency_year.fiscal_year, baseline.fiscal_year + 1 if baseline else 0)

    def get_initial(self):
        matching = [framework.code for framework in self.frameworks if framework.fiscal_year == self.usual_year]
        return {"framework": matching[0] if matching else ""}

    def get_context_data(self, **kwargs):
        return super().get_context_data(frameworks=self.frameworks, usual_year=self.usual_year, **kwargs)

    def form_valid(self, form):
        framework, role = form.cleaned_data["framework"], self.kwargs["role"]
        try:
            start_assessment(agency_year=self.agency_year, role=role, framework=framework, by=self.request.user)
        except FrameworkInUse:
            form.add_error("framework", "มีคะแนนที่กรอกตามกรอบของปีอื่นอยู่แล้ว จึงเปลี่ยนปีของผลการประเมินไม่ได้")
            return self.form_invalid(form)
        messages.success(self.request, f"ใช้ผลการประเมินปี พ.ศ. {framework.fiscal_year} แล้ว")
        return self.to_scores()


class AnnouncedView(RoleName, AssessmentGate, FormView):
    """Total, level, rank and peers as announced."""

    permission = permissions.EDIT
    template_name = "assessments/announced.html"
    form_class = AnnouncedForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "framework": self.assessment.framework}

    def get_initial(self):
        return {**stored_announced(self.assessment), "version": self.assessment.version}

    def form_valid(self, form):
        try:
            change_announced(
                assessment=self.assessment, version=form.typed_version, by=self.request.user, **form.values
            )
        except StaleVersion as stale:
            return self.show_conflict(form, stale.row)
        messages.success(self.request, "บันทึกผลที่ประกาศแล้ว")
        return self.to_scores()

    def show_conflict(self, form, row):
        if row is None:
            raise Http404
        conflicts = form.meet(stored_announced(row), row.version)
        context = self.get_context_data(form=form, conflicts=conflicts, has_errors=True)
        return self.render_to_response(context, status=409)
