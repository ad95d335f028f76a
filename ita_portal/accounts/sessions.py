"""How long a session lasts: eight hours after its last use, without writing a row for every page."""

import time

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db.models import F

SEEN = "seen_at"
SECONDS_BETWEEN_WRITES = 600


def touch(session, now=None):
    """Writing the session is what puts its end off; a page that is opened within ten minutes of another writes none."""
    now = now or time.time()
    if now - session.get(SEEN, 0) >= SECONDS_BETWEEN_WRITES:
        session[SEEN] = int(now)


def end_all(user):
    """Every session of this person ends with its next page, on every device."""
    get_user_model().objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)


def _mark(sender, request, user, **values):
    request.session[SEEN] = int(time.time())


def connect():
    user_logged_in.connect(_mark, dispatch_uid="accounts.sessions")
