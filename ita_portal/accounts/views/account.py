"""The own account: who I am here, what keeps it safe, and what happened to it."""

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import TemplateView

from ita_portal.accounts.events import Kind, recent_events, record
from ita_portal.accounts.forms import PasswordForm, ProfileForm
from ita_portal.accounts.proof import prove_password
from ita_portal.accounts.recovery import codes_left
from ita_portal.accounts.second_factor import device_id_of, is_required_of
from ita_portal.accounts.services import EmailTaken, save_profile
from ita_portal.accounts.views.proving import OwnFormView

FEW_CODES = 3


class AccountView(TemplateView):
    template_name = "accounts/account.html"

    def get_context_data(self, **kwargs):
        user, left = self.request.user, codes_left(self.request.user)
        factor = {"has_device": bool(device_id_of(user)), "is_required": is_required_of(user)}
        codes = {"codes_left": left, "few_codes": left <= FEW_CODES}
        return super().get_context_data(**kwargs | factor | codes | {"events": recent_events(user)})


class ProfileView(OwnFormView):
    form_class = ProfileForm
    title = "ชื่อและอีเมล"
    button = "บันทึก"

    def get_initial(self):
        return {"name": self.request.user.name, "email": self.request.user.email}

    def proved(self, form):
        prove_password(self.request.user, form.cleaned_data["password"])
        try:
            save_profile(user=self.request.user, name=form.cleaned_data["name"], email=form.cleaned_data["email"])
        except EmailTaken as refusal:
            form.add_error("email", str(refusal))
            return self.form_invalid(form)
        record(self.request, self.request.user, Kind.PROFILE)
        messages.success(self.request, "บันทึกชื่อและอีเมลแล้ว")
        return redirect("accounts:account")


class PasswordView(PasswordChangeView):
    """Ends this person's sessions everywhere else."""

    template_name = "accounts/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("accounts:password-done")

    def form_valid(self, form):
        response = super().form_valid(form)
        record(self.request, self.request.user, Kind.PASSWORD)
        return response
