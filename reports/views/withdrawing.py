"""The page on which a published version is taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from reports.publishing import short_address
from reports.review_forms import WithdrawForm
from reports.versions import versions_of
from reports.views.documents import DocumentGate
from reports.withdrawing import WithdrawalRefused, may_withdraw, withdraw, withdrawal_of


class WithdrawView(DocumentGate, FormView):
    """For who answers for the document; a version that is not published is a 404."""

    template_name = "reports/withdraw.html"
    form_class = WithdrawForm

    def open(self, number, **kwargs):
        super().open(**kwargs)
        versions = versions_of(self.agency_year, self.kind)
        self.publication = next((row for row in versions if row.number == number and row.is_published), None)
        if self.publication is None:
            raise Http404
        if not may_withdraw(self.request.user, self.agency):
            raise PermissionDenied

    def get_success_url(self):
        return reverse("reports:publish", args=[self.agency.code, self.agency_year.fiscal_year, self.kind])

    def form_valid(self, form):
        try:
            withdraw(publication=self.publication, reason=form.cleaned_data["reason"], by=self.request.user)
        except WithdrawalRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"ถอนฉบับที่ {self.publication.number} แล้ว")
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        shown = {
            "kind": self.kind,
            "publication": self.publication,
            "withdrawal": withdrawal_of(self.publication),
            "short_address": short_address(self.publication),
        }
        return super().get_context_data(**kwargs | shown)
