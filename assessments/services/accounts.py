"""People who may no longer sign in, and may again. Nobody is deleted: the history names them."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Prefetch, Q

from assessments import permissions
from assessments.models import Change, Membership
from assessments.services.memberships import MayNotGrant, end

SEARCHED = ("name", "username", "email")
STATES = {True: "ใช้งานได้", False: "ระงับการใช้งาน"}


def people_seen_by(user, typed=""):
    """Accounts with their present memberships; only for who oversees all."""
    if not permissions.oversees_all(user):
        return get_user_model().objects.none()
    matches = Q()
    for name in SEARCHED:
        matches |= Q(**{f"{name}__icontains": typed})
    present = Prefetch("memberships", Membership.objects.current().select_related("agency", "body"), "present")
    return get_user_model().objects.filter(matches).prefetch_related(present).order_by("name", "username")


def may_deactivate(user, person):
    """Nobody locks themselves out; only a superuser another superuser."""
    return permissions.oversees_all(user) and person.pk != user.pk and (user.is_superuser or not person.is_superuser)


@transaction.atomic
def deactivate(*, person, by):
    """The sessions end with their next page, the roles now. False when it was done before. Raises LastAdministrator."""
    if not may_deactivate(by, person):
        raise MayNotGrant
    people = get_user_model().objects.filter(pk=person.pk, is_active=True)
    if not people.select_for_update().exists():
        return False
    for membership in Membership.objects.current().filter(user=person).select_related("agency", "body", "user"):
        end(membership, by=by)
    people.update(is_active=False, session_round=F("session_round") + 1)
    _record(person, is_active=False, by=by)
    return True


@transaction.atomic
def reactivate(*, person, by):
    """The person may sign in again; roles are given anew. False when it was done before."""
    if not may_deactivate(by, person):
        raise MayNotGrant
    if not get_user_model().objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        return False
    _record(person, is_active=True, by=by)
    return True


def _record(person, *, is_active, by):
    states = {"before": STATES[not is_active], "after": STATES[is_active]}
    Change.objects.create(by=by, agency=None, record=f"ผู้ใช้ {person}"[:300], field="สถานะของบัญชี", **states)
