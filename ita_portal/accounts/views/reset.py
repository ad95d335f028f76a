"""A new password by e-mail. No answer here depends on whether an address has an account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from ita_portal.accounts.events import Kind, record
from ita_portal.accounts.forms import NewPasswordForm, ResetForm
from ita_portal.accounts.models import Throttle
from ita_portal.accounts.services import ask_reset
from ita_portal.accounts.throttling import account_gate, address_gate, count_try, email_gate, forgive
from ita_portal.accounts.views.proving import ProvingView


@method_decorator(login_not_required, name="dispatch")
class ResetView(ProvingView):
    template_name = "accounts/reset.html"
    form_class = ResetForm

    def proved(self, form):
        email = form.cleaned_data["email"]
        count_try(email_gate(email), address_gate(self.request, Throttle.Scope.RESET_ADDRESS))
        ask_reset(email=email)
        return redirect("accounts:reset-sent")


@method_decorator(login_not_required, name="dispatch")
class ResetSentView(TemplateView):
    template_name = "accounts/reset_sent.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, hours=settings.PASSWORD_RESET_TIMEOUT // 3600)


class ResetConfirmView(PasswordResetConfirmView):
    """Opens what too many wrong passwords had closed, and asks for the new password and the code at once."""

    template_name = "accounts/reset_confirm.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:login")

    def form_valid(self, form):
        response = super().form_valid(form)
        record(self.request, self.user, Kind.RESET)
        forgive(account_gate(self.user.get_username()))
        messages.success(self.request, "ตั้งรหัสผ่านใหม่แล้ว โปรดเข้าสู่ระบบด้วยรหัสใหม่")
        return response
