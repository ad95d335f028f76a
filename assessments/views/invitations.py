"""The page behind the link of an invitation. Public: whoever comes has no account yet, or is not signed in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from assessments.people_forms import NewPersonForm
from assessments.services.invitations import (
    AccountExists,
    InvitationClosed,
    OwnHandOver,
    accept,
    accept_as_new_person,
    find_invitation,
    is_acceptable,
)


@method_decorator([login_not_required, never_cache, sensitive_post_parameters()], name="dispatch")
class InvitationView(FormView):
    """Signed in: one button. Else: an account is made here, or the person signs in and comes back."""

    template_name = "assessments/invitation.html"
    form_class = NewPersonForm

    def dispatch(self, request, token, **kwargs):
        self.invitation = find_invitation(token)
        if self.invitation is None:
            raise Http404
        if not is_acceptable(self.invitation):
            return self.show_closed()
        return super().dispatch(request, token=token, **kwargs)

    def show_closed(self):
        """Somebody's second click leads on to what the first one gave."""
        user = self.request.user
        if user.is_authenticated and self.invitation.accepted_by_id == user.pk:
            return redirect("assessments:home")
        self.template_name = "assessments/invitation_closed.html"
        return self.render_to_response({"invitation": self.invitation}, status=410)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "email": self.invitation.email}

    def get_context_data(self, **kwargs):
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            return self.accept_signed_in() if request.user.is_authenticated else super().post(request, *args, **kwargs)
        except InvitationClosed:
            self.invitation.refresh_from_db()
            return self.show_closed()

    def accept_signed_in(self):
        try:
            accept(invitation=self.invitation, by=self.request.user)
        except OwnHandOver:
            messages.error(self.request, "ผู้มอบหน้าที่รับมอบจากตนเองไม่ได้ โปรดให้ผู้รับมอบเปิดลิงก์ด้วยบัญชีของตน")
            return redirect(self.request.path)
        return self.welcome()

    def form_valid(self, form):
        try:
            person = accept_as_new_person(invitation=self.invitation, **form.values)
        except AccountExists as refusal:
            return self.refuse(form, refusal)
        login(self.request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return self.welcome()

    def refuse(self, form, refusal):
        if refusal.is_name:
            form.add_error("username", "ชื่อผู้ใช้นี้ใช้ไม่ได้ โปรดตั้งชื่ออื่น")
        else:
            form.add_error(None, "สร้างบัญชีใหม่ด้วยคำเชิญนี้ไม่ได้ หากท่านมีบัญชีอยู่แล้ว ให้เข้าสู่ระบบแล้วตอบรับคำเชิญ")
        return self.form_invalid(form)

    def welcome(self):
        messages.success(self.request, "ตอบรับคำเชิญแล้ว")
        agency = self.invitation.agency
        return redirect("assessments:agency", agency.code) if agency else redirect("assessments:home")
