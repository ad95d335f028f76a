"""A person's telephone, as the tests hold it in their hand."""

import time

from django_otp.oath import hotp
from django_otp.plugins.otp_totp.models import TOTPDevice


def make_device(user, **values):
    """A confirmed device whose present step began ten seconds ago, so that no step ends while a test runs."""
    return TOTPDevice.objects.create(user=user, name="test", t0=int(time.time()) - 10 - 30 * 1000, **values)


def code_of(device, steps=0):
    """The code that the telephone shows now, or so many steps later."""
    step = (int(time.time()) - device.t0) // device.step + steps
    return f"{hotp(device.bin_key, step):06}"


def wrong_code(device):
    right = {code_of(device, steps) for steps in (-1, 0, 1)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def pass_time(device):
    """As if the last code had been used long ago."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1)
