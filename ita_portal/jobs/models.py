"""Long work as rows. Whoever holds a job holds it by attempt and lease; every moment comes from the database's clock,
so workers on machines whose clocks differ agree on when a lease is over."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


def from_now(seconds):
    return Now() + timedelta(seconds=seconds)


def lease_end():
    return from_now(settings.JOBS_LEASE_SECONDS)


class JobQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state__in=Job.ACTIVE)

    def wanted(self):
        """Active, and nobody has asked to stop it."""
        return self.active().filter(cancel_asked_at=None)

    def due(self):
        """Waiting with its time come, or running with its lease over, because its worker died."""
        return self.filter(
            Q(state=Job.State.WAITING, run_after__lte=Now()) | Q(state=Job.State.RUNNING, lease_until__lt=Now())
        )

    def held(self, job_id, attempt):
        """The job while this attempt still holds it; nothing once it has ended or another attempt has begun."""
        return self.filter(pk=job_id, attempt=attempt, state=Job.State.RUNNING)


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "รอดำเนินการ"
        RUNNING = "running", "กำลังดำเนินการ"
        DONE = "done", "เสร็จแล้ว"
        FAILED = "failed", "ไม่สำเร็จ"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    ACTIVE = (State.WAITING, State.RUNNING)

    id = models.UUIDField("รหัสงาน", primary_key=True, default=uuid4, editable=False)
    task = models.CharField("งาน", max_length=100)
    arguments = models.JSONField("ข้อมูลของงาน", default=dict)
    once = models.CharField("กุญแจกันซ้ำ", max_length=200, blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    attempt = models.PositiveIntegerField("ครั้งที่", default=0)
    max_attempts = models.PositiveIntegerField("จำนวนครั้งสูงสุด", default=3)
    run_after = models.DateTimeField("เริ่มได้ตั้งแต่", db_default=Now())
    lease_until = models.DateTimeField("ถือไว้ถึง", null=True)
    worker = models.CharField("ผู้ดำเนินการ", max_length=200, blank=True)
    done = models.PositiveIntegerField("ทำแล้ว", default=0)
    total = models.PositiveIntegerField("ทั้งหมด", default=0)
    note = models.TextField("กำลังทำ", blank=True)
    cancel_asked_at = models.DateTimeField("ขอยกเลิกเมื่อ", null=True)
    cancel_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="ผู้ขอยกเลิก"
    )
    error = models.TextField("เหตุที่ไม่สำเร็จ", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="ผู้สั่ง"
    )
    created_at = models.DateTimeField("สั่งเมื่อ", db_default=Now())
    sent_at = models.DateTimeField("ส่งข้อความเมื่อ", null=True)
    started_at = models.DateTimeField("เริ่มเมื่อ", null=True)
    ended_at = models.DateTimeField("สิ้นสุดเมื่อ", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "งานเบื้องหลัง"
        verbose_name_plural = "งานเบื้องหลัง"
        indexes = [
            models.Index(name="job_waiting", fields=["run_after", "created_at"], condition=Q(state="waiting")),
            models.Index(name="job_running", fields=["lease_until"], condition=Q(state="running")),
            models.Index(name="job_ended", fields=["ended_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="job_once_unique",
                fields=["task", "once"],
                condition=Q(state__in=["waiting", "running"], cancel_asked_at=None) & ~Q(once=""),
            ),
            models.CheckConstraint(
                name="job_running_holds_lease",
                condition=Q(state="running", lease_until__isnull=False)
                | ~Q(state="running") & Q(lease_until__isnull=True),
            ),
            models.CheckConstraint(
                name="job_ended_says_when",
                condition=Q(state__in=["waiting", "running"], ended_at=None)
                | Q(state__in=["done", "failed", "cancelled"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_begun_says_when",
                condition=Q(attempt=0, started_at=None) & ~Q(state__in=["running", "done"])
                | Q(attempt__gte=1, started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_failed_says_why",
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
            ),
            models.CheckConstraint(
                name="job_cancelled_was_asked",
                condition=Q(cancel_asked_at=None, cancel_asked_by=None) & ~Q(state="cancelled")
                | Q(cancel_asked_at__isnull=False, state__in=["running", "cancelled"]),
            ),
            models.CheckConstraint(
                name="job_attempts_in_range", condition=Q(max_attempts__gte=1, attempt__lte=F("max_attempts"))
            ),
        ]

    def __str__(self):
        return f"{self.task} {self.id}"

    @property
    def is_active(self):
        return self.state in self.ACTIVE

    @property
    def percent(self):
        """0–100; 0 while nobody has said how much there is."""
        if self.state == self.State.DONE:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def state_label(self):
        is_stopping = self.state == self.State.RUNNING and self.cancel_asked_at
        return "กำลังยกเลิก" if is_stopping else self.get_state_display()


class PeriodicTask(models.Model):
    """When a task that comes round by itself is due next; the row decides which of many workers asks for it."""

    task = models.CharField("งาน", max_length=100, unique=True)
    next_at = models.DateTimeField("ครั้งถัดไป")
    last_at = models.DateTimeField("ครั้งล่าสุด", null=True)

    class Meta:
        verbose_name = "งานตามกำหนด"
        verbose_name_plural = "งานตามกำหนด"

    def __str__(self):
        return self.task
