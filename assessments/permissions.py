"""Who may do what: the one role table, asked as user.has_perm(permission, agency). Who sees what is visible_to."""

from django.contrib.auth import get_user_model

from assessments.models import Membership
from assessments.models.people import memberships_of

VIEW = "assessments.view_agency_work"
EDIT = "assessments.edit_agency_work"
SUBMIT = "assessments.submit_agency_work"
APPROVE = "assessments.approve_agency_work"
ACCEPT = "assessments.accept_agency_work"
PUBLISH = "assessments.publish_agency_work"
COMMENT = "assessments.comment_agency_work"
MANAGE_PEOPLE = "assessments.manage_people"
OVERSEE = "assessments.oversee"  # many agencies, as far as the reach goes: every query starts from visible_to
OVERSEE_ALL = "assessments.oversee_all"  # what concerns all at once: imports of many, new agencies, accounts

Role = Membership.Role
PERMISSIONS_OF_ROLE = {
    Role.OFFICER: {VIEW, EDIT, SUBMIT, PUBLISH, COMMENT},
    Role.HEAD: {VIEW, APPROVE, PUBLISH, COMMENT, MANAGE_PEOPLE},
    Role.VIEWER: {VIEW},
    Role.ADMINISTRATOR: {VIEW, EDIT, ACCEPT, PUBLISH, COMMENT, MANAGE_PEOPLE, OVERSEE, OVERSEE_ALL},
}
HAND_OVER = {Role.OFFICER, Role.HEAD}  # the roles that their holder gives to a successor
ANYWHERE = {OVERSEE}  # asked without an agency, these are had by whoever has them for some


class AgencyBackend:
    """Answers for an agency from the memberships; signs nobody in."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user, permission, agency=None):
        """Without an agency: for all of them (a few permissions: for some of them)."""
        if not user.is_authenticated or not user.is_active:
            return False
        return any(gives(row, permission, agency) for row in memberships_of(user))


def gives(membership, permission, agency):
    if permission not in PERMISSIONS_OF_ROLE[membership.role]:
        return False
    if permission == OVERSEE_ALL or agency is None:
        return membership.is_of_all or permission in ANYWHERE
    return membership.reaches(agency)


def oversees(user):
    return user.has_perm(OVERSEE)


def oversees_all(user):
    return user.has_perm(OVERSEE_ALL)


def people_with(permission, agency):
    """Active people who have the permission for this agency by a membership; superusers are not counted."""
    roles = [role for role, permissions in PERMISSIONS_OF_ROLE.items() if permission in permissions]
    rows = Membership.objects.current().filter(role__in=roles).select_related("body")
    own_or_above = [row.user_id for row in rows.filter(agency=agency) | rows.filter(agency=None) if row.reaches(agency)]
    return get_user_model().objects.filter(pk__in=own_or_above, is_active=True)


def may_grant(user, grant):
    """Whether this person may give, and take, the role that `grant` (a membership, an invitation) speaks of."""
    if grant.agency_id:
        return user.has_perm(MANAGE_PEOPLE, grant.agency)
    if not user.is_active:
        return False
    return user.is_superuser or any(row.covers(grant) for row in memberships_of(user))


def reaches_of(user):
    """The reaches that this person may grant: {reach: its values}; None for any value that they see."""
    if oversees_all(user):
        return dict.fromkeys(Membership.Reach)
    rows = [row for row in memberships_of(user) if row.role == Role.ADMINISTRATOR]
    values = {Membership.Reach(row.reach): None for row in rows if row.body_id}
    for row in rows:
        if not row.body_id:
            values.setdefault(Membership.Reach(row.reach), set()).add(row.kind or row.province)
    return values


def may_hand_over(user, membership):
    """One's own present role, not somebody else's."""
    return (
        user.is_active and membership.user_id == user.pk and membership.role in HAND_OVER and not membership.has_ended
    )


def may_keep_under(user, body):
    """Whether this person may put bodies and agencies under this body; None is the top of the tree."""
    if oversees_all(user):
        return True
    return body is not None and any(row.body_id and body.is_under(row.body) for row in memberships_of(user))


def may_keep_body(user, body):
    """Whether this person may rename or move it: whoever oversees a branch does so below its top."""
    return may_keep_under(user, body.parent)
