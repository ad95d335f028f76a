"""The second factor: a six-digit code of the telephone (TOTP, RFC 6238) after the password.

The devices are django-otp's: one step before and after is accepted, a code that was used is refused. Its own waiting
time grows without end and is switched off; codes are counted in throttling.py like passwords.
"""

from base64 import b32encode

import segno
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from ita_portal.accounts.recovery import renew_codes, use_code

OVERSEE = "assessments.oversee"
PASSED, PENDING = "second_factor", "second_factor_pending"  # keys of the session: primary keys of devices
Owner = get_user_model()


class AlreadyOn(Exception):
    """The message is Thai. Another tab was faster; its device stays."""

    def __init__(self):
        super().__init__("บัญชีนี้เปิดการยืนยันสองขั้นไว้แล้ว จึงไม่ได้เปลี่ยนแปลง")


def is_required_of(user) -> bool:
    """Of whoever sees more than the own agencies, wherever that is, and of whoever may open /admin/."""
    return settings.SECOND_FACTOR_REQUIRED and (user.is_staff or user.has_perm(OVERSEE))


def device_of(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def device_id_of(user):
    """The backend reads it together with the person, so that no page pays a query for it."""
    if hasattr(user, "second_factor_id"):
        return user.second_factor_id
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").values_list("pk", flat=True).first()


def has_passed(session, device_id) -> bool:
    return session.get(PASSED) == device_id


def pass_with(request, device):
    """From here on this session has given the code. The session's key changes, as it does at signing in."""
    request.session.cycle_key()
    request.session[PASSED] = device.pk
    request.session.pop(PENDING, None)


@transaction.atomic
def start(user, session):
    """A new key, readable in this session alone until its first code confirms it. Raises AlreadyOn."""
    _lock(user)
    if device_of(user):
        raise AlreadyOn
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    device = TOTPDevice.objects.create(user=user, name="โทรศัพท์", confirmed=False)
    session[PENDING] = device.pk
    return device


def pending_device(user, session):
    return TOTPDevice.objects.filter(user=user, confirmed=False, pk=session.get(PENDING)).first()


@transaction.atomic
def confirm(device, code) -> list[str]:
    """The recovery codes when the code is right, an empty list when it is not. Raises AlreadyOn."""
    _lock(device.user)
    device = TOTPDevice.objects.select_for_update().filter(pk=device.pk, confirmed=False).first()
    if device is None or device_of(device.user):
        raise AlreadyOn
    if not device.verify_token(code):
        return []
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return renew_codes(device.user)


@transaction.atomic
def accepts(user, code) -> bool:
    """The row is locked, so that one code sent twice at the same moment counts once."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
    return device is not None and device.verify_token(code)


def accepts_any(user, code) -> bool:
    """Six digits of the telephone, or else a recovery code, which then is used up."""
    return accepts(user, code) if _is_short(code) else use_code(user, code)


@transaction.atomic
def remove(user):
    """Also for who lost the telephone and all codes: manage.py remove_second_factor."""
    _lock(user)
    user.recovery_codes.all().delete()
    return TOTPDevice.objects.filter(user=user).delete()[0]


def key_groups(device) -> list[str]:
    """The key as it is typed by hand, in groups of four."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return [key[at : at + 4] for at in range(0, len(key), 4)]


def qr_picture(device) -> str:
    """An SVG in a data: address. Nothing of the key reaches a file, a log or another host."""
    return segno.make(device.config_url, error="m", micro=False).svg_data_uri(scale=5, border=4)


def _is_short(code) -> bool:
    return len(code) == 6 and code.isdecimal()


def _lock(user):
    """Changes to one person's factor queue here; on SQLite the transaction itself is the queue."""
    Owner.objects.select_for_update().get(pk=user.pk)
