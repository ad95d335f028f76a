"""A published version that its agency took back: it stays on record, and is offered to nobody as what holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import AppendOnly
from reports.models.publication import Publication


class WithdrawalQuerySet(models.QuerySet):
    def update(self, **values):
        raise AppendOnly("Withdrawals are never changed.")

    def delete(self):
        raise AppendOnly("Withdrawals are never deleted.")


class Withdrawal(models.Model):
    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="withdrawal", verbose_name="ฉบับเผยแพร่"
    )
    reason = models.TextField("เหตุผลที่ถอน")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้ถอนฉบับเผยแพร่"
    )
    at = models.DateTimeField("ถอนเมื่อ", default=timezone.now)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = "การถอนฉบับเผยแพร่"
        verbose_name_plural = "การถอนฉบับเผยแพร่"
        constraints = [
            models.CheckConstraint(
                name="withdrawal_with_reason",
                condition=~Q(reason=""),
                violation_error_message="การถอนฉบับเผยแพร่ต้องบอกเหตุผล",
            )
        ]

    def __str__(self):
        return f"ถอน{self.publication}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("Withdrawals are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Withdrawals are never deleted.")

    @property
    def agency_year(self):
        """Whose history it belongs to."""
        return self.publication.agency_year
