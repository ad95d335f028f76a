"""The people of an agency: their roles now and before, invitations, and handing over one's own role."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from assessments import permissions
from assessments.gates import AgencyGate
from assessments.people_forms import HandOverForm, InviteForm
from assessments.services.invitations import (
    AlreadyInvited,
    InvitationClosed,
    hand_over,
    invite,
    may_manage,
    resend,
    revoke,
)
from assessments.services.memberships import MayNotGrant, MembershipEnded, end_membership, is_last

ENDED_SHOWN = 100
ALREADY_INVITED = "เชิญอีเมลนี้ในบทบาทนี้ไว้แล้ว กด “ส่งอีกครั้ง” ที่คำเชิญเดิมได้"
ENDED_BEFORE = "บทบาทนี้สิ้นสุดไปก่อนแล้ว"
CLOSED = "คำเชิญนี้ใช้ไปแล้วหรือยกเลิกไปแล้ว"


class PeopleView(AgencyGate, TemplateView):
    template_name = "assessments/people.html"

    def get_context_data(self, **kwargs):
        user, people = self.request.user, self.agency.memberships.select_related("user", "granted_by")
        invitations = self.agency.invitations.pending().select_related("invited_by", "hands_over__user")
        return super().get_context_data(
            members=[(row, permissions.may_hand_over(user, row)) for row in people.current()],
            ended=people.ended().order_by("-ended_at")[:ENDED_SHOWN],
            invitations=[row for row in invitations if self.may_manage(row)],
            can_manage=user.has_perm(permissions.MANAGE_PEOPLE, self.agency),
            **kwargs,
        )

    def may_manage(self, invitation):
        invitation.agency = self.agency
        return may_manage(self.request.user, invitation)


class InviteView(AgencyGate, FormView):
    permission = permissions.MANAGE_PEOPLE
    template_name = "assessments/people_invite.html"
    form_class = InviteForm

    def form_valid(self, form):
        try:
            row = invite(agency=self.agency, by=self.request.user, **form.cleaned_data)
        except AlreadyInvited:
            form.add_error("email", ALREADY_INVITED)
            return self.form_invalid(form)
        messages.success(self.request, f"ส่งคำเชิญไปที่ {row.email} แล้ว")
        return redirect("assessments:people", self.agency.code)


class MembershipGate(AgencyGate):
    """Gives `self.membership`, a present role in the agency."""

    def open(self, pk, **kwargs):
        super().open(**kwargs)
        rows = self.agency.memberships.current().select_related("user")
        self.membership = get_object_or_404(rows, pk=pk)
        self.membership.agency = self.agency

    def get_context_data(self, **kwargs):
        return super().get_context_data(membership=self.membership, **kwargs)


class MembershipEndView(MembershipGate, TemplateView):
    """Asks first, and says when the agency would be left without an officer or a head."""

    permission = permissions.MANAGE_PEOPLE
    template_name = "assessments/membership_end.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_last=is_last(self.membership), **kwargs)

    def post(self, request, **kwargs):
        try:
            end_membership(membership=self.membership, by=request.user)
            messages.success(request, f"สิ้นสุดบทบาทของ {self.membership.user} แล้ว")
        except MembershipEnded:
            messages.info(request, ENDED_BEFORE)
        still_there = request.user.has_perm(permissions.VIEW, self.agency)
        return redirect("assessments:people", self.agency.code) if still_there else redirect("assessments:home")


class HandOverView(MembershipGate, FormView):
    """One's own role, offered to a successor by e-mail."""

    template_name = "assessments/hand_over.html"
    form_class = HandOverForm

    def open(self, **kwargs):
        super().open(**kwargs)
        if not permissions.may_hand_over(self.request.user, self.membership):
            raise PermissionDenied

    def form_valid(self, form):
        try:
            row = hand_over(membership=self.membership, by=self.request.user, **form.values)
        except AlreadyInvited:
            form.add_error("email", ALREADY_INVITED)
            return self.form_invalid(form)
        messages.success(self.request, f"ส่งคำเชิญรับมอบหน้าที่ไปที่ {row.email} แล้ว ท่านยังทำหน้าที่จนกว่าผู้รับมอบจะตอบรับ")
        return redirect("assessments:people", self.agency.code)


class Resending:
    def act(self, invitation):
        if resend(invitation=invitation, by=self.request.user):
            messages.success(self.request, f"ส่งคำเชิญไปที่ {invitation.email} อีกครั้งแล้ว ลิงก์เดิมใช้ไม่ได้อีก")
        else:
            messages.info(self.request, "เพิ่งส่งคำเชิญนี้ไป โปรดรอหนึ่งนาทีก่อนส่งอีกครั้ง")


class Revoking:
    def act(self, invitation):
        revoke(invitation=invitation, by=self.request.user)
        messages.success(self.request, f"ยกเลิกคำเชิญของ {invitation.email} แล้ว")


def act(view, invitation):
    """What the services refuse becomes a message or a 403; administrators' pages use it as well."""
    try:
        view.act(invitation)
    except MayNotGrant:
        raise PermissionDenied from None
    except InvitationClosed:
        messages.info(view.request, CLOSED)


class InvitationActionView(AgencyGate, View):
    """Something done to an invitation of the agency."""

    def open(self, pk, **kwargs):
        super().open(**kwargs)
        self.invitation = get_object_or_404(self.agency.invitations.all(), pk=pk)
        self.invitation.agency = self.agency

    def get(self, request, **kwargs):
        """Signing in again after a lost session comes here."""
        return redirect("assessments:people", self.agency.code)

    def post(self, request, **kwargs):
        act(self, self.invitation)
        return redirect("assessments:people", self.agency.code)


class InvitationResendView(Resending, InvitationActionView):
    pass


class InvitationRevokeView(Revoking, InvitationActionView):
    pass
