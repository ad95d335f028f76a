"""The texts around the tables: the portal's draft, or what the agency put in its place."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import FormView

from assessments import permissions
from assessments.gates import YearGate
from assessments.versioning import StaleVersion
from measures.views.conflicts import chosen, conflicts, retyped
from reports.forms import NarrativeForm
from reports.models import NarrativePart
from reports.narratives import drop_narrative, save_narrative
from reports.services import draft_of


class NarrativeView(YearGate, FormView):
    permission = permissions.EDIT
    template_name = "reports/narrative.html"
    form_class = NarrativeForm
    read_with = ("assessments",)  # the draft reads the scores of all years in one query
    joined_with = ("agency__logo",)

    def open(self, part, **kwargs):
        super().open(**kwargs)
        if part not in NarrativePart.values:
            raise Http404
        self.part = NarrativePart(part)
        self.narrative = self.agency_year.narratives.prefetch_related("lines").filter(part=part).first()

    def get_form_kwargs(self):
        kwargs = {**super().get_form_kwargs(), "is_rich": self.part != NarrativePart.ANNOUNCEMENT_SUBJECT}
        return kwargs | {"data": chosen(kwargs["data"])} if "data" in kwargs else kwargs

    def get_initial(self):
        paragraphs = self.narrative.paragraphs if self.narrative else draft_of(self.agency_year, self.part.value)
        return {"paragraphs": list(paragraphs), "version": self.narrative.version if self.narrative else 0}

    def form_valid(self, form):
        try:
            self.save(form.cleaned_data)
        except StaleVersion as stale:
            return self.show_conflict(form, stale.row)
        messages.success(self.request, f"บันทึก{self.part.label}แล้ว")
        return redirect("reports:documents", self.agency.code, self.agency_year.fiscal_year)

    def save(self, data):
        if "draft" in self.request.POST:
            drop_narrative(narrative=self.narrative, version=data["version"], by=self.request.user)
        else:
            save_narrative(agency_year=self.agency_year, part=self.part.value, by=self.request.user, **data)

    def show_conflict(self, form, row):
        differing = conflicts(form, {"paragraphs": list(row.paragraphs) if row else []})
        renewed = retyped(form, self.form_class, self.get_form_kwargs(), version=row.version if row else 0)
        return self.render_to_response(self.get_context_data(form=renewed, conflicts=differing), status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"part": self.part, "narrative": self.narrative})
