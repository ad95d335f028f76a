"""How often somebody may try: per account and per address, counted in the database so that every process agrees.

Our own and not django-axes: axes locks an account and an address by one limit for one fixed time, and counts after the
password was checked, so that tries sent at the same moment all pass. Here a try is counted before it is judged, under a
lock on its row, and taken back when it was right; the wait of an account doubles; and the same rows serve codes and
requests for a new password. Nothing is ever locked for good.
"""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ita_portal.accounts.client_address import client_address, network_of
from ita_portal.accounts.models import Throttle

Scope = Throttle.Scope


@dataclass(frozen=True)
class Rule:
    """After `free` tries each further one has to wait: `first` minutes, doubled each time, up to `longest`.

    Tries are forgotten `memory` minutes after the first of them, once no wait is left.
    """

    free: int
    first: int
    longest: int
    memory: int

    def wait_after(self, count) -> timedelta:
        if count < self.free:
            return timedelta(0)
        return timedelta(minutes=min(self.first * 2 ** min(count - self.free, 10), self.longest))


DAY = 24 * 60
PER_ACCOUNT = Rule(free=5, first=1, longest=15, memory=DAY)
PER_ADDRESS = Rule(free=20, first=15, longest=15, memory=15)
RULES = {
    Scope.ACCOUNT: PER_ACCOUNT,
    Scope.ADDRESS: PER_ADDRESS,
    Scope.PASSWORD: PER_ACCOUNT,
    Scope.CODE: PER_ACCOUNT,
    Scope.RESET_ACCOUNT: Rule(free=3, first=15, longest=15, memory=60),
    Scope.RESET_ADDRESS: PER_ADDRESS,
}
KEPT = timedelta(minutes=DAY + 60)


class TriedTooOften(Exception):
    """The message is Thai and says how long to wait; the same whether there is such an account or not."""

    def __init__(self, wait: timedelta):
        self.seconds = max(1, int(wait.total_seconds()) + 1)
        super().__init__(f"ลองหลายครั้งเกินไป โปรดรออีก {spoken(self.seconds)} แล้วลองใหม่")


def spoken(seconds) -> str:
    """59 วินาที, 2 นาที: never less than what is left."""
    return f"{seconds} วินาที" if seconds < 60 else f"{-(-seconds // 60)} นาที"


def account_gate(typed_name):
    """By what was typed, so that a name without an account is counted like one that has one."""
    return Scope.ACCOUNT, _hidden(unicodedata.normalize("NFKC", typed_name).casefold())


def address_gate(request, scope=Scope.ADDRESS):
    return scope, _hidden(network_of(client_address(request)))


def person_gate(scope, user):
    return scope, _hidden(str(user.pk))


def email_gate(email):
    return Scope.RESET_ACCOUNT, _hidden(email.casefold())


@transaction.atomic
def count_try(*gates, now=None):
    """Counts one try at each gate, or, when one is closed, at none. Raises TriedTooOften.

    Gates are always given in the same order (account before address), so that two requests never wait for each other.
    """
    now = now or timezone.now()
    rows = [_row(gate, now) for gate in gates]
    wait = max(_wait(row, now) for row in rows)
    if wait > timedelta(0):
        raise TriedTooOften(wait)
    for row in rows:
        _count(row, now)


def forgive(gate):
    """The try was right: earlier wrong ones of this account no longer count."""
    _rows(gate).update(count=0)


def take_back(gate):
    """The try was right: only this one no longer counts. An address that knows one password may still guess others."""
    _rows(gate).filter(count__gt=0).update(count=F("count") - 1)


def prune(now=None):
    """Rows that nothing asks about any more. How many went."""
    return Throttle.objects.filter(last_at__lt=(now or timezone.now()) - KEPT).delete()[0]


def _rows(gate):
    scope, subject = gate
    return Throttle.objects.filter(scope=scope, subject=subject)


def _row(gate, now):
    scope, subject = gate
    times = {"started_at": now, "last_at": now}
    return Throttle.objects.select_for_update().get_or_create(scope=scope, subject=subject, defaults=times)[0]


def _wait(row, now) -> timedelta:
    wait = RULES[row.scope].wait_after(row.count)
    return row.last_at + wait - now if wait else wait


def _count(row, now):
    memory = timedelta(minutes=RULES[row.scope].memory)
    if row.count == 0 or row.started_at + memory <= now:
        row.count, row.started_at = 0, now
    row.count, row.last_at = row.count + 1, max(now, row.started_at)  # another machine's clock may be ahead
    row.save(update_fields=["count", "started_at", "last_at"])


def _hidden(subject):
    return salted_hmac("accounts.throttling", subject, algorithm="sha256").hexdigest()
