"""Between the password and the pages: who still owes a code, or owes setting one up, gets no further than there."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

from ita_portal.accounts.second_factor import device_id_of, has_passed, is_required_of
from ita_portal.accounts.sessions import touch

OWES_CODE, OWES_SETUP = "code", "setup"
DOORS = {OWES_CODE: "accounts:code", OWES_SETUP: "accounts:factor"}


def open_to(*debts):
    """Marks a view that somebody may open who still owes this."""

    def mark(view):
        view.open_to = frozenset(debts)
        return view

    return mark


class SecondFactorMiddleware:
    """Stands behind LoginRequiredMiddleware and treats /admin/ like every other page.

    A page for everybody stays open, to somebody who half signed in as to a stranger: it is not told who asks.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            touch(request.session)
        return response

    def process_view(self, request, view, args, kwargs):
        debt = owed_by(request)
        if debt is None or debt in getattr(view, "open_to", ()):
            return None
        if not getattr(view, "login_required", True):
            request.user = AnonymousUser()
            return None
        return redirect_to_login(request.get_full_path(), reverse(DOORS[debt]))


def owed_by(request):
    if not request.user.is_authenticated:
        return None
    device_id = device_id_of(request.user)
    if device_id:
        return None if has_passed(request.session, device_id) else OWES_CODE
    return OWES_SETUP if is_required_of(request.user) else None
