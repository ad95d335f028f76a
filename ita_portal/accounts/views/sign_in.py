"""The door: password, then the code, and out again."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, RedirectURLMixin, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import TemplateView

from ita_portal.accounts import proof
from ita_portal.accounts.events import Kind, record
from ita_portal.accounts.forms import CodeForm, RecoveryCodeForm, SignInForm
from ita_portal.accounts.middleware import OWES_CODE, owed_by
from ita_portal.accounts.recovery import codes_left
from ita_portal.accounts.second_factor import device_id_of, device_of, pass_with
from ita_portal.accounts.sessions import end_all
from ita_portal.accounts.views.proving import ProvingView


class SignInView(LoginView):
    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        if not device_id_of(form.get_user()):
            record(self.request, form.get_user(), Kind.SIGN_IN)
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.wait:
            response.status_code, response["Retry-After"] = 429, str(form.wait)
        return response


@method_decorator(login_not_required, name="dispatch")
class AdminSignInView(View):
    """/admin/ has no door of its own, or it would be one without throttle and code."""

    def dispatch(self, request):
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", "/admin/"))


class CodeView(RedirectURLMixin, ProvingView):
    """After the password. Somebody who owes no code is sent on."""

    template_name = "accounts/code.html"
    form_class = CodeForm
    next_page = "assessments:home"
    prove = staticmethod(proof.prove_code)
    kind = Kind.SIGN_IN
    with_recovery_code = False

    def dispatch(self, request, *args, **kwargs):
        if owed_by(request) != OWES_CODE:
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def proved(self, form):
        user = self.request.user
        self.prove(user, form.cleaned_data["code"])
        pass_with(self.request, device_of(user))
        record(self.request, user, self.kind)
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        context = {"next": self.get_redirect_url(), "with_recovery_code": self.with_recovery_code}
        return super().get_context_data(**kwargs | context)


class RecoveryCodeView(CodeView):
    form_class = RecoveryCodeForm
    prove = staticmethod(proof.prove_recovery_code)
    kind = Kind.RECOVERY_USED
    with_recovery_code = True

    def proved(self, form):
        response = super().proved(form)
        left = codes_left(self.request.user)
        messages.warning(self.request, f"ใช้รหัสสำรองไปหนึ่งรหัส เหลือ {left} รหัส ออกชุดใหม่ได้ที่หน้า “บัญชีของฉัน”")
        return response


class SignOutView(LogoutView):
    http_method_names = ["get", *LogoutView.http_method_names]

    def get(self, request, *args, **kwargs):
        """Signing in again after a lost session comes here, and nobody means to sign out then."""
        return redirect("assessments:home")

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        messages.success(request, "ออกจากระบบแล้ว")
        return response


class SignOutEverywhereView(TemplateView):
    """Asks first: unsaved work in another window would be lost."""

    template_name = "accounts/sign_out_everywhere.html"

    def post(self, request):
        end_all(request.user)
        record(request, request.user, Kind.SIGN_OUT_ALL)
        logout(request)
        messages.success(request, "ออกจากระบบทุกอุปกรณ์แล้ว โปรดเข้าสู่ระบบใหม่")
        return redirect("accounts:login")
