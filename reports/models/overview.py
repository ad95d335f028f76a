"""What the pages over many agencies read: derived rows, which reports/overview/refreshing.py makes anew."""

from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.frameworks.kinds import KINDS
from assessments.models import Agency, AgencyYear, Body
from assessments.models.agency import belonging_to
from assessments.sorting import LONGEST

INSTRUMENTS = {"IIT": "iit", "EIT": "eit", "OIT": "oit"}
INDICATORS = {str(number): f"indicator_{number}" for number in range(1, 11)}  # the same ten since 2563
FIGURES = {"total": "total", **INSTRUMENTS, **INDICATORS}  # code of a framework → column


def figure_field(label):
    """As published: two decimals."""
    return models.DecimalField(label, max_digits=5, decimal_places=2, null=True, blank=True)


class OverviewRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        return belonging_to(self, agency=Agency.objects.visible_to(user))

    def of_year(self, fiscal_year):
        return self.filter(fiscal_year=fiscal_year)

    def fiscal_years(self) -> list[int]:
        """From the newest with a row back to the oldest, by the ends of an index, however many rows lie between.

        As MIN and MAX in one query SQLite would walk over all of them.
        """
        oldest = self.order_by("fiscal_year").values("fiscal_year")[:1]
        ends = self.order_by("-fiscal_year").values_list("fiscal_year", Subquery(oldest)).first()
        return list(range(ends[0], ends[1] - 1, -1)) if ends else []


