"""Services of withdrawing: a published version is taken back with a reason, once, and stays on record."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assessments import permissions
from assessments.templatetags.thai import thai_moment
from assessments.writing import record
from measures.services import in_plan
from reports.models import Publication, Withdrawal


class WithdrawalRefused(ValueError):
    """Nothing was withdrawn. The message is Thai, for the user."""


def may_withdraw(user, agency) -> bool:
    """Who answers for what was published: the head, or the administrator who accepted it."""
    return user.has_perm(permissions.APPROVE, agency) or user.has_perm(permissions.ACCEPT, agency)


def standing_version(agency_year, kind):
    """The latest published version that nobody took back, or None."""
    return Publication.objects.of(agency_year, kind).kept().last()


def withdrawal_of(publication) -> Withdrawal | None:
    return Withdrawal.objects.filter(publication=publication).first()


def withdrawals_of(publications) -> dict:
    """{pk of the publication: Withdrawal}"""
    rows = Withdrawal.objects.filter(publication__in=publications).select_related("by")
    return {row.publication_id: row for row in rows}


@transaction.atomic
def withdraw(*, publication, reason, by) -> Withdrawal:
    """Raises WithdrawalRefused, and PermissionDenied for who may not."""
    if not may_withdraw(by, publication.agency_year.agency):
        raise PermissionDenied
    in_plan.lock(publication.agency_year)
    if not reason.strip():
        raise WithdrawalRefused("โปรดบอกเหตุผลที่ถอน ผู้อ่านจะเห็นเหตุผลนี้ในหน้าของฉบับเผยแพร่")
    if not publication.is_published:
        raise WithdrawalRefused("ฉบับนี้ยังไม่ได้เผยแพร่ จึงไม่มีอะไรให้ถอน หากกำลังจัดทำอยู่ ให้กดยกเลิก")
    withdrawal = keep_once(publication, reason.strip(), by)
    record(withdrawal, {"reason": ("", withdrawal.reason)}, by=by)
    return withdrawal


def keep_once(publication, reason, by):
    try:
        with transaction.atomic():
            return Withdrawal.objects.create(publication=publication, reason=reason, by=by)
    except IntegrityError:
        first = Withdrawal.objects.select_related("by").get(publication=publication)
        words = f"ฉบับนี้ถอนไปแล้ว โดย {first.by} เมื่อ {thai_moment(first.at)}"
        raise WithdrawalRefused(words) from None
