"""What happened to an account, written down for its owner."""

from datetime import timedelta

from django.utils import timezone

from ita_portal.accounts.client_address import client_address
from ita_portal.accounts.models import AccountEvent

Kind = AccountEvent.Kind
KEPT = timedelta(days=90)
# The first that is found: Edge calls itself Chrome and Safari too, and Chrome calls itself Safari.
BROWSERS = [
    ("Line/", "LINE"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def record(request, user, kind, now=None):
    browser = browser_of(request.headers.get("User-Agent", ""))
    at = now or timezone.now()
    return AccountEvent.objects.create(user=user, kind=kind, at=at, address=client_address(request), browser=browser)


def prune(now=None):
    """Of everybody; daily, by a job. How many went."""
    return AccountEvent.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()[0]


def recent_events(user, limit=20, now=None):
    return user.account_events.filter(at__gte=(now or timezone.now()) - KEPT)[:limit]


def browser_of(user_agent: str) -> str:
    """Chrome บน Windows; the whole text would tell more than the owner needs."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if not browser:
        return "ไม่ทราบเบราว์เซอร์"
    return f"{browser} บน {system}" if system else browser


def _first(names, text):
    return next((name for mark, name in names if mark in text), "")
