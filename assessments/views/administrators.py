"""Administrators within one's own reach: who they are, inviting more, ending their role."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from assessments import permissions
from assessments.frameworks.kinds import KINDS
from assessments.gates import OversightGate
from assessments.models import Agency, Body, Invitation, Membership
from assessments.people_forms import AdministratorForm
from assessments.places_forms import body_choices
from assessments.services.invitations import AlreadyInvited, invite, may_manage
from assessments.services.memberships import LastAdministrator, MayNotGrant, MembershipEnded, end_membership
from assessments.views.people import ALREADY_INVITED, ENDED_BEFORE, ENDED_SHOWN, Resending, Revoking, act

PAGE_SIZE = 50
ROLE, Reach = Membership.Role.ADMINISTRATOR, Membership.Reach


class AdministratorsView(OversightGate, TemplateView):
    template_name = "assessments/administrators.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        rows = Membership.objects.visible_to(user).of_administrators().select_related("user", "body", "granted_by")
        invitations = Invitation.objects.visible_to(user).of_administrators().pending()
        return super().get_context_data(
            page_obj=Paginator(rows.current(), PAGE_SIZE).get_page(self.request.GET.get("page")),
            query="",
            ended=rows.ended().order_by("-ended_at")[:ENDED_SHOWN],
            invitations=[row for row in invitations.select_related("body", "invited_by") if may_manage(user, row)],
            **kwargs,
        )


class AdministratorInviteView(OversightGate, FormView):
    template_name = "assessments/administrator_invite.html"
    form_class = AdministratorForm

    def get_form_kwargs(self):
        self.bodies = {str(body.pk): body for body in Body.objects.visible_to(self.request.user)}
        return {**super().get_form_kwargs(), "reaches": self.reaches()}

    def reaches(self):
        """What this person may give, by reach; `permissions.reaches_of` says which values, None for any."""
        user = self.request.user
        agencies = Agency.objects.visible_to(user).exclude(province="").order_by("province")
        choices = {
            Reach.ALL: [],
            Reach.BRANCH: body_choices(self.bodies.values()),
            Reach.KIND: list(KINDS.items()),
            Reach.PROVINCE: [(name, name) for name in agencies.values_list("province", flat=True).distinct()],
        }
        return {reach: narrowed(choices[reach], values) for reach, values in permissions.reaches_of(user).items()}

    def form_valid(self, form):
        granted = form.granted
        if "body" in granted:
            granted["body"] = self.bodies[granted["body"]]
        try:
            row = invite(email=form.cleaned_data["email"], role=ROLE, by=self.request.user, **granted)
        except MayNotGrant:
            raise PermissionDenied from None
        except AlreadyInvited:
            form.add_error("email", ALREADY_INVITED)
            return self.form_invalid(form)
        messages.success(self.request, f"ส่งคำเชิญไปที่ {row.email} แล้ว")
        return redirect("assessments:administrators")


def narrowed(choices, allowed):
    """Without `allowed` all of them."""
    return choices if allowed is None else [choice for choice in choices if choice[0] in allowed]


class AdministratorEndView(OversightGate, TemplateView):
    template_name = "assessments/administrator_end.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(membership=self.membership(), **kwargs)

    def membership(self):
        rows = Membership.objects.visible_to(self.request.user).of_administrators().current()
        return get_object_or_404(rows.select_related("user", "body"), pk=self.kwargs["pk"])

    def post(self, request, **kwargs):
        membership = self.membership()
        try:
            end_membership(membership=membership, by=request.user)
            messages.success(request, f"สิ้นสุดบทบาทของ {membership.user} แล้ว")
        except MembershipEnded:
            messages.info(request, ENDED_BEFORE)
        except LastAdministrator:
            messages.error(request, "ต้องมีผู้ดูแลทุกหน่วยงานอย่างน้อยหนึ่งคน โปรดเชิญผู้อื่นก่อน")
        still_there = permissions.oversees(request.user)
        return redirect("assessments:administrators") if still_there else redirect("assessments:home")


class AdministratorInvitationActionView(OversightGate, View):
    """Something done to an invitation of an administrator within one's reach."""

    def invitation(self):
        rows = Invitation.objects.visible_to(self.request.user).of_administrators()
        return get_object_or_404(rows.select_related("body", "invited_by"), pk=self.kwargs["pk"])

    def get(self, request, **kwargs):
        """Signing in again after a lost session comes here."""
        self.invitation()
        return redirect("assessments:administrators")

    def post(self, request, **kwargs):
        act(self, self.invitation())
        return redirect("assessments:administrators")


class AdministratorResendView(Resending, AdministratorInvitationActionView):
    pass


class AdministratorRevokeView(Revoking, AdministratorInvitationActionView):
    pass
