"""The history: who changed what, when, from what, to what. Rows are only ever added."""

from django.conf import settings
from django.db import models

from assessments.models.agency import Agency
from assessments.models.people import Membership, memberships_of


class AppendOnly(Exception):
    """Somebody tried to rewrite history."""


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the agencies this person may open; what stands above agencies only for who sees them all."""
        if user.is_superuser or any(row.reach == Membership.Reach.ALL for row in memberships_of(user)):
            return self
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def above_agencies(self):
        """The tree of affiliation, administrators and accounts."""
        return self.filter(agency=None)

    def update(self, **values):
        raise AppendOnly("History rows are never changed.")

    def delete(self):
        raise AppendOnly("History rows are never deleted.")


class Change(models.Model):
    at = models.DateTimeField("เมื่อ", auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="ผู้แก้ไข"
    )
    # None for what stands above the agencies: the tree of affiliation, administrators.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="changes", null=True)
    fiscal_year = models.PositiveIntegerField(null=True)
    record = models.CharField("รายการ", max_length=300)
    field = models.CharField("ข้อมูล", max_length=100)
    before = models.TextField("จาก", blank=True)
    after = models.TextField("เป็น", blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "ประวัติการแก้ไข"
        verbose_name_plural = "ประวัติการแก้ไข"
        ordering = ["-pk"]
        indexes = [models.Index(name="change_of_agency_year", fields=["agency", "fiscal_year", "-id"])]

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly("History rows are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("History rows are never deleted.")
