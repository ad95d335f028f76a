"""What people say to each other about a field, a measure or a document. A comment is answered and resolved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import AgencyYear, AppendOnly
from assessments.versioning import Versioned, VersionedQuerySet

MAY_CHANGE = {"resolved_by", "resolved_at", "version"}


class CommentQuerySet(VersionedQuerySet):
    def threads(self):
        """First comments; the others are answers to one of them."""
        return self.filter(answers=None)

    def unresolved(self):
        return self.threads().filter(resolved_at=None)

    def update(self, **values):
        if not values.keys() <= MAY_CHANGE:
            raise AppendOnly("What was said is never changed.")
        return super().update(**values)

    def delete(self):
        raise AppendOnly("Comments are never deleted.")


class Comment(Versioned):
    """`target` says what it is about, such as measure:m3:steps; see reports/reviewing/targets.py."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.PROTECT, related_name="comments")
    target = models.CharField("เรื่อง", max_length=100)
    text = models.TextField("ความเห็น")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้ให้ความเห็น"
    )
    at = models.DateTimeField("เมื่อ", default=timezone.now)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="ผู้ปิดเรื่อง"
    )
    resolved_at = models.DateTimeField("ปิดเรื่องเมื่อ", null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "ความเห็น"
        verbose_name_plural = "ความเห็น"
        ordering = ["pk"]
        indexes = [models.Index(name="comment_of_target", fields=["agency_year", "target", "resolved_at"])]
        constraints = [
            models.CheckConstraint(
                name="comment_not_blank", condition=~Q(text=""), violation_error_message="ความเห็นต้องมีข้อความ"
            ),
            models.CheckConstraint(name="comment_has_target", condition=~Q(target="")),
            models.CheckConstraint(
                name="comment_resolved_says_by_whom",
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_answer_is_not_resolved", condition=Q(answers=None) | Q(resolved_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.pk}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("What was said is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Comments are never deleted.")

    @property
    def is_resolved(self):
        return self.resolved_at is not None
