"""Who may do what: the one role table, asked as user.has_perm(permission, agency). Who sees what is visible_to."""

from assessments.models import Membership

VIEW = "assessments.view_agency_work"
EDIT = "assessments.edit_agency_work"
PUBLISH = "assessments.publish_agency_work"
OVERSEE = "assessments.oversee"

PERMISSIONS_OF_ROLE = {
    Membership.Role.OFFICER: {VIEW, EDIT, PUBLISH},
    Membership.Role.ADMINISTRATOR: {VIEW, EDIT, PUBLISH, OVERSEE},
}


class AgencyBackend:
    """Answers for an agency from the memberships; signs nobody in."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user, permission, agency=None):
        if not user.is_authenticated or not user.is_active:
            return False
        return any(
            permission in PERMISSIONS_OF_ROLE[membership.role]
            for membership in memberships_of(user)
            if membership.agency_id is None or (agency is not None and membership.agency_id == agency.pk)
        )


def memberships_of(user):
    """The person's memberships, read once a request: they hang on the user object."""
    if not hasattr(user, "_memberships"):
        user._memberships = list(Membership.objects.filter(user=user))
    return user._memberships


def oversees(user):
    return user.has_perm(OVERSEE)
