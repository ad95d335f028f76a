"""Letters go out once: through a mail server that takes them, refuses them, breaks the line or is not there."""

import email
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.models import EmailMessage
from assessments.notifications import RETRY_AFTER
from assessments.services import mailing
from assessments.services.mailing import NOT_TAKEN, UNKNOWN, post, prune, send, send_waiting
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from tests.assessments.smtp_server import BREAK, REFUSE, REFUSE_TEXT, MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.DEFAULT_FROM_EMAIL = "ITA สู่มาตรการ <no-reply@ita.example>"
        yield server


def write(key="1:k", **values):
    return EmailMessage(to="a@example.org", subject="เรื่อง", text="ข้อความ\n", once_key=key, **values)


def stored():
    return EmailMessage.objects.get()


def test_letter_is_posted_sent_and_marked(server):
    post([write()])

    run_all()

    letter, [text] = stored(), server.received
    message = email.message_from_string(text)
    assert (letter.state, letter.attempts, letter.error) == ("sent", 1, "")
    assert letter.sent_at is not None
    assert message["To"] == "a@example.org"
    assert message["From"].endswith("<no-reply@ita.example>")
    assert message["Message-ID"].endswith("@ita.example>")


def test_letter_known_by_its_key_is_not_posted_again(server):
    post([write()])
    run_all()
    post([write()])

    run_all()

    assert (len(server.received), EmailMessage.objects.count(), Job.objects.count()) == (1, 1, 1)


def test_second_job_for_a_letter_sends_nothing(server):
    post([write()])
    enqueue(mailing.SEND, email_id=stored().pk)

    run_all()

    assert len(server.received) == 1


@pytest.mark.parametrize("behaviour", [REFUSE, REFUSE_TEXT])
def test_letter_that_the_server_refuses_waits_for_another_attempt(server, behaviour):
    server.behaviour = behaviour
    post([write()])

    run_all()

    letter = stored()
    assert (letter.state, letter.attempts) == ("waiting", 1)
    assert letter.error.startswith(NOT_TAKEN.format(""))
    assert abs(letter.send_after - timezone.now() - RETRY_AFTER[0]) < timedelta(seconds=30)


def test_letter_waits_while_there_is_no_server_and_then_goes_out_once(server, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    post([write()])
    run_all()
    state_without = stored().state
    settings.EMAIL_PORT = port

    too_early = send_waiting()
    EmailMessage.objects.update(send_after=timezone.now())
    asked = [send_waiting(), send_waiting()]
    run_all()

    assert (state_without, too_early, asked) == ("waiting", 0, [1, 1])
    assert (stored().state, stored().attempts, len(server.received)) == ("sent", 2, 1)


def test_letter_is_not_sent_again_when_the_line_broke_after_the_text(server):
    server.behaviour = BREAK
    post([write()])

    run_all()
    EmailMessage.objects.update(send_after=timezone.now() - timedelta(days=1))
    again = send_waiting()

    assert (stored().state, stored().error, again) == ("failed", UNKNOWN, 0)
    assert len(server.received) == 1


def test_letter_is_given_up_after_the_last_attempt(server):
    server.behaviour = REFUSE
    attempts = len(RETRY_AFTER)
    EmailMessage.objects.bulk_create([write(attempts=attempts, tried_at=timezone.now())])

    send(stored().pk)

    assert (stored().state, stored().attempts) == ("failed", attempts + 1)


def test_letter_over_which_a_worker_died_is_not_sent_again(server):
    long_ago, lately = timezone.now() - timedelta(minutes=61), timezone.now() - timedelta(minutes=59)
    EmailMessage.objects.bulk_create(
        write(key, state="sending", attempts=1, tried_at=moment) for key, moment in (("a", long_ago), ("b", lately))
    )

    asked = send_waiting()

    states = EmailMessage.objects.order_by("once_key").values_list("state", "error")
    assert (asked, list(states)) == (0, [("failed", UNKNOWN), ("sending", "")])


def test_letters_that_went_out_long_ago_are_removed():
    now = timezone.now()
    gone = {"state": "sent", "attempts": 1, "tried_at": now}
    EmailMessage.objects.bulk_create(
        [
            write("old", **gone, sent_at=now - timedelta(days=91)),
            write("young", **gone, sent_at=now - timedelta(days=89)),
            write("waiting", created_at=now - timedelta(days=91)),
        ]
    )

    assert prune() == 1
    assert sorted(EmailMessage.objects.values_list("once_key", flat=True)) == ["waiting", "young"]


@pytest.mark.django_db(transaction=True)
def test_eight_who_send_one_letter_at_the_same_time_send_it_once(server):
    post([write()])
    pk, together, sent = stored().pk, Barrier(8), []

    def at_once():
        together.wait()
        sent.append(send(pk))
        connection.close()

    threads = [Thread(target=at_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(sent), len(server.received)) == ([False] * 7 + [True], 1)


def test_key_of_a_letter_is_unique():
    EmailMessage.objects.bulk_create([write()])

    with pytest.raises(IntegrityError), transaction.atomic():
        EmailMessage.objects.bulk_create([write()])
