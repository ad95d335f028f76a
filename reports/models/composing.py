"""What the agency decides about its documents: its own texts, the make-up of each kind, its logo and attachments."""

from django.db import models
from django.db.models import Q

from assessments.models import Agency, AgencyYear, HasLines, Line
from assessments.versioning import Versioned, VersionedQuerySet


class NarrativePart(models.TextChoices):
    PREFACE = "preface", "คำนำ"
    INTRODUCTION = "introduction", "บทนำของมาตรการ"
    SUMMARY = "summary", "บทสรุปผลการดำเนินการ"
    STRENGTH_IIT = "strength_factors.IIT", "ปัจจัยความสำเร็จ IIT"
    STRENGTH_EIT = "strength_factors.EIT", "ปัจจัยความสำเร็จ EIT"
    STRENGTH_OIT = "strength_factors.OIT", "ปัจจัยความสำเร็จ OIT"
    ANNOUNCEMENT_SUBJECT = "announcement_subject", "ชื่อเรื่องของประกาศ"
    ANNOUNCEMENT = "announcement", "ข้อความของประกาศ"
    ANNOUNCEMENT_CLOSING = "announcement_closing", "ข้อความปิดท้ายประกาศ"


class Narrative(Versioned, HasLines):
    """The agency's own paragraphs for one part; without a row the portal's draft stands."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="narratives")
    part = models.CharField("ส่วน", max_length=30, choices=NarrativePart)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "บทบรรยาย"
        verbose_name_plural = "บทบรรยาย"
        constraints = [
            models.UniqueConstraint(name="narrative_part_unique", fields=["agency_year", "part"]),
            models.CheckConstraint(name="narrative_part_known", condition=Q(part__in=NarrativePart.values)),
        ]

    def __str__(self):
        return self.get_part_display()

    @property
    def paragraphs(self):
        return self.texts("paragraph")


class NarrativeLine(Line):
    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", "ย่อหน้า"

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="lines")

    class Meta(Line.Meta):
        constraints = [
            models.UniqueConstraint(name="narrative_line_position_unique", fields=["narrative", "kind", "position"])
        ]


class DocumentKind(models.TextChoices):
    ANALYSIS = "analysis", "การวิเคราะห์ผลการประเมิน"
    MEASURES = "measures", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"
    PROGRESS = "progress", "รายงานผลการดำเนินการ"
    FULL = "full", "รายงานฉบับสมบูรณ์"
    ANNOUNCEMENT = "announcement", "ประกาศ"


class DocumentSetup(Versioned):
    """How the agency wants one kind of document: parts, layouts, who signs. Without a row an earlier year's stands."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="document_setups")
    kind = models.CharField("ชนิดเอกสาร", max_length=20, choices=DocumentKind)
    measures_layout = models.CharField("รูปแบบตารางมาตรการ", max_length=50, blank=True)
    progress_layout = models.CharField("รูปแบบตารางผลการดำเนินการ", max_length=50, blank=True)
    signatory_name = models.CharField("ชื่อผู้ลงนาม", max_length=200, blank=True)
    signatory_position = models.CharField("ตำแหน่งผู้ลงนาม", max_length=300, blank=True)
    signed_on = models.DateField("วันที่ลงนาม", null=True, blank=True)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "การจัดเอกสาร"
        verbose_name_plural = "การจัดเอกสาร"
        constraints = [
            models.UniqueConstraint(name="document_setup_unique", fields=["agency_year", "kind"]),
            models.CheckConstraint(name="document_setup_kind_known", condition=Q(kind__in=DocumentKind.values)),
        ]

    def __str__(self):
        return self.get_kind_display()


class DocumentPart(models.Model):
    """One part of a document in the order chosen; a part that a later version of the portal adds has no row yet."""

    setup = models.ForeignKey(DocumentSetup, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=50)
    is_on = models.BooleanField(default=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="document_part_key_unique", fields=["setup", "key"]),
            models.UniqueConstraint(name="document_part_position_unique", fields=["setup", "position"]),
        ]


class AgencyLogo(Versioned):
    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="logo", verbose_name="หน่วยงาน")
    file = models.FileField("ตราสัญลักษณ์", upload_to="logos/")

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "ตราสัญลักษณ์ของหน่วยงาน"
        verbose_name_plural = "ตราสัญลักษณ์ของหน่วยงาน"

    def __str__(self):
        return str(self.agency)


class Attachment(Versioned):
    """A PDF bound in at the end of a document, cleaned when it was uploaded."""

    agency_year = models.ForeignKey(AgencyYear, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveIntegerField()
    title = models.CharField("ชื่อเอกสารแนบ", max_length=300)
    pages = models.PositiveIntegerField("จำนวนหน้า")
    file = models.FileField("ไฟล์ PDF", upload_to="attachments/%Y/")

    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = "เอกสารแนบ"
        verbose_name_plural = "เอกสารแนบ"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attachment_title_not_blank", condition=~Q(title=""), violation_error_message="เอกสารแนบต้องมีชื่อ"
            ),
            models.CheckConstraint(
                name="attachment_pages_within_hundred",
                condition=Q(pages__gte=1, pages__lte=100),
                violation_error_message="เอกสารแนบมีได้ 1 ถึง 100 หน้า",
            ),
        ]

    def __str__(self):
        return self.title
