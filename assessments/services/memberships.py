"""Roles that end: taken away, or given up to a successor. The rows stay, so that it can be told who could do what."""

from django.db import transaction
from django.utils import timezone

from assessments import permissions, writing
from assessments.models import Membership
from assessments.models.people import forget_memberships


class MayNotGrant(Exception):
    """The person may neither give nor take this role."""


class MembershipEnded(Exception):
    """It had ended before."""


class LastAdministrator(Exception):
    """Without this membership nobody would oversee all agencies."""


@transaction.atomic
def end_membership(*, membership, by):
    """Take a role away, now. Raises MayNotGrant, MembershipEnded, LastAdministrator."""
    if not permissions.may_grant(by, membership):
        raise MayNotGrant
    end(membership, by=by)


def end(membership, *, by, at=None):
    """Inside a transaction, for services that have asked for the permission; `at` is a moment to come, or None."""
    _keep_one_administrator(membership)
    moment = at or timezone.now()
    if not Membership.objects.current().filter(pk=membership.pk).update(ended_at=moment):
        raise MembershipEnded
    writing.record(membership, {"ended_at": ("", moment)}, by=by)
    forget_memberships(membership.user)


def _keep_one_administrator(membership):
    """Locked, so that the last two do not take each other's role away at the same time."""
    if not membership.is_of_all:
        return
    of_all = Membership.objects.filter(reach=membership.reach, ended_at=None, user__is_active=True)
    if not {row.pk for row in of_all.select_for_update(of=("self",))} - {membership.pk}:
        raise LastAdministrator


def is_last(membership):
    """Nobody else has this role in the agency: ending it leaves the work undone."""
    others = Membership.objects.current().filter(agency=membership.agency, role=membership.role, user__is_active=True)
    return membership.role in permissions.HAND_OVER and not others.exclude(user=membership.user_id).exists()
