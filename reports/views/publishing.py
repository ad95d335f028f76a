"""The officer's page of publishing one kind of document: publish, see how far it is, and every version there is."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from assessments import permissions
from reports.forms import PublishForm
from reports.publishing import PublishingRefused, cancel_publishing, publish, retry_publishing, short_address
from reports.reviewing import moves
from reports.reviewing.lapsing import lapsed_words
from reports.reviewing.looking import look_at
from reports.reviewing.people import needs_acceptance
from reports.reviewing.rounds import latest_round, standing_of
from reports.versions import offered_files, versions_of
from reports.views.documents import DocumentGate
from reports.waiting import waiting_for
from reports.withdrawing import may_withdraw, withdrawals_of


class PublishView(DocumentGate, FormView):
    permission = permissions.PUBLISH
    template_name = "reports/publish.html"
    form_class = PublishForm

    def open(self, **kwargs):
        super().open(**kwargs)
        self.versions = versions_of(self.agency_year, self.kind)

    @property
    def latest(self):
        return self.versions[0] if self.versions else None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_first": not self.versions}

    def get_success_url(self):
        return reverse("reports:publish", args=[self.agency.code, self.agency_year.fiscal_year, self.kind])

    def post(self, request, **kwargs):
        services = {"retry": retry_publishing, "cancel": cancel_publishing}
        asked = next((services[name] for name in services if name in request.POST), None)
        return self.change_latest(asked) if asked else super().post(request, **kwargs)

    def change_latest(self, service):
        """The version that the button stood beside, whatever has become the latest since."""
        number = self.request.POST.get("number", "")
        publication = next((row for row in self.versions if str(row.number) == number), None)
        try:
            if publication:
                service(publication=publication, by=self.request.user)
        except PublishingRefused as refusal:
            messages.error(self.request, str(refusal))
        return redirect(self.get_success_url())

    def form_valid(self, form):
        comment = form.cleaned_data["comment"]
        try:
            publish(agency_year=self.agency_year, kind=self.kind, comment=comment, by=self.request.user)
        except PublishingRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        look, withdrawals = look_at(self.agency_year, self.kind), withdrawals_of(self.versions)
        shown = {
            "check": look.check,
            "kind": self.kind,
            "state": look.state,
            "refused": self.refusal(look),
            "standing": next((row for row in self.versions if row.is_published and row.pk not in withdrawals), None),
            "can_withdraw": may_withdraw(self.request.user, self.agency),
            "latest": self.latest,
            "next_number": self.latest.number + 1 if self.latest else 1,
            "waiting": waiting_for(self.latest.job) if self.latest else None,
            "versions": [
                (row, short_address(row), offered_files(row), withdrawals.get(row.pk)) for row in self.versions
            ],
        }
        return super().get_context_data(**kwargs | shown)

    def refusal(self, look):
        """Why the review does not let it be published yet; empty when it does."""
        review = latest_round(self.agency_year, self.kind)
        if look.has_changed(review):
            return f"ยังเผยแพร่ไม่ได้: {lapsed_words(review)}"
        return moves.refusal_to_publish(standing_of(review), needs_acceptance=needs_acceptance(self.agency))
