"""What was announced for an agency: total, level and scores at whatever depth it has them."""

from django.db import models
from django.db.models import Q

from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN
from assessments.framework_store import get_framework
from assessments.models.agency import AgencyYear
from assessments.scoring import Announced, compute
from assessments.versioning import Versioned, VersionedQuerySet


def score_field(label, **options):
    """Six decimals keep every published figure as it was typed; documents round to the framework's two."""
    return models.DecimalField(label, max_digits=9, decimal_places=6, **options)


def within_hundred(name, field):
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0, f"{field}__lte": 100}),
        violation_error_message="คะแนนต้องอยู่ระหว่าง 0 ถึง 100",
    )


class AssessmentQuerySet(VersionedQuerySet):
    def with_scores(self):
        return self.prefetch_related("scores")


class Assessment(Versioned):
    """One announced result inside an agency-year; it belongs to that year alone and is shared with no other."""

    class Role(models.TextChoices):
        BASELINE = "baseline", "ผลการประเมินที่นำมาวิเคราะห์"
        RESULT = "result", "ผลการประเมินหลังดำเนินมาตรการ"

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="assessments")
    role = models.CharField("ใช้เป็น", max_length=10, choices=Role)
    framework_code = models.CharField("กรอบการประเมิน", max_length=50)
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณที่ประเมิน")
    total = score_field("คะแนนรวม", null=True, blank=True)
    level = models.CharField("ระดับผลการประเมิน", max_length=100, blank=True)
    rank_position = models.PositiveIntegerField("อยู่ในลำดับที่", null=True, blank=True)
    rank_group = models.CharField("ในกลุ่มหน่วยงาน", max_length=300, blank=True)
    peers_label = models.CharField("กลุ่มเปรียบเทียบ", max_length=300, blank=True)
    peers_count = models.PositiveIntegerField("จำนวนหน่วยงานในกลุ่ม", null=True, blank=True)
    peers_average = score_field("คะแนนเฉลี่ยของกลุ่ม", null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "ผลการประเมิน"
        verbose_name_plural = "ผลการประเมิน"
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(name="assessment_role_unique", fields=["agency_year", "role"]),
            within_hundred("assessment_total_within_hundred", "total"),
            within_hundred("assessment_peers_average_within_hundred", "peers_average"),
            models.CheckConstraint(
                name="assessment_year_is_buddhist",
                condition=Q(fiscal_year__gte=FIRST_KNOWN, fiscal_year__lte=LAST_KNOWN),
                violation_error_message="ปีงบประมาณที่ประเมินต้องเป็นปีพุทธศักราช",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @property
    def framework(self):
        return get_framework(self.framework_code)

    @property
    def announced(self):
        """The stored figures as the calculation takes them."""
        return Announced(scores=self.score_by_code, total=self.total, level=self.level)

    @property
    def score_by_code(self):
        return {row.code: row.value for row in self.scores.all()}

    def compute(self):
        """Every figure, announced and computed; see scoring.compute."""
        return compute(self.framework, self.agency_year.agency.kind, self.announced)


class Score(Versioned):
    """One announced figure. `code` is an instrument, indicator, sub-indicator or item of the framework."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    code = models.CharField(max_length=10)
    value = score_field("คะแนน")

    objects = VersionedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="score_code_unique", fields=["assessment", "code"]),
            within_hundred("score_within_hundred", "value"),
        ]


class PastResult(models.Model):
    """An earlier year's result as the agency gave it, for the trend."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="past_results")
    position = models.PositiveIntegerField()
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    total = score_field("คะแนนรวม", null=True, blank=True)

    class Meta:
        verbose_name = "ผลการประเมินย้อนหลัง"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="past_result_year_unique",
                fields=["agency_year", "fiscal_year"],
                violation_error_message="ปีนี้มีอยู่แล้ว",
            ),
            within_hundred("past_result_total_within_hundred", "total"),
        ]


class PastScore(models.Model):
    past_result = models.ForeignKey(PastResult, on_delete=models.CASCADE, related_name="scores")
    code = models.CharField(max_length=10)
    value = score_field("คะแนน")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="past_score_code_unique", fields=["past_result", "code"]),
            within_hundred("past_score_within_hundred", "value"),
        ]


class Target(Versioned):
    """The score an agency aims at, for an indicator or an instrument ("total" for the total)."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField("ของ", max_length=10)
    value = score_field("ค่าเป้าหมาย")

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "เป้าหมายคะแนน"
        verbose_name_plural = "เป้าหมายคะแนน"
        constraints = [
            models.UniqueConstraint(name="target_code_unique", fields=["agency_year", "code"]),
            within_hundred("target_within_hundred", "value"),
        ]
