"""How many pieces of news wait for the person, for the header of every page."""

from django.utils.functional import SimpleLazyObject

from assessments.models import Notification

MOST_COUNTED = 99


def unread_notifications(request):
    """A page without the header asks nothing. The number is counted anew for each page; many are shown as 99+."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notifications": SimpleLazyObject(lambda: shown_count(user))}


def shown_count(user):
    """ "" for none, so that a template can ask for it."""
    unread = Notification.objects.visible_to(user).unread()
    count = unread[: MOST_COUNTED + 1].count()
    return "" if not count else f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