class OverviewRow(models.Model):
    """One agency in one fiscal year, opened or not: how far it is, its figures, what is published.

    Nothing is stored here alone: every row can be thrown away and made again, and is at most a minute behind.
    """

    class Stage(models.IntegerChoices):
        """How far the year's work is; the farthest that it has reached counts."""

        NOT_STARTED = 0, "ยังไม่เริ่ม"
        ENTERING = 1, "กรอกผลคะแนน"
        PLANNED = 2, "มีมาตรการแล้ว"
        IN_REVIEW = 3, "อยู่ระหว่างตรวจ"
        PUBLISHED = 4, "เผยแพร่แล้ว"
        REPORTING = 5, "รายงานผล"

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="overview_rows")
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")
    agency_year = models.OneToOneField(AgencyYear, on_delete=models.CASCADE, null=True, related_name="overview_row")
    name = models.CharField("ชื่อหน่วยงาน", max_length=500)
    sort_key = models.CharField(max_length=LONGEST, default="")  # the agency's
    kind = models.CharField("ประเภทหน่วยงาน", max_length=40, choices=list(KINDS.items()))
    province = models.CharField("จังหวัด", max_length=100, blank=True)
    body = models.ForeignKey(Body, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="สังกัด")
    stage = models.PositiveSmallIntegerField("ขั้นตอน", choices=Stage, default=Stage.NOT_STARTED)
    # The results that the year's plan answers; year and framework are empty without any.
    assessed_year = models.PositiveIntegerField("ปีที่ประเมิน", null=True)
    framework_code = models.CharField("กรอบการประเมิน", max_length=50, blank=True)
    total = figure_field("คะแนนรวม")
    iit = figure_field("IIT")
    eit = figure_field("EIT")
    oit = figure_field("OIT")
    indicator_1 = figure_field("ตัวชี้วัดที่ 1")
    indicator_2 = figure_field("ตัวชี้วัดที่ 2")
    indicator_3 = figure_field("ตัวชี้วัดที่ 3")
    indicator_4 = figure_field("ตัวชี้วัดที่ 4")
    indicator_5 = figure_field("ตัวชี้วัดที่ 5")
    indicator_6 = figure_field("ตัวชี้วัดที่ 6")
    indicator_7 = figure_field("ตัวชี้วัดที่ 7")
    indicator_8 = figure_field("ตัวชี้วัดที่ 8")
    indicator_9 = figure_field("ตัวชี้วัดที่ 9")
    indicator_10 = figure_field("ตัวชี้วัดที่ 10")
    level = models.CharField("ระดับ", max_length=100, blank=True)
    level_rank = models.PositiveSmallIntegerField("ลำดับของระดับ", null=True)  # 0 for the highest of its framework
    passed = models.BooleanField("ผ่าน", null=True)
    # The same of the year assessed before, where the portal has it.
    previous_total = figure_field("คะแนนรวมปีก่อน")
    previous_passed = models.BooleanField("ปีก่อนผ่าน", null=True)
    change = figure_field("เปลี่ยนแปลงจากปีก่อน")  # points more than the year before, where both are known
    measure_count = models.PositiveIntegerField("มาตรการ", default=0)
    reported_count = models.PositiveIntegerField("มาตรการที่รายงานผลแล้ว", default=0)
    published_count = models.PositiveIntegerField("เอกสารที่เผยแพร่", default=0)
    plan_published_at = models.DateTimeField("เผยแพร่มาตรการเมื่อ", null=True)
    report_published_at = models.DateTimeField("เผยแพร่รายงานผลเมื่อ", null=True)
    # What the checks before publishing found; None while they have not looked, or need not.
    missing_count = models.PositiveIntegerField("สิ่งที่ขาด", null=True)
    checked_at = models.DateTimeField("ตรวจเมื่อ", null=True)
    refreshed_at = models.DateTimeField("ข้อมูล ณ", default=timezone.now)

    objects = OverviewRowQuerySet.as_manager()

    class Meta:
        verbose_name = "ภาพรวมของหน่วยงาน"
        verbose_name_plural = "ภาพรวมของหน่วยงาน"
        ordering = ["sort_key", "agency_id"]
        constraints = [
            models.UniqueConstraint(name="overview_row_unique", fields=["agency", "fiscal_year"]),
            models.CheckConstraint(name="overview_row_stage_known", condition=Q(stage__gte=0, stage__lte=5)),
        ]
        indexes = [  # with the key, so that PostgreSQL puts pages in order without reading the rows themselves
            models.Index(  # what the public list counts is in it
                name="overview_row_by_name",
                fields=["fiscal_year", "sort_key", "agency", "id", "published_count", "kind", "province"],
            ),
            models.Index(name="overview_row_by_total", fields=["fiscal_year", "total", "agency", "id"]),
            models.Index(name="overview_row_by_change", fields=["fiscal_year", "change", "agency", "id"]),
            models.Index(name="overview_row_by_kind", fields=["fiscal_year", "kind", "total"]),
            models.Index(name="overview_row_by_province", fields=["fiscal_year", "province", "framework_code"]),
            models.Index(
                name="overview_row_levels",
                fields=["fiscal_year", "framework_code", "kind", "level_rank", "total", "agency"],
            ),
            models.Index(name="overview_row_to_check", fields=["checked_at"], condition=Q(measure_count__gt=0)),
        ]

    def __str__(self):
        return f"{self.name} {self.fiscal_year}"


class ItemTally(models.Model):
    """How agencies of one kind, province and body did in one item: sums, from which any group's mean follows."""

    fiscal_year = models.PositiveIntegerField()  # of the plan, as in OverviewRow
    framework_code = models.CharField(max_length=50)
    kind = models.CharField(max_length=40)
    province = models.CharField(max_length=100, blank=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=10)
    agencies = models.PositiveIntegerField()  # that have a score
    score_sum = models.DecimalField(max_digits=16, decimal_places=6)
    below = models.PositiveIntegerField()  # under the pass mark of the framework
    full = models.PositiveIntegerField()  # full marks

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "fiscal_year",
                "framework_code",
                "kind",
                "province",
                Coalesce("body", 0),
                "code",
                name="item_tally_unique",
            ),
            models.CheckConstraint(name="item_tally_of_somebody", condition=Q(agencies__gte=1)),
        ]
        indexes = [models.Index(name="item_tally_of_year", fields=["fiscal_year", "framework_code", "code"])]


class OverviewMark(models.Model):
    """One row: until which moment the history was followed."""

    followed_until = models.DateTimeField()
