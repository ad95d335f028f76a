"""Where on the web an agency discloses each OIT item, and the dated log of what was found there.

Addresses have no window: they say where something is, not what was decided, and a page that moves while everything is
closed must be corrected at once or the item loses its points.
"""

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Now

from assessments import address_outcomes as outcomes
from assessments.models.agency import AgencyYear
from assessments.models.change import AppendOnly
from assessments.versioning import Versioned, VersionedQuerySet
from assessments.web_addresses import LONGEST


class OitAddressQuerySet(VersionedQuerySet):
    def given(self):
        return self.exclude(url="")

    def with_latest_check(self):
        """`latest_checks` holds the last check of each, or nothing."""
        latest = AddressCheck.objects.filter(address=OuterRef("address")).order_by("-pk")
        checks = AddressCheck.objects.filter(pk=Subquery(latest.values("pk")[:1]))
        return self.prefetch_related(Prefetch("checks", checks, to_attr="latest_checks"))

    def with_last_outcomes(self):
        """`last`, `one_before`, `two_before`: the latest certain outcomes of the present url, the newest first; and
        `certain_pk` and `certain_at` of the newest."""
        certain = checks_of_present_url().exclude(outcome__in=outcomes.DOUBTFUL)
        found = certain.values("outcome")
        return self.annotate(
            last=Subquery(found[:1]),
            one_before=Subquery(found[1:2]),
            two_before=Subquery(found[2:3]),
            certain_pk=Subquery(certain.values("pk")[:1]),
            certain_at=Subquery(certain.values("checked_at")[:1]),
        )

    def with_checked_at(self):
        """`checked_at` is when the present url was looked at last, None for never."""
        return self.annotate(checked_at=Subquery(checks_of_present_url().values("checked_at")[:1]))

    def unchecked_since(self, moment):
        """Given, and not checked since then as they are now."""
        recent = checks_of_present_url().filter(checked_at__gte=moment).order_by()
        return self.given().filter(~models.Exists(recent))


def checks_of_present_url():
    return AddressCheck.objects.filter(address=OuterRef("pk"), url=OuterRef("url")).order_by("-pk")


class OitAddress(Versioned):
    """`url` is empty once it is taken away: the row stays for its log and its version.

    The code is one of `framework_code`: the same code means something else in another year, and the framework of a
    fiscal year may come to be known after its first addresses.
    """

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="oit_addresses")
    framework_code = models.CharField("กรอบการประเมิน", max_length=50)
    code = models.CharField("ข้อ", max_length=10)
    url = models.CharField("ที่อยู่เว็บ", max_length=LONGEST, blank=True)

    objects = OitAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "ที่อยู่เว็บของข้อ OIT"
        verbose_name_plural = "ที่อยู่เว็บของข้อ OIT"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="oit_address_unique", fields=["agency_year", "framework_code", "code"]),
            models.CheckConstraint(
                name="oit_address_is_http",
                condition=Q(url="") | Q(url__istartswith="http://") | Q(url__istartswith="https://"),
                violation_error_message="ที่อยู่เว็บเริ่มด้วย https:// หรือ http://",
            ),
            models.CheckConstraint(name="oit_address_has_code", condition=~Q(code="") & ~Q(framework_code="")),
        ]

    @property
    def latest_check(self):
        """Of the rows of with_latest_check; None before the first."""
        return next(iter(self.latest_checks), None)


class AddressCheckQuerySet(models.QuerySet):
    def update(self, **values):
        raise AppendOnly("Checks are never changed.")

    def delete(self):
        raise AppendOnly("Checks are never deleted.")


class AddressCheck(models.Model):
    """One line of the log. All are kept: fifty a year for each address, and old ones tell since when a page is gone."""

    address = models.ForeignKey(OitAddress, on_delete=models.CASCADE, related_name="checks")
    url = models.CharField("ที่อยู่ที่ตรวจ", max_length=LONGEST)  # as it was then: the address may be edited
    checked_at = models.DateTimeField("ตรวจเมื่อ", db_default=Now())
    outcome = models.CharField("ผล", max_length=20, choices=outcomes.CHOICES)
    status = models.PositiveIntegerField("รหัสตอบ", null=True)
    final_url = models.CharField("ปลายทาง", max_length=LONGEST, blank=True)
    milliseconds = models.PositiveIntegerField("ใช้เวลา (มิลลิวินาที)")

    objects = AddressCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "ผลตรวจที่อยู่เว็บ"
        verbose_name_plural = "ผลตรวจที่อยู่เว็บ"
        ordering = ["-pk"]
        indexes = [models.Index(name="address_check_latest", fields=["address", "-id"])]
        constraints = [
            models.CheckConstraint(name="address_check_outcome_known", condition=Q(outcome__in=list(outcomes.NAMES))),
            models.CheckConstraint(
                name="address_check_ok_has_status", condition=~Q(outcome="ok") | Q(status__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.url}: {self.get_outcome_display()}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("Checks are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Checks are never deleted.")

    @property
    def is_ok(self):
        return self.outcome == outcomes.OK

    @property
    def is_doubtful(self):
        return self.outcome in outcomes.DOUBTFUL

    @property
    def seconds(self):
        """As the page shows it: 1.25"""
        return f"{self.milliseconds / 1000:.2f}"

    @property
    def advice(self):
        return outcomes.ADVICE.get(self.outcome, "")
