"""Every move of a review, as it was made. Rows are only ever added."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models import AppendOnly
from reports.models.review import Review

WITH_REASON = ("return", "return_approved", "lapse")


class ReviewEventQuerySet(models.QuerySet):
    def update(self, **values):
        raise AppendOnly("Moves of a review are never changed.")

    def delete(self):
        raise AppendOnly("Moves of a review are never deleted.")


class ReviewEvent(models.Model):
    """`by` is nobody when the portal itself found that the content changed; `reason` then says what changed last."""

    class Move(models.TextChoices):
        SUBMIT = "submit", "ส่งตรวจ"
        OPEN = "open", "เปิดตรวจ"
        RECALL = "recall", "เรียกคืน"
        APPROVE = "approve", "รับรอง"
        RETURN = "return", "ส่งกลับให้แก้ไข"
        RECALL_APPROVAL = "recall_approval", "ถอนคำรับรอง"
        OPEN_APPROVED = "open_approved", "ผู้ดูแลเปิดตรวจ"
        ACCEPT = "accept", "ผู้ดูแลรับ"
        RETURN_APPROVED = "return_approved", "ผู้ดูแลส่งกลับให้แก้ไข"
        LAPSE = "lapse", "สิ้นผลเพราะเนื้อหาเปลี่ยน"
        PUBLISH = "publish", "สั่งเผยแพร่"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="events")
    move = models.CharField("การดำเนินการ", max_length=20, choices=Move)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="โดย"
    )
    at = models.DateTimeField("เมื่อ", default=timezone.now)
    from_state = models.CharField("จากสถานะ", max_length=10, choices=Review.State, blank=True)
    to_state = models.CharField("เป็นสถานะ", max_length=10, choices=Review.State)
    reason = models.TextField("เหตุผล", blank=True)
    content_sha256 = models.CharField("ลายนิ้วมือของเนื้อหา", max_length=64)

    objects = ReviewEventQuerySet.as_manager()

    class Meta:
        verbose_name = "การดำเนินการตรวจเอกสาร"
        verbose_name_plural = "การดำเนินการตรวจเอกสาร"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="review_event_says_by_whom",
                condition=Q(move="lapse", by=None) | (~Q(move="lapse") & Q(by__isnull=False)),
            ),
            models.CheckConstraint(
                name="review_event_with_reason",
                condition=(Q(move__in=WITH_REASON) & ~Q(reason="")) | (~Q(move__in=WITH_REASON) & Q(reason="")),
            ),
            models.CheckConstraint(
                name="review_event_begins_with_submitting",
                condition=Q(move="submit", from_state="") | (~Q(move="submit") & ~Q(from_state="")),
            ),
        ]

    def __str__(self):
        return f"{self.get_move_display()} {self.review}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("Moves of a review are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Moves of a review are never deleted.")

    @property
    def is_of_own_submission(self):
        """In a small office the head may be the one who submitted; the page says so."""
        return self.move == self.Move.APPROVE and self.by_id == self.review.submitted_by_id
