"""PDFs of drafts that were drawn already. Nothing is lost with one: it is drawn again."""

from django.db import models
from django.utils import timezone

from assessments.models import AgencyYear
from reports.models.composing import DocumentKind


class Rendering(models.Model):
    """`key` stands for all that went into the file, see reports/renderings.py."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="renderings")
    kind = models.CharField("ชนิดเอกสาร", max_length=20, choices=DocumentKind)
    key = models.CharField(max_length=64)
    file = models.FileField("ไฟล์", max_length=200)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)")
    created_at = models.DateTimeField("จัดทำเมื่อ", default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "ไฟล์ร่างที่จัดทำแล้ว"
        verbose_name_plural = "ไฟล์ร่างที่จัดทำแล้ว"
        constraints = [models.UniqueConstraint(name="rendering_key_unique", fields=["agency_year", "key"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.key[:8]}"
