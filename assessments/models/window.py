"""When the steps of a fiscal year are open, for all agencies, and the exceptions for single ones."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN
from assessments.models.agency import Agency
from assessments.models.change import AppendOnly, ChangeQuerySet
from assessments.versioning import Versioned, VersionedQuerySet
from assessments.windows import STEP_NAMES, Window


class YearWindowQuerySet(VersionedQuerySet):
    def for_agency(self, agency):
        """With `until`, the last day of the agency's latest exception. `agency` may be an OuterRef."""
        latest = WindowException.objects.filter(window=OuterRef("pk"), agency=agency).order_by("-pk")
        return self.annotate(until=Subquery(latest.values("until")[:1]))


class YearWindow(Versioned):
    """The days on which a step of a fiscal year may be worked on. No row: it always may."""

    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    step = models.CharField("ขั้นตอน", max_length=10, choices=list(STEP_NAMES.items()))
    opens_on = models.DateField("เปิดรับวันที่")
    closes_on = models.DateField("ปิดรับเมื่อสิ้นวันที่")

    agency = None  # for all of them: its history belongs to none

    objects = YearWindowQuerySet.as_manager()

    class Meta:
        verbose_name = "ช่วงเวลาเปิดรับ"
        verbose_name_plural = "ช่วงเวลาเปิดรับ"
        ordering = ["-fiscal_year", "opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="year_window_unique", fields=["fiscal_year", "step"]),
            models.CheckConstraint(name="year_window_step_known", condition=Q(step__in=["entry", "plan", "progress"])),
            models.CheckConstraint(
                name="year_window_in_order",
                condition=Q(opens_on__lte=F("closes_on")),
                violation_error_message="วันปิดรับต้องไม่อยู่ก่อนวันเปิดรับ",
            ),
            models.CheckConstraint(
                name="year_window_is_buddhist",
                condition=Q(fiscal_year__gte=FIRST_KNOWN, fiscal_year__lte=LAST_KNOWN),
                violation_error_message="ปีงบประมาณต้องเป็นปีพุทธศักราช",
            ),
        ]

    def __str__(self):
        return f"{self.get_step_display()} ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @property
    def days(self):
        """As the pure module takes it; the exception is that of the agency it was asked for, if any."""
        until = getattr(self, "until", None)
        return Window(self.fiscal_year, self.step, self.opens_on, self.closes_on, until)


class WindowException(models.Model):
    """One agency may go on until the end of a day, and why. Rows are only added: the latest one counts."""

    window = models.ForeignKey(YearWindow, on_delete=models.PROTECT, related_name="exceptions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="window_exceptions")
    until = models.DateField("ผ่อนผันถึงสิ้นวันที่")
    reason = models.TextField("เหตุผล")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้ผ่อนผัน"
    )
    granted_at = models.DateTimeField("เมื่อ", default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "การผ่อนผัน"
        verbose_name_plural = "การผ่อนผัน"
        ordering = ["-pk"]
        indexes = [models.Index(name="window_exception_latest", fields=["window", "agency", "-id"])]
        constraints = [models.CheckConstraint(name="window_exception_says_why", condition=~Q(reason=""))]

    def __str__(self):
        return str(self.window)

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("Exceptions are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Exceptions are never deleted.")

    @property
    def fiscal_year(self):
        return self.window.fiscal_year
