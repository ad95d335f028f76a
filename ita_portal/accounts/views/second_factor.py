"""Switching the second factor on and off, and new recovery codes."""

from django.contrib import messages
from django.shortcuts import redirect, render

from ita_portal.accounts import second_factor
from ita_portal.accounts.events import Kind, record
from ita_portal.accounts.forms import CodeForm, OwnPasswordForm, RemoveForm
from ita_portal.accounts.proof import prove_any_code, prove_new_device, prove_password
from ita_portal.accounts.recovery import renew_codes
from ita_portal.accounts.views.proving import OwnFormView, ProvingView


def show_codes(request, codes, *, is_first):
    """The answer to the form itself: a page of its own would have to keep the codes readable somewhere."""
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "is_first": is_first})


class WithoutDevice:
    """For who has no device yet; the others see their account."""

    def dispatch(self, request, *args, **kwargs):
        if second_factor.device_id_of(request.user):
            return redirect("accounts:account")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except second_factor.AlreadyOn as refusal:
            messages.warning(self.request, str(refusal))
            return redirect("accounts:account")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, is_required=second_factor.is_required_of(self.request.user))


class WithDevice:
    """For who has a device; the others are shown how to set one up."""

    def dispatch(self, request, *args, **kwargs):
        if not second_factor.device_id_of(request.user):
            return redirect("accounts:factor")
        return super().dispatch(request, *args, **kwargs)


class StartView(WithoutDevice, ProvingView):
    template_name = "accounts/factor_start.html"
    form_class = OwnPasswordForm

    def proved(self, form):
        prove_password(self.request.user, form.cleaned_data["password"])
        second_factor.start(self.request.user, self.request.session)
        return redirect("accounts:factor-confirm")


class ConfirmView(WithoutDevice, ProvingView):
    template_name = "accounts/factor_confirm.html"
    form_class = CodeForm

    def dispatch(self, request, *args, **kwargs):
        self.device = second_factor.pending_device(request.user, request.session)
        if self.device is None and not second_factor.device_id_of(request.user):
            return redirect("accounts:factor")
        return super().dispatch(request, *args, **kwargs)

    def proved(self, form):
        codes = prove_new_device(self.device, form.cleaned_data["code"])
        second_factor.pass_with(self.request, self.device)
        record(self.request, self.request.user, Kind.FACTOR_ON)
        return show_codes(self.request, codes, is_first=True)

    def get_context_data(self, **kwargs):
        shown = {"picture": second_factor.qr_picture(self.device), "groups": second_factor.key_groups(self.device)}
        return super().get_context_data(**kwargs | shown)


class RenewCodesView(WithDevice, OwnFormView):
    form_class = OwnPasswordForm
    title = "ออกรหัสสำรองชุดใหม่"
    lead = "รหัสสำรองชุดเดิมทุกรหัสจะใช้ไม่ได้ทันที รหัสชุดใหม่ 10 รหัสจะแสดงเพียงครั้งเดียว"
    button = "ออกรหัสชุดใหม่"

    def proved(self, form):
        prove_password(self.request.user, form.cleaned_data["password"])
        codes = renew_codes(self.request.user)
        record(self.request, self.request.user, Kind.CODES_RENEWED)
        return show_codes(self.request, codes, is_first=False)


class RemoveView(WithDevice, OwnFormView):
    form_class = RemoveForm
    title = "ปิดการยืนยันสองขั้น"
    button = "ปิดการยืนยันสองขั้น"
    is_grave = True

    @property
    def lead(self):
        if second_factor.is_required_of(self.request.user):
            return "บัญชีนี้ต้องใช้การยืนยันสองขั้น เมื่อปิดแล้วต้องตั้งค่าใหม่ทันที เช่น ด้วยโทรศัพท์เครื่องใหม่ รหัสสำรองชุดเดิมจะใช้ไม่ได้"
        return "เมื่อปิดแล้ว การเข้าสู่ระบบจะใช้เพียงรหัสผ่าน และรหัสสำรองชุดเดิมจะใช้ไม่ได้"

    def proved(self, form):
        prove_password(self.request.user, form.cleaned_data["password"])
        prove_any_code(self.request.user, form.cleaned_data["code"])
        second_factor.remove(self.request.user)
        record(self.request, self.request.user, Kind.FACTOR_OFF)
        messages.success(self.request, "ปิดการยืนยันสองขั้นแล้ว")
        return redirect("accounts:account")
