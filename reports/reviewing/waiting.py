"""The documents that wait for a person's word: for the list of reviews, and their number for the head of every page."""

from django.db.models import Q
from django.utils.functional import SimpleLazyObject

from reports.models import Review
from reports.reviewing import moves
from reports.reviewing.people import agencies_where

MOST_COUNTED = 99


def waiting_for(user) -> Q:
    """Submitted ones for heads, approved ones for administrators."""
    agency = "agency_year__agency__"
    submitted = Q(state=moves.SUBMITTED) & agencies_where(user, moves.APPROVING, agency)
    return submitted | Q(state=moves.APPROVED) & agencies_where(user, moves.ACCEPTING, agency)


def reviews_waiting_for(user):
    return Review.objects.visible_to(user).filter(waiting_for(user))


def waiting_reviews(request):
    """A context processor. A page without the header asks nothing, and neither does a person without this step."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"waiting_reviews": SimpleLazyObject(lambda: shown_count(user))}


def shown_count(user):
    """ "" for none, so that a template can ask for it."""
    count = reviews_waiting_for(user).order_by()[: MOST_COUNTED + 1].count()
    return "" if not count else f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
