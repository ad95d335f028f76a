"""Two people editing one row never overwrite each other silently: it is written by compare-and-set."""

from django.db import models
from django.db.models import F


class StaleVersion(Exception):
    """The row was changed by somebody else since it was read; `row` is what stands there now."""

    def __init__(self, row):
        super().__init__("มีผู้อื่นแก้ไขข้อมูลนี้ไปแล้วระหว่างที่ท่านแก้ไข")
        self.row = row


class VersionedQuerySet(models.QuerySet):
    def compare_and_set(self, row, version, **values):
        """Write `values` only while the row still has this version; StaleVersion with the present row otherwise."""
        written = self.filter(pk=row.pk, version=version).update(**values, version=F("version") + 1)
        if not written:
            raise StaleVersion(self.filter(pk=row.pk).first())
        for name, value in values.items():
            setattr(row, name, value)
        row.version = version + 1
        return row


class Versioned(models.Model):
    version = models.PositiveIntegerField("รุ่นของข้อมูล", default=1, editable=False)

    class Meta:
        abstract = True
