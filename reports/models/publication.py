"""What was published: numbered versions of a document with their files. Once published, a version never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from assessments.models import AgencyYear, AppendOnly
from reports.models.composing import DocumentKind


class PublicationQuerySet(models.QuerySet):
    def of(self, agency_year, kind):
        return self.filter(agency_year=agency_year, kind=kind)

    def published(self):
        return self.filter(state=Publication.State.PUBLISHED)

    def kept(self):
        """Published, and not taken back.

        As a condition rather than a join of nothing, whose few rows PostgreSQL expects too few of: it would read all.
        """
        withdrawals = self.model._meta.get_field("withdrawal").related_model.objects
        return self.published().filter(~Exists(withdrawals.filter(publication=OuterRef("pk"))))

    def standing(self):
        """Of every document the latest published version that nobody took back."""
        same_document = {"agency_year": OuterRef("agency_year"), "kind": OuterRef("kind")}
        later = self.model._default_manager.kept().filter(number__gt=OuterRef("number"), **same_document)
        return self.kept().filter(~Exists(later))

    def give(self, publication, job):
        """Let this job draw the files of a version that is not published yet."""
        return self._unpublished(publication).update(job=job)

    def finish(self, publication, at):
        """The one move there is, from requested to published; True for the attempt that made it."""
        return bool(self._unpublished(publication).update(state=Publication.State.PUBLISHED, published_at=at, job=None))

    def _unpublished(self, publication):
        return models.QuerySet(self.model, using=self.db).filter(pk=publication.pk, state=Publication.State.REQUESTED)

    def update(self, **values):
        raise AppendOnly("Publications are never changed.")

    def delete(self):
        raise AppendOnly("Publications are never deleted.")


class Publication(models.Model):
    """One version of one kind of document. Its content is frozen from the start; its PDF and DOCX are drawn by `job`.

    Whether it is being drawn or has failed is the state of its job, and not stored twice.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", "สั่งเผยแพร่แล้ว"
        PUBLISHED = "published", "เผยแพร่แล้ว"

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField("ชนิดเอกสาร", max_length=20, choices=DocumentKind)
    number = models.PositiveIntegerField("ฉบับที่")
    address = models.CharField("ที่อยู่สั้น", max_length=8, unique=True)
    title = models.CharField("ชื่อเอกสาร", max_length=500)
    agency_name = models.CharField("ชื่อหน่วยงาน", max_length=500)
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    comment = models.TextField("เปลี่ยนแปลงอะไรจากฉบับก่อน", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.REQUESTED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้เผยแพร่"
    )
    requested_at = models.DateTimeField("สั่งเผยแพร่เมื่อ", default=timezone.now)
    published_at = models.DateTimeField("เผยแพร่เมื่อ", null=True)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="งานเบื้องหลัง"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "ฉบับเผยแพร่"
        verbose_name_plural = "ฉบับเผยแพร่"
        ordering = ["agency_year_id", "kind", "number"]
        constraints = [
            models.UniqueConstraint(name="publication_number_unique", fields=["agency_year", "kind", "number"]),
            models.CheckConstraint(name="publication_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="publication_kind_known", condition=Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(
                name="publication_published_says_when",
                condition=Q(state="requested", published_at=None)
                | Q(state="published", published_at__isnull=False, job=None),
            ),
            models.CheckConstraint(
                name="publication_says_what_changed",
                condition=Q(number=1) | ~Q(comment=""),
                violation_error_message="ตั้งแต่ฉบับที่ 2 ต้องบอกว่าเปลี่ยนแปลงอะไรจากฉบับก่อน",
            ),
        ]
        indexes = [
            models.Index(name="publication_newest", fields=["published_at", "id"]),
            models.Index(name="publication_newest_of_year", fields=["fiscal_year", "published_at", "id"]),
            models.Index(name="publication_newest_of_kind", fields=["kind", "published_at", "id"]),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ฉบับที่ {self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("Publications are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Publications are never deleted.")

    @property
    def day(self):
        """The day that is printed on it: that of the click, when its content was frozen."""
        return timezone.localdate(self.requested_at)

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_being_prepared(self):
        return not self.is_published and bool(self.job and self.job.is_active)

    @property
    def has_failed(self):
        return not self.is_published and not self.is_being_prepared

    @property
    def reason(self):
        """Why it failed, in Thai; empty when it was cancelled or the job is long gone."""
        return self.job.error if self.job else ""


class PublishedFileQuerySet(models.QuerySet):
    def update(self, **values):
        raise AppendOnly("Published files are never changed.")

    def delete(self):
        raise AppendOnly("Published files are never deleted.")


class PublishedFile(models.Model):
    """A file of a version with what proves that it is unchanged."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word (DOCX)"
        CSV = "csv", "ตาราง (CSV)"
        DATA = "json", "ข้อมูล (JSON)"
        DOCUMENT = "document", "เนื้อหาที่ตรึงไว้"

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    format = models.CharField("ชนิดไฟล์", max_length=10, choices=Format)
    file = models.FileField("ไฟล์", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)")

    objects = PublishedFileQuerySet.as_manager()

    class Meta:
        verbose_name = "ไฟล์ของฉบับเผยแพร่"
        verbose_name_plural = "ไฟล์ของฉบับเผยแพร่"
        constraints = [
            models.UniqueConstraint(name="published_file_format_unique", fields=["publication", "format"]),
            models.CheckConstraint(
                name="published_file_format_known", condition=Q(format__in=["pdf", "docx", "csv", "json", "document"])
            ),
        ]

    def __str__(self):
        return f"{self.publication} {self.get_format_display()}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("Published files are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Published files are never deleted.")
