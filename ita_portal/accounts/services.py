"""What somebody changes about the own account."""

from django.db import IntegrityError, transaction

from ita_portal.accounts.models import User
from ita_portal.jobs.queue import enqueue

TELL_FORMER, SEND_RESET = "accounts.tell_former_address", "accounts.send_reset"


class EmailTaken(Exception):
    """The message is Thai. The database decides, so that of two people who want one address at once one gets it."""

    def __init__(self):
        super().__init__("อีเมลนี้มีบัญชีอื่นใช้อยู่แล้ว โปรดใช้อีเมลอื่น")


@transaction.atomic
def save_profile(*, user, name, email):
    """Tells the former address of a new one: who took over an account would change it first. Raises EmailTaken."""
    row = User.objects.select_for_update().get(pk=user.pk)
    former, row.name, row.email = row.email, name, email
    try:
        with transaction.atomic():
            row.save(update_fields=["name", "email"])
    except IntegrityError:
        raise EmailTaken from None
    if former and former.casefold() != email.casefold():
        enqueue(TELL_FORMER, by=row, user_id=row.pk, email=former)


def ask_reset(*, email):
    """One row, whether the address has an account or not: the answer takes equally long. The job looks whose it is."""
    enqueue(SEND_RESET, email=email)
