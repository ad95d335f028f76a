"""What the open data are made of: results as published documents say them, and the files that everybody may download.

All of it is derived from publications and can be thrown away and made again; see reports/open_data/.
"""

from django.db import models
from django.db.models import Q

from assessments.models import Agency, Assessment
from reports.models.overview import FIGURES
from reports.models.publication import Publication


def announced_field(label):
    """As announced: up to six decimals."""
    return models.DecimalField(label, max_digits=9, decimal_places=6, null=True)


class PublishedResult(models.Model):
    """One agency's result of one assessed year as the frozen data of one version say it."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="results")
    role = models.CharField("ใช้เป็น", max_length=10, choices=Assessment.Role)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    agency_name = models.CharField("ชื่อหน่วยงาน", max_length=500)
    kind = models.CharField("ประเภทหน่วยงาน", max_length=40)
    province = models.CharField("จังหวัด", max_length=100, blank=True)
    affiliation = models.TextField("สังกัด", blank=True)
    assessed_year = models.PositiveIntegerField("ปีงบประมาณที่ประเมิน")
    framework_code = models.CharField("กรอบการประเมิน", max_length=50)
    total = announced_field("คะแนนรวม")
    iit = announced_field("IIT")
    eit = announced_field("EIT")
    oit = announced_field("OIT")
    indicator_1 = announced_field("ตัวชี้วัดที่ 1")
    indicator_2 = announced_field("ตัวชี้วัดที่ 2")
    indicator_3 = announced_field("ตัวชี้วัดที่ 3")
    indicator_4 = announced_field("ตัวชี้วัดที่ 4")
    indicator_5 = announced_field("ตัวชี้วัดที่ 5")
    indicator_6 = announced_field("ตัวชี้วัดที่ 6")
    indicator_7 = announced_field("ตัวชี้วัดที่ 7")
    indicator_8 = announced_field("ตัวชี้วัดที่ 8")
    indicator_9 = announced_field("ตัวชี้วัดที่ 9")
    indicator_10 = announced_field("ตัวชี้วัดที่ 10")
    level = models.CharField("ระดับ", max_length=100, blank=True)
    computed = models.CharField("รหัสที่ระบบคำนวณ", max_length=200, blank=True)  # with blanks between; else announced
    # {code: score} of every depth as it was frozen: copied once, so that a build reads no files a second time.
    scores = models.JSONField(default=dict)
    reading = models.PositiveSmallIntegerField()  # by which version of reports/open_data/extracting.py
    is_open = models.BooleanField("อยู่ในข้อมูลเปิด", default=False)

    class Meta:
        verbose_name = "ผลการประเมินที่เผยแพร่"
        verbose_name_plural = "ผลการประเมินที่เผยแพร่"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="published_result_unique", fields=["publication", "role"]),
            models.UniqueConstraint(
                name="published_result_open_once", fields=["agency", "assessed_year"], condition=Q(is_open=True)
            ),
        ]
        indexes = [
            models.Index(name="published_result_of_year", fields=["assessed_year", "id"], condition=Q(is_open=True)),
        ]

    def __str__(self):
        return f"{self.agency_name} {self.assessed_year}"

    @property
    def figures(self):
        """{column: figure}, None where there is none."""
        return {column: getattr(self, column) for column in FIGURES.values()}


class OpenDataFile(models.Model):
    """A file of the open data as it is offered now, stored packed; hash and size are those of what is downloaded."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

    name = models.CharField(max_length=60)  # "results-2568", as in its address
    dataset = models.CharField(max_length=40)
    fiscal_year = models.PositiveIntegerField(null=True)  # None: all years
    format = models.CharField("ชนิดไฟล์", max_length=10, choices=Format)
    file = models.FileField("ไฟล์", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)")
    packed_size = models.PositiveBigIntegerField()
    rows = models.PositiveBigIntegerField("จำนวนแถว")
    source = models.CharField(max_length=64)  # hash of what it was made of: the same source needs no new file
    built_at = models.DateTimeField("จัดทำเมื่อ")

    class Meta:
        verbose_name = "ไฟล์ข้อมูลเปิด"
        verbose_name_plural = "ไฟล์ข้อมูลเปิด"
        ordering = ["dataset", "-fiscal_year", "format"]
        constraints = [
            models.UniqueConstraint(name="open_data_file_unique", fields=["name", "format"]),
            models.CheckConstraint(name="open_data_file_format_known", condition=Q(format__in=["csv", "json"])),
        ]

    def __str__(self):
        return f"{self.name}.{self.format}"


class OpenDataMark(models.Model):
    """One row: what the last build was made of, and of which moment its data are."""

    source = models.CharField(max_length=64)
    built_at = models.DateTimeField()
