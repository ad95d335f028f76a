"""One thing asked for many agencies at once: who asked what of which agencies, and what came of it at each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.models import Agency
from assessments.models.people import memberships_of
from reports.models.composing import DocumentKind
from reports.models.publication import Publication

KIND_COLUMNS = {kind: f"with_{kind.value}" for kind in DocumentKind}
NO_KIND = Q(**dict.fromkeys(KIND_COLUMNS.values(), False))
IS_ZIP = Q(action="zip")
SUMMARIES = ("summary_pdf", "summary_docx")
NO_FILE = Q(file="", sha256="", size=None)
A_FILE = ~Q(file="") & ~Q(sha256="") & Q(size__isnull=False)


class BulkRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those who oversee all see what others asked for."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        oversees_all = user.is_superuser or any(row.is_of_all for row in memberships_of(user))
        return self if oversees_all else self.filter(by=user)

    def move(self, run, **values):
        """End a run that is at work: whoever comes first ends it, once."""
        return bool(self.filter(pk=run.pk, state=BulkRun.State.WORKING).update(**values))


class BulkRun(models.Model):
    """The agencies are those that the filter showed at the click: one BulkOutcome each, whatever the filter shows now.

    Whether its job waits, works or has failed is the state of that job, and not stored twice. `gathered` counts the
    bytes of the documents that are to go into the file.
    """

    class Action(models.TextChoices):
        REMIND = "remind", "เตือนหน่วยงาน"
        ACCEPT = "accept", "รับเอกสารที่ไม่มีข้อสังเกต"
        OPEN_YEAR = "open_year", "เปิดปีงบประมาณ"
        ZIP = "zip", "รวมเอกสารเป็นไฟล์ ZIP"
        SUMMARY_PDF = "summary_pdf", "รายงานสรุป (PDF)"
        SUMMARY_DOCX = "summary_docx", "รายงานสรุป (Word)"

    class State(models.TextChoices):
        WORKING = "working", "กำลังดำเนินการ"
        DONE = "done", "เสร็จแล้ว"
        CANCELLED = "cancelled", "หยุดแล้ว"

    class Contents(models.TextChoices):
        PUBLISHED = "published", "ฉบับที่เผยแพร่แล้วเท่านั้น"
        DRAFT = "draft", "ฉบับร่างปัจจุบัน"

    action = models.CharField("สิ่งที่ทำ", max_length=20, choices=Action)
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    query = models.TextField("ตัวกรอง")
    filter_words = models.TextField("หน่วยงานที่เลือก")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้สั่ง")
    asked_at = models.DateTimeField("สั่งเมื่อ", default=timezone.now)
    once_key = models.CharField(max_length=32)  # of the page on which the button was pressed
    message = models.TextField("ข้อความถึงหน่วยงาน", blank=True)
    target_year = models.PositiveIntegerField("ปีที่เปิด", null=True)
    contents = models.CharField("เนื้อหา", max_length=10, choices=Contents, blank=True)
    with_analysis = models.BooleanField("การวิเคราะห์", default=False)
    with_measures = models.BooleanField("มาตรการ", default=False)
    with_progress = models.BooleanField("รายงานผล", default=False)
    with_full = models.BooleanField("รายงานฉบับสมบูรณ์", default=False)
    with_announcement = models.BooleanField("ประกาศ", default=False)
    with_docx = models.BooleanField("ไฟล์ Word ด้วย", default=False)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WORKING)
    total = models.PositiveIntegerField("ทั้งหมด")
    done = models.PositiveIntegerField("ทำแล้ว", default=0)
    gathered = models.PositiveBigIntegerField("ขนาดเอกสารที่รวม (ไบต์)", default=0)
    ended_at = models.DateTimeField("สิ้นสุดเมื่อ", null=True)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="งานเบื้องหลัง"
    )
    file = models.FileField("ไฟล์", max_length=200, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)", null=True)
    removed_at = models.DateTimeField("นำไฟล์ออกเมื่อ", null=True)

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        verbose_name = "การดำเนินการหลายหน่วยงาน"
        verbose_name_plural = "การดำเนินการหลายหน่วยงาน"
        ordering = ["-pk"]
        indexes = [models.Index(name="bulk_run_of_person", fields=["by", "-id"])]
        constraints = [
            models.UniqueConstraint(name="bulk_run_once_unique", fields=["by", "once_key"]),
            models.CheckConstraint(
                name="bulk_run_action_known",
                condition=Q(action__in=["remind", "accept", "open_year", "zip", *SUMMARIES]),
            ),
            models.CheckConstraint(
                name="bulk_run_ended_says_when",
                condition=Q(state="working", ended_at=None)
                | Q(state__in=["done", "cancelled"], ended_at__isnull=False),
            ),
            models.CheckConstraint(name="bulk_run_message_only_reminds", condition=Q(message="") | Q(action="remind")),
            models.CheckConstraint(
                name="bulk_run_year_is_opened",
                condition=Q(action="open_year", target_year__isnull=False)
                | ~Q(action="open_year") & Q(target_year=None),
            ),
            models.CheckConstraint(
                name="bulk_run_zip_says_what",
                condition=IS_ZIP & Q(contents__in=["published", "draft"]) & ~NO_KIND
                | ~IS_ZIP & Q(contents="", with_docx=False, gathered=0) & NO_KIND,
            ),
            models.CheckConstraint(name="bulk_run_done_in_range", condition=Q(total__gte=1, done__lte=F("total"))),
            models.CheckConstraint(name="bulk_run_file_with_hash", condition=NO_FILE | A_FILE),
            models.CheckConstraint(
                name="bulk_run_file_only_when_done",
                condition=Q(file="") | Q(state="done", action__in=["zip", *SUMMARIES]),
            ),
            models.CheckConstraint(name="bulk_run_removes_a_file", condition=Q(removed_at=None) | ~Q(file="")),
        ]

    def __str__(self):
        return f"{self.get_action_display()} {self.fiscal_year}"

    @property
    def kinds(self):
        """Of the documents to be gathered, in the order of the work."""
        return tuple(kind for kind, column in KIND_COLUMNS.items() if getattr(self, column))

    @property
    def kind_names(self):
        return [kind.label for kind in self.kinds]

    @property
    def is_working(self):
        return self.state == self.State.WORKING

    @property
    def is_at_work(self):
        """A job has it right now, or soon."""
        return self.is_working and bool(self.job and self.job.is_active)

    @property
    def has_stopped(self):
        """Its job failed on the way; it can go on."""
        return self.is_working and not self.is_at_work

    @property
    def percent(self):
        return 100 * self.done // self.total

    @property
    def has_file(self):
        return bool(self.file) and self.removed_at is None


class BulkOutcomeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of agencies that this person may open now: a reach may have become smaller since."""
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def waiting(self):
        return self.filter(outcome=BulkOutcome.Outcome.WAITING)


