"""What becomes of last year's measures when the next year is planned."""

from django.db import models
from django.db.models import Q

from assessments.models import AgencyYear
from assessments.versioning import Versioned, VersionedQuerySet
from measures.models.plan import Measure


class CarryDecision(Versioned):
    """What becomes, in a later year, of a measure of an earlier year's plan.

    The decision keeps the names of its source: removing or importing that measure anew in its own year changes nothing
    here. `measure` is empty after "stop", and once the measure that was made is deleted.
    """

    class Choice(models.TextChoices):
        CONTINUE = "continue", "ใช้ต่อ"
        CHANGE = "change", "ใช้ต่อโดยปรับปรุง"
        STOP = "stop", "หยุด"

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="carry_decisions")
    source = models.ForeignKey(
        Measure, on_delete=models.SET_NULL, null=True, related_name="carry_decisions", verbose_name="มาตรการเดิม"
    )
    source_year = models.PositiveIntegerField("ปีงบประมาณของมาตรการเดิม")
    source_key = models.CharField("รหัสของมาตรการเดิม", max_length=50)
    choice = models.CharField("การตัดสินใจ", max_length=10, choices=Choice)
    reason = models.TextField("เหตุผล", blank=True)
    measure = models.OneToOneField(
        Measure,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_from",
        verbose_name="มาตรการที่ยกมา",
    )

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "การตัดสินใจเรื่องมาตรการของปีก่อน"
        verbose_name_plural = "การตัดสินใจเรื่องมาตรการของปีก่อน"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="carry_decision_source_unique", fields=["agency_year", "source"]),
            models.CheckConstraint(
                name="carry_decision_choice_known", condition=Q(choice__in=["continue", "change", "stop"])
            ),
            models.CheckConstraint(
                name="carry_decision_says_why",
                condition=Q(choice="continue") | ~Q(reason=""),
                violation_error_message="การปรับปรุงหรือหยุดมาตรการต้องมีเหตุผล",
            ),
            models.CheckConstraint(
                name="carry_decision_stopped_makes_no_measure",
                condition=~Q(choice="stop") | Q(measure__isnull=True),
                violation_error_message="มาตรการที่หยุดไม่มีมาตรการใหม่",
            ),
        ]

    def __str__(self):
        return f"{self.source_key} พ.ศ. {self.source_year}"
