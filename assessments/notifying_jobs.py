"""Long work of the notifications: letters, reminders and digests. Loaded by jobs.py."""

from django.contrib.auth import get_user_model
from django.utils.timezone import localdate

from assessments.services import mailing
from assessments.services.notifying import people_awaiting_digest, send_digest
from assessments.services.reminding import remind
from ita_portal.jobs.schedule import daily, every
from ita_portal.jobs.tasks import task

REMIND, DIGEST = "assessments.remind", "assessments.digest"
SEND_WAITING, PRUNE = "assessments.send_waiting", "assessments.prune_emails"
every(SEND_WAITING, seconds=300)
daily(REMIND, hour=7)
daily(DIGEST, hour=8)
daily(PRUNE, hour=3)


@task(mailing.SEND)
def send_email(running, email_id):
    """The letter's row decides whether it is sent: an attempt of this job that comes after another finds nothing."""
    mailing.send(email_id)


@task(SEND_WAITING)
def send_waiting(running):
    mailing.send_waiting()


@task(PRUNE)
def prune_emails(running):
    mailing.prune()


@task(REMIND)
def remind_all(running):
    """Whom an attempt has told, the next one passes over."""
    remind(today=localdate(), tick=running.progress)


@task(DIGEST)
def send_digests(running):
    people = list(people_awaiting_digest(get_user_model().objects.all()))
    for done, person in enumerate(people, start=1):
        send_digest(person=person, day=localdate())
        running.progress(done, len(people))
