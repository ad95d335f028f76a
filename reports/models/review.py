"""The review of one document of an agency-year: what was submitted, who approved and accepted it, and when."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from assessments.models import AgencyYear, AppendOnly
from assessments.models.agency import belonging_to
from assessments.versioning import Versioned, VersionedQuerySet
from reports.models.composing import DocumentKind
from reports.models.publication import Publication

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}
OPEN = ("submitted", "approved", "accepted")


def said_together(name, *fields):
    """These fields are all empty or all filled: a date always has its person."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{each}__isnull": True for each in fields})
        | Q(**{f"{each}__isnull": False for each in fields}),
    )


class ReviewQuerySet(VersionedQuerySet):
    def visible_to(self, user):
        return belonging_to(self, agency_year=AgencyYear.objects.visible_to(user))

    def of(self, agency_year, kind):
        return self.filter(agency_year=agency_year, kind=kind)

    def undecided(self):
        """Those on their way; at most one for a document."""
        return self.filter(state__in=OPEN)

    def latest_rounds(self):
        """The last round of each document."""
        same = {"agency_year": OuterRef("agency_year"), "kind": OuterRef("kind")}
        return self.exclude(Exists(Review.objects.filter(**same, round__gt=OuterRef("round"))))

    def delete(self):
        raise AppendOnly("Reviews are never deleted.")


class Review(Versioned):
    """One round of a document's way from the officer to publication. Without an open round the document is a draft.

    All that was decided holds for the content of `content_sha256` (see reports/reviewing/content.py) and for no other.
    `opened` ends the right to recall the last step; approving begins it anew. `closed` is when and by whom the round
    ended; the portal itself (nobody) ends it when the content changed.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", "ส่งตรวจแล้ว รอหัวหน้าหน่วยงาน"
        APPROVED = "approved", "หัวหน้าหน่วยงานรับรองแล้ว"
        ACCEPTED = "accepted", "ผู้ดูแลรับแล้ว"
        RETURNED = "returned", "ส่งกลับให้แก้ไข"
        RECALLED = "recalled", "เรียกคืนแล้ว"
        LAPSED = "lapsed", "สิ้นผลเพราะเนื้อหาเปลี่ยน"
        PUBLISHED = "published", "สั่งเผยแพร่แล้ว"

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField("ชนิดเอกสาร", max_length=20, choices=DocumentKind)
    round = models.PositiveIntegerField("รอบที่")
    state = models.CharField("สถานะการตรวจ", max_length=10, choices=State, default=State.SUBMITTED)
    content_sha256 = models.CharField("ลายนิ้วมือของเนื้อหา", max_length=64)
    compared_at = models.DateTimeField("เทียบเนื้อหาครั้งล่าสุด", default=timezone.now)
    reason = models.TextField("เหตุผลที่ส่งกลับ", blank=True)
    submitted_by = models.ForeignKey(**PERSON, verbose_name="ผู้ส่งตรวจ")
    submitted_at = models.DateTimeField("ส่งตรวจเมื่อ", default=timezone.now)
    opened_by = models.ForeignKey(**PERSON, null=True, verbose_name="ผู้เปิดตรวจ")
    opened_at = models.DateTimeField("เปิดตรวจเมื่อ", null=True)
    approved_by = models.ForeignKey(**PERSON, null=True, verbose_name="ผู้รับรอง")
    approved_at = models.DateTimeField("รับรองเมื่อ", null=True)
    accepted_by = models.ForeignKey(**PERSON, null=True, verbose_name="ผู้ดูแลที่รับ")
    accepted_at = models.DateTimeField("รับเมื่อ", null=True)
    closed_by = models.ForeignKey(**PERSON, null=True, verbose_name="ผู้ปิดรอบ")
    closed_at = models.DateTimeField("ปิดรอบเมื่อ", null=True)
    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, null=True, related_name="review", verbose_name="ฉบับเผยแพร่"
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "การตรวจเอกสาร"
        verbose_name_plural = "การตรวจเอกสาร"
        ordering = ["agency_year_id", "kind", "round"]
        indexes = [
            models.Index(name="review_state_and_date", fields=["state", "submitted_at"]),
            models.Index(name="review_newest", fields=["-submitted_at", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(name="review_round_unique", fields=["agency_year", "kind", "round"]),
            models.UniqueConstraint(
                name="review_one_open",
                fields=["agency_year", "kind"],
                condition=Q(state__in=OPEN),
                violation_error_message="เอกสารนี้อยู่ระหว่างการตรวจแล้ว",
            ),
            models.CheckConstraint(name="review_round_from_one", condition=Q(round__gte=1)),
            models.CheckConstraint(name="review_kind_known", condition=Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(name="review_content_is_known", condition=~Q(content_sha256="")),
            said_together("review_opened_says_by_whom", "opened_by", "opened_at"),
            said_together("review_approved_says_by_whom", "approved_by", "approved_at"),
            said_together("review_accepted_says_by_whom", "accepted_by", "accepted_at"),
            models.CheckConstraint(
                name="review_accepted_after_approval",
                condition=Q(accepted_at=None) | Q(approved_at__isnull=False),
                violation_error_message="ผู้ดูแลรับได้เฉพาะเอกสารที่หัวหน้าหน่วยงานรับรองแล้ว",
            ),
            models.CheckConstraint(
                name="review_state_fits_steps",
                condition=Q(state="submitted", approved_at=None, closed_at=None)
                | Q(state="approved", approved_at__isnull=False, accepted_at=None, closed_at=None)
                | Q(state="accepted", accepted_at__isnull=False, closed_at=None)
                | Q(state="published", approved_at__isnull=False, closed_at__isnull=False)
                | Q(state="recalled", accepted_at=None, closed_at__isnull=False)
                | Q(state__in=["returned", "lapsed"], closed_at__isnull=False),
                violation_error_message="สถานะการตรวจไม่ตรงกับขั้นที่ผ่านมาแล้ว",
            ),
            models.CheckConstraint(
                name="review_closed_says_by_whom",
                condition=Q(state="lapsed", closed_by=None)
                | Q(state__in=["returned", "recalled", "published"], closed_by__isnull=False)
                | Q(state__in=OPEN, closed_by=None),
            ),
            models.CheckConstraint(
                name="review_returned_with_reason",
                condition=(Q(state="returned") & ~Q(reason="")) | (~Q(state="returned") & Q(reason="")),
                violation_error_message="การส่งกลับต้องบอกเหตุผล",
            ),
            models.CheckConstraint(
                name="review_published_names_version",
                condition=Q(state="published", publication__isnull=False)
                | (~Q(state="published") & Q(publication=None)),
            ),
            models.CheckConstraint(
                name="review_steps_in_order",
                condition=(Q(opened_at=None) | Q(opened_at__gte=F("submitted_at")))
                & (Q(approved_at=None) | Q(approved_at__gte=F("submitted_at")))
                & (Q(accepted_at=None) | Q(accepted_at__gte=F("approved_at")))
                & (Q(closed_at=None) | Q(closed_at__gte=F("submitted_at"))),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} รอบที่ {self.round}"

    def delete(self, *args, **kwargs):
        raise AppendOnly("Reviews are never deleted.")

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_opened(self):
        return self.opened_at is not None

    @property
    def last_step_at(self):
        steps = (self.submitted_at, self.opened_at, self.approved_at, self.accepted_at, self.closed_at)
        return max(at for at in steps if at)
