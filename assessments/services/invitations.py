"""Roles offered by e-mail: sent, sent again, taken back, accepted. Whoever holds the link's token may accept, once."""

import hashlib
import secrets
from datetime import datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments import permissions, writing
from assessments.models import Invitation, Membership
from assessments.models.people import forget_memberships
from assessments.services.memberships import MayNotGrant, end
from ita_portal.jobs.queue import enqueue

SEND = "assessments.send_invitation"
VALID_FOR = timedelta(days=14)
SECONDS_BETWEEN_LETTERS = 60  # a second click within it sends nothing


class AlreadyInvited(Exception):
    """This address has an invitation to the same role that is neither used nor taken back."""


class InvitationClosed(Exception):
    """It was used, taken back, has run out, or its sender may no longer grant the role."""


class OwnHandOver(Exception):
    """Somebody tries to take over from themselves."""


class AccountExists(Exception):
    """The user name or the e-mail address has an account; `is_name` says which of the two."""

    def __init__(self, is_name):
        super().__init__()
        self.is_name = is_name


def token_of(seed) -> str:
    """What stands in the link; only with SECRET_KEY can it be made from what is stored."""
    return salted_hmac("assessments.invitation", seed, algorithm="sha256").hexdigest()


def hash_of(token) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_invitation(token):
    """None for a token that was never given out, or was replaced by a newer letter's."""
    rows = Invitation.objects.select_related("agency", "body", "invited_by", "hands_over__user")
    return rows.filter(token_sha256=hash_of(token)).first()


def _new_letter():
    seed, now = secrets.token_hex(16), timezone.now()
    moments = {"sent_at": now, "expires_at": now + VALID_FOR, "mailed_at": None}
    return {"seed": seed, "token_sha256": hash_of(token_of(seed)), **moments}


@transaction.atomic
def invite(*, email, by, hands_over=None, hands_over_on=None, **granted):
    """Offer a role. Raises MayNotGrant, AlreadyInvited."""
    row = Invitation(
        email=email.lower(),
        invited_by=by,
        hands_over=hands_over,
        hands_over_on=hands_over_on,
        **granted,
        **_new_letter(),
    )
    if not _is_grantable(row):
        raise MayNotGrant
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AlreadyInvited from error
    writing.record(row, {"sent_at": ("", row.sent_at)}, by=by)
    enqueue(SEND, by=by, invitation_id=row.pk, seed=row.seed)
    return row


@transaction.atomic
def hand_over(*, membership, email, on=None, by):
    """Offer one's own role to a successor; it ends when they accept, or at the end of the day `on` if that is later."""
    if not permissions.may_hand_over(by, membership):
        raise MayNotGrant
    return invite(email=email, by=by, hands_over=membership, hands_over_on=on, **membership.granted)


def _is_grantable(row):
    if row.hands_over_id:
        return permissions.may_hand_over(row.invited_by, row.hands_over)
    return permissions.may_grant(row.invited_by, row)


def is_acceptable(invitation):
    """Open, and its sender may still grant the role: who lost the right cannot leave a door open."""
    return invitation.is_open and _is_grantable(invitation)


def may_manage(user, invitation):
    return invitation.invited_by_id == user.pk or permissions.may_grant(user, invitation)


@transaction.atomic
def resend(*, invitation, by):
    """A new letter with a new link; the old link ends. False when one has just been sent. Raises InvitationClosed."""
    if not may_manage(by, invitation):
        raise MayNotGrant
    if timezone.now() - invitation.sent_at < timedelta(seconds=SECONDS_BETWEEN_LETTERS):
        return False
    letter = _new_letter()
    if not Invitation.objects.pending().filter(pk=invitation.pk, seed=invitation.seed).update(**letter):
        raise InvitationClosed
    writing.record(invitation, {"sent_at": (invitation.sent_at, letter["sent_at"])}, by=by)
    enqueue(SEND, by=by, invitation_id=invitation.pk, seed=letter["seed"])
    return True


@transaction.atomic
def revoke(*, invitation, by):
    """Raises InvitationClosed when it was used or taken back before."""
    if not may_manage(by, invitation):
        raise MayNotGrant
    now = timezone.now()
    if not Invitation.objects.pending().filter(pk=invitation.pk).update(revoked_at=now):
        raise InvitationClosed
    writing.record(invitation, {"revoked_at": ("", now)}, by=by)


@transaction.atomic
def accept(*, invitation, by):
    """The person's membership, one however often it is clicked. Raises InvitationClosed, OwnHandOver."""
    row = _locked(invitation)
    if row.hands_over_id and row.hands_over.user_id == by.pk:
        raise OwnHandOver
    now = timezone.now()
    membership, is_new = Membership.objects.get_or_create(
        user=by, ended_at=None, **row.granted, defaults={"granted_by": row.invited_by, "started_at": now}
    )
    Invitation.objects.filter(pk=row.pk).update(accepted_at=now, accepted_by=by)
    writing.record(row, {"accepted_by": ("", by)}, by=by)
    if is_new:
        writing.record(membership, {"started_at": ("", now)}, by=by)
    if row.hands_over_id:
        end(row.hands_over, by=by, at=_end_of(row.hands_over_on))
    forget_memberships(by)
    return membership


@transaction.atomic
def accept_as_new_person(*, invitation, username, name, password):
    """An account with the invited address, and the membership. Raises InvitationClosed, AccountExists."""
    row = _locked(invitation)
    people = get_user_model().objects
    try:
        with transaction.atomic():
            person = people.create_user(username=username, email=row.email, password=password, name=name)
    except IntegrityError as error:
        raise AccountExists(people.filter(username=username).exists()) from error
    accept(invitation=row, by=person)
    return person


def _locked(invitation):
    rows = Invitation.objects.select_for_update(of=("self",)).select_related(
        "agency", "body", "invited_by", "hands_over__user"
    )
    row = rows.get(pk=invitation.pk)
    if not is_acceptable(row):
        raise InvitationClosed
    return row


def _end_of(day):
    """The moment after that day in Thailand, unless that is past; None for at once."""
    if day is None:
        return None
    end_of_day = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    return end_of_day if end_of_day > timezone.now() else None
