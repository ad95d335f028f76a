"""Letters: stored with what caused them, sent by a job, tried again where no server took them, never sent twice."""

import hashlib
import logging
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core import mail
from django.db.models import F
from django.utils import timezone

from assessments.models import EmailMessage
from assessments.notifications import retry_after
from ita_portal.jobs.queue import enqueue

logger = logging.getLogger(__name__)

SEND = "assessments.send_email"
GIVEN_UP_AFTER = timedelta(hours=1)  # a letter that is being sent for so long: its worker died over it
AT_A_TIME = 500
KEPT = timedelta(days=90)
UNKNOWN = "การเชื่อมต่อขาดระหว่างส่ง จึงไม่ทราบว่าอีเมลถึงผู้รับหรือไม่ ระบบไม่ส่งซ้ำ"
NOT_TAKEN = "เครื่องบริการอีเมลไม่รับ: {}"
State = EmailMessage.State


def post(letters):
    """Store these letters in the caller's transaction and have them sent; one known by its key stays as it is."""
    EmailMessage.objects.bulk_create(letters, ignore_conflicts=True)
    keys = [letter.once_key for letter in letters]
    for pk in EmailMessage.objects.filter(once_key__in=keys, state=State.WAITING).values_list("pk", flat=True):
        enqueue(SEND, email_id=pk)


def send(email_id):
    """One attempt at a letter that waits; True when a mail server took it. What somebody else sends is left alone."""
    values = {"state": State.SENDING, "attempts": F("attempts") + 1, "tried_at": timezone.now()}
    if not EmailMessage.objects.move(email_id, State.WAITING, **values):
        return False
    letter = EmailMessage.objects.get(pk=email_id)
    try:
        _hand_over(letter)
    except NotTaken as refusal:
        _wait(letter, str(refusal))
    except Exception as error:
        logger.warning("Nobody knows whether e-mail %s was sent: %s", email_id, error)
        EmailMessage.objects.move(email_id, State.SENDING, state=State.FAILED, error=UNKNOWN)
    else:
        return bool(
            EmailMessage.objects.move(email_id, State.SENDING, state=State.SENT, sent_at=timezone.now(), error="")
        )
    return False


class NotTaken(Exception):
    """The mail server certainly does not have the letter: it may be tried again."""


def _hand_over(letter):
    """Opening the line and giving the letter are apart, because only what happens after the text is given is unsure."""
    connection = mail.get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise NotTaken(error) from error
    try:
        _message(letter, connection).send()
    except (SMTPResponseException, SMTPRecipientsRefused) as error:
        raise NotTaken(error) from error
    finally:
        _close(connection)


def _close(connection):
    """A line that does not close well takes nothing back."""
    try:
        connection.close()
    except (OSError, SMTPException) as error:
        logger.info("The mail server's line did not close well: %s", error)


def _message(letter, connection):
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    name = hashlib.sha256(f"{settings.SECRET_KEY}:{letter.once_key}".encode()).hexdigest()[:40]
    headers = {"Message-ID": f"<{name}@{domain}>", "Auto-Submitted": "auto-generated"}
    return mail.EmailMessage(letter.subject, letter.text, to=[letter.to], headers=headers, connection=connection)


def _wait(letter, reason):
    delay = retry_after(letter.attempts)
    values = {"error": NOT_TAKEN.format(reason)[:2000]}
    if delay is None:
        EmailMessage.objects.move(letter.pk, State.SENDING, state=State.FAILED, **values)
    else:
        waiting = values | {"state": State.WAITING, "send_after": timezone.now() + delay}
        EmailMessage.objects.move(letter.pk, State.SENDING, **waiting)


def send_waiting():
    """Ask again for what waits and is due, and give up what a dead worker left; how many were asked for."""
    EmailMessage.objects.filter(state=State.SENDING, tried_at__lt=timezone.now() - GIVEN_UP_AFTER).update(
        state=State.FAILED, error=UNKNOWN
    )
    due = list(EmailMessage.objects.due().order_by("send_after").values_list("pk", flat=True)[:AT_A_TIME])
    for pk in due:
        enqueue(SEND, once=str(pk), email_id=pk)
    return len(due)


def prune():
    """Remove letters that went out long ago, which hold addresses; how many. Who was told of what stays known."""
    return EmailMessage.objects.filter(state=State.SENT, sent_at__lt=timezone.now() - KEPT).delete()[0]
