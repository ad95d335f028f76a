"""Whose step a move is: the permission each step asks for, and the people who hold it for an agency."""

from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from assessments import permissions
from assessments.models.people import memberships_of
from assessments.permissions import gives
from reports.reviewing.moves import ACCEPTING, APPROVING, PUBLISHING, SUBMITTING

NOWHERE = Q(pk__in=[])
WORDS = (APPROVING, ACCEPTING)
PERMISSION_OF = {
    SUBMITTING: permissions.SUBMIT,
    APPROVING: permissions.APPROVE,
    ACCEPTING: permissions.ACCEPT,
    PUBLISHING: permissions.PUBLISH,
}


def may(user, step, agency) -> bool:
    """Superusers may do all but give the word of a head or an administrator that they are not."""
    if user.is_superuser and step in WORDS:
        return user.is_active and any(gives(row, PERMISSION_OF[step], agency) for row in memberships_of(user))
    return user.has_perm(PERMISSION_OF[step], agency)


def require(user, step, agency):
    """Raises PermissionDenied for who has no part in this step."""
    if not may(user, step, agency):
        raise PermissionDenied


def agencies_where(user, step, prefix="") -> Q:
    """The condition on agencies, behind `prefix`, in which this is the person's own step; superusers have none."""
    rows = [row for row in memberships_of(user) if PERMISSION_OF[step] in permissions.PERMISSIONS_OF_ROLE[row.role]]
    if not user.is_active or any(row.is_of_all for row in rows):
        return Q() if user.is_active else NOWHERE
    return reduce(or_, (row.agencies(prefix) for row in rows), NOWHERE)


def approvers_of(agency):
    return permissions.people_with(permissions.APPROVE, agency)


def acceptors_of(agency):
    """Administrators whose reach covers the agency; without any, the head's approval is enough to publish."""
    return permissions.people_with(permissions.ACCEPT, agency)


def needs_acceptance(agency) -> bool:
    return bool(acceptors_of(agency))
