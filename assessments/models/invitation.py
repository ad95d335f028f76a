"""Roles that are offered to people by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.models.people import WHAT, Grant, GrantQuerySet, Membership


class InvitationQuerySet(GrantQuerySet):
    def pending(self):
        """Neither used nor taken back; it may have run out, and then can be sent anew."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(Grant):
    """A role offered by e-mail. Of the link's token only the SHA-256 is kept.

    The token itself is made from `seed` and SECRET_KEY whenever the letter is written (see services/invitations.py),
    so that neither a copy of the database nor the waiting job gives it away.
    """

    email = models.EmailField("อีเมล", max_length=254)
    seed = models.CharField(max_length=32, editable=False)
    token_sha256 = models.CharField(max_length=64, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้เชิญ"
    )
    sent_at = models.DateTimeField("ส่งเมื่อ")
    expires_at = models.DateTimeField("ใช้ได้ถึง")
    mailed_at = models.DateTimeField("อีเมลออกเมื่อ", null=True, blank=True)
    accepted_at = models.DateTimeField("ตอบรับเมื่อ", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ผู้ตอบรับ",
    )
    revoked_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    hands_over = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        related_name="handed_over_by",
        null=True,
        blank=True,
        verbose_name="รับมอบหน้าที่จาก",
    )
    hands_over_on = models.DateField("ผู้มอบพ้นหน้าที่เมื่อ", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "คำเชิญ"
        verbose_name_plural = "คำเชิญ"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            *Grant.Meta.constraints,
            models.UniqueConstraint(name="invitation_token_unique", fields=["token_sha256"]),
            models.UniqueConstraint(
                "email", *WHAT, name="invitation_pending_unique", condition=Q(accepted_at=None, revoked_at=None)
            ),
            models.CheckConstraint(
                name="invitation_accepted_says_who",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_used_or_revoked", condition=Q(accepted_at=None) | Q(revoked_at=None)
            ),
            models.CheckConstraint(name="invitation_expires_later", condition=Q(expires_at__gt=F("sent_at"))),
            models.CheckConstraint(
                name="invitation_day_only_of_hand_over", condition=Q(hands_over_on=None) | Q(hands_over__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.email} · {self.get_role_display()} · {self.place}"

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()

    @property
    def is_open(self):
        return self.accepted_at is None and self.revoked_at is None and not self.has_expired
