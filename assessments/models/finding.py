"""What the officer adds to the computed analysis: causes of a weak point and ways to raise it."""

from django.db import models
from django.db.models import Q

from assessments.models.agency import AgencyYear
from assessments.versioning import Versioned, VersionedQuerySet


class Urgency(models.TextChoices):
    URGENT = "urgent", "ต้องแก้ไขโดยเร่งด่วน"
    DEVELOP = "develop", "ต้องพัฒนาให้ดีขึ้น"
    MAINTAIN = "maintain", "รักษามาตรฐาน"


class Line(models.Model):
    """One text of an ordered list; `kind` says which list of its owner it is in."""

    kind = models.CharField(max_length=20)
    position = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        abstract = True
        ordering = ["kind", "position"]


class HasLines(models.Model):
    """A row whose lists of texts are rows of their own, read in one query with prefetch_related("lines")."""

    class Meta:
        abstract = True

    def texts(self, kind):
        return [line.text for line in self.lines.all() if line.kind == kind]


class Finding(Versioned, HasLines):
    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    issue = models.PositiveIntegerField("ประเด็น", null=True, blank=True)
    indicator = models.CharField("ตัวชี้วัด", max_length=10, blank=True)
    lowest = models.CharField("ข้อที่ได้คะแนนน้อยที่สุด", max_length=10, blank=True)
    urgency = models.CharField("ความเร่งด่วน", max_length=10, choices=Urgency)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "ผลการวิเคราะห์"
        verbose_name_plural = "ผลการวิเคราะห์"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="finding_urgency_known",
                condition=Q(urgency__in=Urgency.values),
                violation_error_message="ความเร่งด่วนต้องเป็น เร่งด่วน พัฒนา หรือรักษามาตรฐาน",
            ),
            models.CheckConstraint(
                name="finding_issue_within_seven",
                condition=Q(issue__isnull=True) | Q(issue__gte=1, issue__lte=7),
                violation_error_message="ประเด็นมี 1 ถึง 7",
            ),
        ]

    def __str__(self):
        return f"ประเด็นที่ {self.issue}" if self.issue else f"ตัวชี้วัดที่ {self.indicator}" if self.indicator else "ทั่วไป"


class FindingLine(Line):
    class Kind(models.TextChoices):
        ITEM = "item", "ข้อ"
        CAUSE = "cause", "สาเหตุ"
        APPROACH = "approach", "แนวทางการยกระดับ"

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="lines")

    class Meta(Line.Meta):
        constraints = [
            models.UniqueConstraint(name="finding_line_position_unique", fields=["finding", "kind", "position"]),
            models.CheckConstraint(name="finding_line_kind_known", condition=Q(kind__in=["item", "cause", "approach"])),
        ]
