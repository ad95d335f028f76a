"""What was done about the measures, and pictures of it."""

from django.db import models
from django.db.models import Q

from assessments.models import AgencyYear, Line
from assessments.versioning import Versioned, VersionedQuerySet
from measures.models.plan import InPlan, Measure, period_order


class ProgressEntry(InPlan):
    """What was done: for a measure of the plan, or a free activity beside it."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="progress_entries")
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        related_name="progress_entries",
        null=True,
        blank=True,
        verbose_name="มาตรการ",
    )
    activity = models.TextField("กิจกรรม", blank=True)
    budget_amount = models.DecimalField(
        "งบประมาณที่ใช้ (บาท)", max_digits=15, decimal_places=2, null=True, blank=True, help_text="0 คือไม่ใช้งบประมาณ"
    )
    budget_source = models.TextField("แหล่งงบประมาณ", blank=True)
    obstacles = models.TextField("ปัญหาและอุปสรรค", blank=True)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True)

    class Meta(InPlan.Meta):
        verbose_name = "ผลการดำเนินการ"
        verbose_name_plural = "ผลการดำเนินการ"
        constraints = [
            models.UniqueConstraint(name="progress_key_unique", fields=["agency_year", "key"]),
            period_order("progress_period_in_order"),
            models.CheckConstraint(
                name="progress_budget_not_negative",
                condition=Q(budget_amount__isnull=True) | Q(budget_amount__gte=0),
                violation_error_message="งบประมาณต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return self.activity or str(self.measure or self.key)


class ProgressLine(Line):
    class Kind(models.TextChoices):
        PERFORMED = "performed", "ผลการดำเนินการ"
        OUTCOME = "outcome", "ผลลัพธ์หรือความสำเร็จ"

    entry = models.ForeignKey(ProgressEntry, on_delete=models.CASCADE, related_name="lines")

    class Meta(Line.Meta):
        constraints = [
            models.UniqueConstraint(name="progress_line_position_unique", fields=["entry", "kind", "position"]),
            models.CheckConstraint(name="progress_line_kind_known", condition=Q(kind__in=["performed", "outcome"])),
        ]


class Photo(Versioned):
    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveIntegerField()
    caption = models.TextField("คำบรรยายภาพ")
    taken_on = models.DateField("วันที่", null=True, blank=True)
    file = models.FileField("ภาพ", upload_to="photos/%Y/", blank=True)
    source_name = models.CharField("ชื่อไฟล์ต้นทาง", max_length=300, blank=True)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "ภาพกิจกรรม"
        verbose_name_plural = "ภาพกิจกรรม"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.caption[:80]
