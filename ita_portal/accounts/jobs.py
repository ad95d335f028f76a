"""Letters of the accounts, and forgetting. A worker that dies between the sending and its last write sends again."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from ita_portal.accounts import events, throttling
from ita_portal.accounts.models import User
from ita_portal.accounts.services import SEND_RESET, TELL_FORMER
from ita_portal.jobs.schedule import daily
from ita_portal.jobs.tasks import task

PRUNE = "accounts.prune"

RESET_SUBJECT = "ตั้งรหัสผ่านใหม่ ระบบ ITA สู่มาตรการ"
CHANGED_SUBJECT = "อีเมลของบัญชีเปลี่ยนแล้ว ระบบ ITA สู่มาตรการ"


@task(SEND_RESET)
def send_reset(running, email):
    """Django's form knows whom it may be sent to: active people with a password, at the address they have stored."""
    people = list(PasswordResetForm().get_users(email))
    with running.completing():
        for user in people:
            send("accounts/mail_reset.txt", RESET_SUBJECT, user.email, user=user, link=reset_link(user))


@task(TELL_FORMER)
def tell_former_address(running, user_id, email):
    user = User.objects.get(pk=user_id)
    with running.completing():
        send("accounts/mail_email_changed.txt", CHANGED_SUBJECT, email, user=user)


def reset_link(user):
    place = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    return settings.PUBLIC_URL + reverse("accounts:reset-confirm", kwargs=place)


def send(template, subject, address, **values):
    """Plain text, so nothing in it is taken for HTML and nobody's name can become a link."""
    values |= {"host": urlsplit(settings.PUBLIC_URL).netloc, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    send_mail(subject, render_to_string(template, values), None, [address])


@task(PRUNE)
def prune(running):
    """No longer than 90 days do we keep where people were."""
    with running.completing():
        events.prune()
        throttling.prune()


daily(PRUNE, hour=3)