class BulkOutcome(models.Model):
    """What came of it at one agency, written in the transaction of the effect. `kind` where one document is meant."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "รอดำเนินการ"
        DONE = "done", "ทำแล้ว"
        NOT_NEEDED = "not_needed", "ไม่ต้องทำ"
        REFUSED = "refused", "ทำไม่ได้"

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="outcomes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("ชนิดเอกสาร", max_length=20, choices=DocumentKind, blank=True)
    outcome = models.CharField("ผล", max_length=10, choices=Outcome, default=Outcome.WAITING)
    words = models.TextField("รายละเอียด", blank=True)
    link = models.CharField("หน้าที่เกี่ยวข้อง", max_length=500, blank=True)
    at = models.DateTimeField("เมื่อ", null=True)

    objects = BulkOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = "ผลที่หน่วยงาน"
        verbose_name_plural = "ผลที่หน่วยงาน"
        ordering = ["pk"]
        indexes = [models.Index(name="bulk_outcome_of_run", fields=["run", "outcome", "id"])]
        constraints = [
            models.UniqueConstraint(name="bulk_outcome_unique", fields=["run", "agency", "kind"]),
            models.CheckConstraint(
                name="bulk_outcome_known", condition=Q(outcome__in=["waiting", "done", "not_needed", "refused"])
            ),
            models.CheckConstraint(
                name="bulk_outcome_says_when",
                condition=Q(outcome="waiting", at=None) | ~Q(outcome="waiting") & Q(at__isnull=False),
            ),
            models.CheckConstraint(
                name="bulk_outcome_says_why",
                condition=Q(outcome="waiting", words="") | ~Q(outcome="waiting") & ~Q(words=""),
            ),
            models.CheckConstraint(
                name="bulk_outcome_link_is_own",
                condition=Q(link="") | Q(link__startswith="/") & ~Q(link__startswith="//"),
            ),
        ]

    def __str__(self):
        return f"{self.agency} {self.get_outcome_display()}"


class BulkFile(models.Model):
    """A file that goes into a run's ZIP, as it lies on disk; of a published version, or of the draft of that moment."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word (DOCX)"

    outcome = models.ForeignKey(BulkOutcome, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField("ชนิดเอกสาร", max_length=20, choices=DocumentKind)
    format = models.CharField("ชนิดไฟล์", max_length=10, choices=Format)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)")

    class Meta:
        verbose_name = "ไฟล์ที่รวม"
        verbose_name_plural = "ไฟล์ที่รวม"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="bulk_file_unique", fields=["outcome", "kind", "format"]),
            models.CheckConstraint(name="bulk_file_format_known", condition=Q(format__in=["pdf", "docx"])),
            models.CheckConstraint(name="bulk_file_has_hash", condition=~Q(source="") & ~Q(sha256="")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.get_format_display()}"
