"""Recovery codes: ten, shown once, each good for one sign-in without the telephone.

django-otp's own static tokens are stored as they are typed. A code here carries 80 random bits, so that its plain
SHA-256 cannot be tried out by whoever reads the database.
"""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from ita_portal.accounts.models import RecoveryCode, User

CODES = 10
LENGTH, GROUP = 16, 4
LETTERS = "abcdefghjkmnpqrstuvwxyz023456789"  # 32 of them, none like another on paper: no i, l, o, 1


@transaction.atomic
def renew_codes(user) -> list[str]:
    """New codes in place of all former ones. They are readable here and never again."""
    User.objects.select_for_update().get(pk=user.pk)
    codes = [_new_code() for _ in range(CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=_hash(code)) for code in codes)
    return codes


def use_code(user, typed) -> bool:
    """One statement decides, so that of two people with the same code one comes in."""
    unused = RecoveryCode.objects.filter(user=user, hash=_hash(typed), used_at=None)
    return unused.update(used_at=timezone.now()) == 1


def codes_left(user) -> int:
    return user.recovery_codes.filter(used_at=None).count()


def _new_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _hash(code) -> str:
    typed = "".join(character for character in code.lower() if character.isalnum())
    return hashlib.sha256(typed.encode()).hexdigest()
