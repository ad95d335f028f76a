"""Texts the agency wrote in place of what the portal drafts; publications come later."""

from django.db import models
from django.db.models import Q

from assessments.models import AgencyYear, HasLines, Line
from assessments.versioning import Versioned, VersionedQuerySet


class NarrativePart(models.TextChoices):
    PREFACE = "preface", "คำนำ"
    INTRODUCTION = "introduction", "บทนำของมาตรการ"
    SUMMARY = "summary", "บทสรุปผลการดำเนินการ"
    STRENGTH_IIT = "strength_factors.IIT", "ปัจจัยความสำเร็จ IIT"
    STRENGTH_EIT = "strength_factors.EIT", "ปัจจัยความสำเร็จ EIT"
    STRENGTH_OIT = "strength_factors.OIT", "ปัจจัยความสำเร็จ OIT"


class Narrative(Versioned, HasLines):
    """The agency's own paragraphs for one part; without a row the portal's draft stands."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="narratives")
    part = models.CharField("ส่วน", max_length=30, choices=NarrativePart)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "บทบรรยาย"
        verbose_name_plural = "บทบรรยาย"
        constraints = [
            models.UniqueConstraint(name="narrative_part_unique", fields=["agency_year", "part"]),
            models.CheckConstraint(name="narrative_part_known", condition=Q(part__in=NarrativePart.values)),
        ]

    def __str__(self):
        return self.get_part_display()

    @property
    def paragraphs(self):
        return self.texts("paragraph")


class NarrativeLine(Line):
    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", "ย่อหน้า"

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="lines")

    class Meta(Line.Meta):
        constraints = [
            models.UniqueConstraint(name="narrative_line_position_unique", fields=["narrative", "kind", "position"])
        ]
