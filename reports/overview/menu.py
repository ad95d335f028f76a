"""Whether the head of every page leads to the overview."""

from django.utils.functional import SimpleLazyObject

from assessments.permissions import OVERSEE, AgencyBackend


def overview_menu(request):
    """A context processor. It costs no query: the memberships are read once a request, for other parts of the head."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"leads_to_overview": SimpleLazyObject(lambda: leads_to_overview(user))}


def leads_to_overview(user):
    """As has_perm answers, without the tables of Django's own permissions, which hold nothing of ours."""
    return user.is_active and (user.is_superuser or AgencyBackend().has_perm(user, OVERSEE))
