"""Whom a bulk action may touch: the agencies that the person oversees, asked at the click and again at each agency."""

from functools import reduce
from operator import or_

from django.contrib.auth import get_user_model
from django.db.models import Q

from assessments.models.people import memberships_of
from assessments.permissions import OVERSEE, PERMISSIONS_OF_ROLE
from reports.models import BulkOutcome

NOWHERE = Q(pk__in=[])
EVERYWHERE = ~NOWHERE  # unlike an empty Q, right also in exclude()
OUT_OF_REACH = "ไม่อยู่ในขอบเขตที่ท่านดูแลแล้ว"


def person_now(pk):
    """As an account and its roles stand at this moment: nothing that was read before hangs on it."""
    return get_user_model().objects.get(pk=pk)


def oversees_agency(user, agency) -> bool:
    return user.has_perm(OVERSEE, agency)


def overseen_by(user, prefix="") -> Q:
    """The same in SQL, for a query in which the agency stands behind `prefix`."""
    if not user.is_active:
        return NOWHERE
    rows = [row for row in memberships_of(user) if OVERSEE in PERMISSIONS_OF_ROLE[row.role]]
    if user.is_superuser or any(row.is_of_all for row in rows):
        return EVERYWHERE
    return reduce(or_, (row.agencies(prefix) for row in rows), NOWHERE)


def may_download(user, run) -> bool:
    """Drafts are in it: who no longer oversees one of its agencies gets none of it."""
    beyond = run.outcomes.filter(outcome=BulkOutcome.Outcome.DONE).exclude(overseen_by(user, "agency__"))
    return not beyond.exists()
