"""Earlier years' results of an agency-year: one list of rows, saved as a whole."""

from django.contrib import messages
from django.forms import formset_factory
from django.shortcuts import redirect
from django.views.generic import TemplateView

from assessments import permissions
from assessments.analysis_inputs import earlier_assessments, results_of
from assessments.forms import MOST_PAST_YEARS, PastResultForm, PastResultFormSet, VersionedForm
from assessments.framework_store import all_frameworks
from assessments.gates import YearGate
from assessments.locking import LockedStep, told
from assessments.services.past_results import save_past_results, stored_past_results
from assessments.versioning import StaleVersion
from assessments.windows import ENTRY

PREFIX = "year"


class PastResultsView(LockedStep, YearGate, TemplateView):
    permission = permissions.EDIT
    step = ENTRY
    template_name = "assessments/past_results.html"

    def get(self, request, **kwargs):
        return self.show(self.formset(initial=self.stored_rows(), extra=1), self.agency_year.version)

    def post(self, request, **kwargs):
        if "add" in request.POST:
            return self.show(self.with_one_more(), request.POST.get("version", ""))
        formset, version = self.formset(request.POST), VersionedForm(request.POST)
        if not (formset.is_valid() and version.is_valid()):
            return self.show(formset, request.POST.get("version", ""))
        try:
            save_past_results(
                agency_year=self.agency_year,
                version=version.typed_version,
                years=formset.past_years,
                by=request.user,
            )
        except StaleVersion as stale:
            return self.show_conflict(formset, stale.row.version)
        messages.success(request, "บันทึกผลการประเมินย้อนหลังแล้ว")
        return redirect("assessments:past-results", **self.kwargs)

    def show_typed(self, locked):
        formset = self.formset(self.request.POST)
        formset.is_valid()
        return self.show(formset, self.request.POST.get("version", ""), status=409, **told(locked))

    def formset(self, data=None, *, initial=None, extra=0):
        limits = {"can_delete": True, "max_num": MOST_PAST_YEARS, "validate_max": True}
        factory = formset_factory(PastResultForm, formset=PastResultFormSet, extra=extra, **limits)
        return factory(data, initial=initial, prefix=PREFIX, form_kwargs={"indicators": self.indicators()})

    def indicators(self):
        """The ten indicators are the same in every framework; the names are those of the year's own."""
        baseline = self.agency_year.baseline
        return (baseline.framework if baseline else all_frameworks()[-1]).indicators

    def held_years(self):
        """Years whose scores the portal holds itself: what is typed here should agree with them."""
        baseline = self.agency_year.baseline
        if baseline is None:
            return []
        earlier = [row.fiscal_year for row, _ in earlier_assessments(self.agency_year, baseline)]
        return [*earlier, baseline.fiscal_year] if results_of(self.agency_year) else earlier

    def stored_rows(self):
        return [
            {"fiscal_year": year.fiscal_year, "total": year.total}
            | {f"score-{code}": value for code, value in year.scores.items()}
            for year in stored_past_results(self.agency_year)
        ]

    def with_one_more(self):
        """The rows as typed, valid or not, and a blank one: works without JavaScript."""
        posted = self.formset(self.request.POST)
        rows = [{name: form[name].value() for name in form.fields} for form in posted.forms]
        return self.formset(initial=rows, extra=1)

    def show_conflict(self, formset, version):
        stored = {year.fiscal_year: str(year) for year in stored_past_results(self.agency_year)}
        typed = {year.fiscal_year: str(year) for year in formset.past_years}
        conflicts = [
            {"label": f"พ.ศ. {year}", "stored": stored.get(year), "typed": typed.get(year)}
            for year in sorted(stored.keys() | typed.keys())
            if stored.get(year) != typed.get(year)
        ]
        return self.show(formset, version, status=409, conflicts=conflicts, has_errors=True)

    def show(self, formset, version, *, status=200, **kwargs):
        kwargs.setdefault("has_errors", formset.is_bound and not formset.is_valid())
        kwargs.setdefault("errors", _errors(formset))
        context = self.get_context_data(
            formset=formset,
            version=version,
            indicators=self.indicators(),
            held_years=self.held_years(),
            **kwargs,
        )
        return self.render_to_response(context, status=status)


def _errors(formset):
    """[{text, anchor}] for the error summary."""
    if not formset.is_bound:
        return []
    whole = [{"text": text} for text in formset.non_form_errors()]
    return whole + [
        {"text": f"แถวที่ {number} {form[name].label}: {text}", "anchor": form[name].id_for_label}
        for number, form in enumerate(formset.forms, start=1)
        for name, texts in form.errors.items()
        for text in texts
    ]
