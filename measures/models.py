"""Improvement measures of an agency-year, what was done about them, and the limits the agency works under."""

from django.db import models
from django.db.models import F, Q

from assessments.models import Agency, AgencyYear, HasLines, Line, Urgency
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
    is_draft = models.BooleanField("ร่างจากคลัง ยังไม่ได้อ่าน", default=False)

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


class CatalogueEntry(Versioned, HasLines):
    """A measure that the agency keeps for later years, beside the project's own catalogue.

    `topic` is a topic of that catalogue, so that the entry is found whatever number its item has in a year.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="catalogue_entries")
    key = models.CharField("รหัส", max_length=50)
    topic = models.CharField("เรื่อง", max_length=60, blank=True)
    indicator = models.CharField("ตัวชี้วัด", max_length=10, blank=True)
    issue = models.PositiveIntegerField("ประเด็น", null=True, blank=True)
    title = models.TextField("มาตรการ โครงการ หรือกิจกรรม")
    monitoring = models.TextField("แนวทางการกำกับติดตาม", blank=True)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "แนวทางในคลังของหน่วยงาน"
        verbose_name_plural = "แนวทางในคลังของหน่วยงาน"
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(name="catalogue_entry_key_unique", fields=["agency", "key"]),
            models.CheckConstraint(
                name="catalogue_entry_title_not_blank",
                condition=~Q(title=""),
                violation_error_message="แนวทางในคลังต้องมีชื่อ",
            ),
            models.CheckConstraint(
                name="catalogue_entry_issue_within_seven",
                condition=Q(issue__isnull=True) | Q(issue__gte=1, issue__lte=7),
                violation_error_message="ประเด็นมี 1 ถึง 7",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def lists(self):
        """What it holds, list by list, for a page."""
        named = ({"name": name, "texts": self.texts(kind)} for kind, name in CatalogueLine.Kind.choices)
        return [entry for entry in named if entry["texts"]]


ENTRY_LINES = ["cause", "approach", "step", "improvement", "responsible"]


class CatalogueLine(Line):
    class Kind(models.TextChoices):
        CAUSE = "cause", "สาเหตุ"
        APPROACH = "approach", "แนวทาง"
        STEP = "step", "ขั้นตอนหรือวิธีการปฏิบัติ"
        IMPROVEMENT = "improvement", "ประเด็นที่จะพัฒนาให้ดีขึ้น"
        RESPONSIBLE = "responsible", "ผู้รับผิดชอบ"

    entry = models.ForeignKey(CatalogueEntry, on_delete=models.CASCADE, related_name="lines")

    class Meta(Line.Meta):
        constraints = [
            models.UniqueConstraint(name="catalogue_line_position_unique", fields=["entry", "kind", "position"]),
            models.CheckConstraint(name="catalogue_line_kind_known", condition=Q(kind__in=ENTRY_LINES)),
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


class ProgressEntry(InPlan):
    """What was done: for a measure of the plan, or a free activity beside it."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="progress_entries")
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        related_name="progress_entries",
        null=True,
        blank=True,
        verbose_name="มาตรการ",
    )
    activity = models.TextField("กิจกรรม", blank=True)
    budget_amount = models.DecimalField(
        "งบประมาณที่ใช้ (บาท)", max_digits=15, decimal_places=2, null=True, blank=True, help_text="0 คือไม่ใช้งบประมาณ"
    )
    budget_source = models.TextField("แหล่งงบประมาณ", blank=True)
    obstacles = models.TextField("ปัญหาและอุปสรรค", blank=True)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True)

    class Meta(InPlan.Meta):
        verbose_name = "ผลการดำเนินการ"
        verbose_name_plural = "ผลการดำเนินการ"
        constraints = [
            models.UniqueConstraint(name="progress_key_unique", fields=["agency_year", "key"]),
            period_order("progress_period_in_order"),
            models.CheckConstraint(
                name="progress_budget_not_negative",
                condition=Q(budget_amount__isnull=True) | Q(budget_amount__gte=0),
                violation_error_message="งบประมาณต้องไม่ติดลบ",
            ),
        ]

    def __str__(self):
        return self.activity or str(self.measure or self.key)


class ProgressLine(Line):
    class Kind(models.TextChoices):
        PERFORMED = "performed", "ผลการดำเนินการ"
        OUTCOME = "outcome", "ผลลัพธ์หรือความสำเร็จ"

    entry = models.ForeignKey(ProgressEntry, on_delete=models.CASCADE, related_name="lines")

    class Meta(Line.Meta):
        constraints = [
            models.UniqueConstraint(name="progress_line_position_unique", fields=["entry", "kind", "position"]),
            models.CheckConstraint(name="progress_line_kind_known", condition=Q(kind__in=["performed", "outcome"])),
        ]


class Photo(Versioned):
    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveIntegerField()
    caption = models.TextField("คำบรรยายภาพ")
    taken_on = models.DateField("วันที่", null=True, blank=True)
    file = models.FileField("ภาพ", upload_to="photos/%Y/", blank=True)
    source_name = models.CharField("ชื่อไฟล์ต้นทาง", max_length=300, blank=True)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "ภาพกิจกรรม"
        verbose_name_plural = "ภาพกิจกรรม"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.caption[:80]
