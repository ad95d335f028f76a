"""Telling people something: stored once for each of them, shown and mailed as they chose."""

from operator import attrgetter

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Agency, EmailMessage, Notification, NotificationChoice
from assessments.notifications import DIGEST_SUBJECT, KINDS, digest, letter, usual_way
from assessments.services.mailing import post

by_pk = attrgetter("pk")  # two who tell the same people lock their rows in one order


def notify(*, people, kind, title, text, link, once_key, agency=None, fiscal_year=None):
    """Tell each of these people, in the caller's transaction; how many had not been told under this key before.

    `link` is a path of the portal. With the same `once_key` a person is told once, however often this is called.
    """
    news = {"kind": kind, "title": title[:300], "text": text, "link": link, "agency": agency, "once_key": once_key}
    untold = _untold([person for person in people if person.is_active], once_key)
    if not untold:
        return 0
    return _tell(untold, news | {"fiscal_year": fiscal_year})


def _untold(people, once_key):
    told = Notification.objects.filter(person__in=people, once_key=once_key).values_list("person_id", flat=True)
    known = set(told)
    return {person.pk: person for person in sorted(people, key=by_pk) if person.pk not in known}


@transaction.atomic
def _tell(people, news):
    """Who tells the same people at the same time waits here for the other, and adds nothing to what that one wrote."""
    ways = ways_of(people.values(), news["kind"])
    rows = [
        Notification(person=person, is_shown=ways[pk].in_portal, in_digest=ways[pk].digest, **news)
        for pk, person in people.items()
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    by_email = [person for pk, person in people.items() if ways[pk].by_email and person.email]
    text = letter(news["text"], address(news["link"]), choices_address())
    post([_letter(person, news, text) for person in by_email])
    return len(rows)


def _letter(person, news, text):
    key = f"{person.pk}:{news['once_key']}"
    return EmailMessage(to=person.email, subject=one_line(news["title"]), text=text, once_key=key)


def ways_of(people, kind):
    """{person's pk: Way}"""
    chosen = NotificationChoice.objects.filter(person__in=people, kind=kind)
    own = {choice.person_id: choice.way for choice in chosen}
    return {person.pk: own.get(person.pk, usual_way(kind)) for person in people}


def ways_by_kind(person):
    """{kind: Way} of one person."""
    own = {choice.kind: choice.way for choice in person.notification_choices.all()}
    return {kind: own.get(kind, usual_way(kind)) for kind in KINDS}


def one_line(text):
    """A subject holds no line ends: what follows one would be another header."""
    return " ".join(text.split())[:300]


def address(path):
    return settings.PUBLIC_URL + path if path else ""


def choices_address():
    return address(reverse("assessments:notification-choices"))


def mark_read(*, rows):
    """These notifications (a QuerySet of one person's own) are read; how many were not."""
    return rows.unread().update(read_at=timezone.now())


@transaction.atomic
def save_choices(*, person, ways):
    """Write {kind: Way}; how many differ from what held before."""
    held = ways_by_kind(person)
    changed = {kind: way for kind, way in ways.items() if way != held[kind]}
    for kind, way in changed.items():
        values = {"in_portal": way.in_portal, "by_email": way.by_email, "digest": way.digest}
        NotificationChoice.objects.update_or_create(person=person, kind=kind, defaults=values)
    return len(changed)


def send_digest(*, person, day):
    """One letter with what this person has not read; how many pieces of news are in it.

    News of agencies that the person may no longer open are left out, and are not asked about again.
    """
    with transaction.atomic():
        rows = list(person.notifications.awaiting_digest().select_for_update().order_by("pk"))
        Notification.objects.filter(pk__in=[row.pk for row in rows]).update(digested_at=timezone.now())
        open_ones = set(Agency.objects.visible_to(person).filter(pk__in=agencies_of(rows)).values_list("pk", flat=True))
        shown = [row for row in rows if row.agency_id is None or row.agency_id in open_ones]
        if shown and person.email:
            entries = [(row.title, address(row.link)) for row in shown]
            text = digest(entries, choices_address())
            post([_digest_letter(person, day, text, len(shown))])
    return len(shown)


def agencies_of(rows):
    return {row.agency_id for row in rows if row.agency_id}


def _digest_letter(person, day, text, count):
    key = f"{person.pk}:digest:{day.isoformat()}"
    return EmailMessage(to=person.email, subject=DIGEST_SUBJECT.format(count), text=text, once_key=key)


def people_awaiting_digest(people):
    """Of these people (a QuerySet), those for whom there is something to put together."""
    waiting = Notification.objects.awaiting_digest()
    return people.filter(is_active=True, pk__in=waiting.values("person")).order_by("pk")
