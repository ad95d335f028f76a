"""Improvement measures of an agency-year, and the limits the agency works under."""

from django.db import models
from django.db.models import F, Q

from assessments.models import AgencyYear, HasLines, Line, Urgency
from assessments.versioning import Versioned, VersionedQuerySet


def period_order(name):
    return models.CheckConstraint(
        name=name,
        condition=Q(period_start__isnull=True) | Q(period_end__isnull=True) | Q(period_end__gte=F("period_start")),
        violation_error_message="วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่มต้น",
    )


class InPlan(Versioned, HasLines):
    """An ordered entry of one agency-year with a key that stays the same in every file and document."""

    position = models.PositiveIntegerField()
    key = models.CharField("รหัส", max_length=50)
    indicator = models.CharField("ตัวชี้วัด", max_length=10, blank=True)
    period_start = models.DateField("เริ่มต้น", null=True, blank=True)
    period_end = models.DateField("สิ้นสุด", null=True, blank=True)
    period_text = models.CharField("ระยะเวลา (ข้อความ)", max_length=500, blank=True)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Measure(InPlan):
    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="measures")
    issue = models.PositiveIntegerField("ประเด็น", null=True, blank=True)
    urgency = models.CharField("ความเร่งด่วน", max_length=10, choices=Urgency)
    title = models.TextField("มาตรการ โครงการ หรือกิจกรรม", blank=True)
    weak_point = models.TextField("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อน", blank=True)
    monitoring = models.TextField("แนวทางการกำกับติดตาม", blank=True)
    is_draft = models.BooleanField("ร่าง ยังไม่ได้อ่าน", default=False)

    class Meta(InPlan.Meta):
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        constraints = [
            models.UniqueConstraint(name="measure_key_unique", fields=["agency_year", "key"]),
            period_order("measure_period_in_order"),
            models.CheckConstraint(
                name="measure_urgency_known",
                condition=Q(urgency__in=Urgency.values),
                violation_error_message="ความเร่งด่วนต้องเป็น เร่งด่วน พัฒนา หรือรักษามาตรฐาน",
            ),
            models.CheckConstraint(
                name="measure_issue_within_seven",
                condition=Q(issue__isnull=True) | Q(issue__gte=1, issue__lte=7),
                violation_error_message="ประเด็นมี 1 ถึง 7",
            ),
        ]

    def __str__(self):
        return self.title or self.weak_point or self.key


MEASURE_LINES = ["item", "improvement", "assessed_point", "cause", "approach", "step", "responsible", "limitation"]


class MeasureLine(Line):
    class Kind(models.TextChoices):
        ITEM = "item", "ข้อที่เกี่ยวข้อง"
        IMPROVEMENT = "improvement", "ประเด็นที่จะพัฒนาให้ดีขึ้น"
        ASSESSED_POINT = "assessed_point", "ประเด็นการประเมิน"
        CAUSE = "cause", "สาเหตุ"
        APPROACH = "approach", "แนวทาง"
        STEP = "step", "ขั้นตอนหรือวิธีการปฏิบัติ"
        RESPONSIBLE = "responsible", "ผู้รับผิดชอบ"
        LIMITATION = "limitation", "ข้อจำกัด"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="lines")

    class Meta(Line.Meta):
        constraints = [
            models.UniqueConstraint(name="measure_line_position_unique", fields=["measure", "kind", "position"]),
            models.CheckConstraint(
                name="measure_line_kind_known",
                condition=Q(kind__in=MEASURE_LINES),
            ),
        ]


class Limitation(Versioned):
    """What holds the agency back as a whole (its ข้อจำกัด), apart from any one measure."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="limitations")
    position = models.PositiveIntegerField()
    text = models.TextField("ข้อจำกัดของหน่วยงาน")

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "ข้อจำกัด"
        verbose_name_plural = "ข้อจำกัด"
        ordering = ["position"]

    def __str__(self):
        return self.text[:80]
