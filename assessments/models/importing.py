"""A file of results that somebody sent: what was found in it, how far its import is, and what was not taken."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.exchange.faults import Fault
from assessments.exchange.summary import Summary
from assessments.frameworks.kinds import KINDS
from assessments.models.people import memberships_of

COUNTED = tuple(Summary.__dataclass_fields__)


class ResultsImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files of results speak of any agency: they are for those who oversee all of them."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        oversees_all = user.is_superuser or any(row.is_of_all for row in memberships_of(user))
        return self if oversees_all else self.none()

    def move(self, row, before, **values):
        """Compare-and-set on the state: whoever comes first moves it, once."""
        return bool(self.filter(pk=row.pk, state=before).update(**values))


class ResultsImport(models.Model):
    """Whether its job waits, works or has failed is the state of that job, and not stored twice.

    `last_row` is the row at which the last agency begins that was dealt with, `done` their number; both are written
    with the agencies' figures. `history_from` is the number of the last change when the file was checked.
    """

    class State(models.TextChoices):
        CHECKING = "checking", "กำลังตรวจ"
        REFUSED = "refused", "ใช้ไฟล์ไม่ได้"
        CHECKED = "checked", "ตรวจแล้ว รอยืนยัน"
        IMPORTING = "importing", "กำลังนำเข้า"
        IMPORTED = "imported", "นำเข้าแล้ว"

    file = models.FileField("ไฟล์", upload_to="imports/%Y/", max_length=200)
    file_name = models.CharField("ชื่อไฟล์", max_length=300)
    framework_code = models.CharField("กรอบการประเมิน", max_length=50)
    create_kind = models.CharField("สร้างหน่วยงานที่ยังไม่มีเป็นประเภท", max_length=40, choices=list(KINDS.items()), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ผู้นำเข้า")
    created_at = models.DateTimeField("ส่งไฟล์เมื่อ", default=timezone.now)
    imported_at = models.DateTimeField("นำเข้าเสร็จเมื่อ", null=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.CHECKING)
    job = models.ForeignKey(
        "jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="งานเบื้องหลัง"
    )
    sheet = models.CharField("ชีต", max_length=100, blank=True)
    remarks = models.TextField("ส่วนที่ไม่ได้ใช้", blank=True)
    history_from = models.PositiveBigIntegerField(default=0)
    last_row = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField("ทำแล้ว", default=0)
    not_taken = models.PositiveIntegerField("ไม่ได้นำเข้า", default=0)
    written = models.PositiveIntegerField("ค่าที่บันทึก", default=0)
    returned = models.FileField("แถวที่ไม่ได้นำเข้า", max_length=200, blank=True)
    agencies = models.PositiveIntegerField("หน่วยงานในไฟล์", default=0)
    faulty = models.PositiveIntegerField("หน่วยงานที่มีข้อผิดพลาด", default=0)
    new_agencies = models.PositiveIntegerField("หน่วยงานที่จะสร้าง", default=0)
    unchanged = models.PositiveIntegerField("หน่วยงานที่ไม่มีสิ่งใดเปลี่ยน", default=0)
    figures_new = models.PositiveIntegerField("ค่าใหม่", default=0)
    figures_changed = models.PositiveIntegerField("ค่าที่เปลี่ยน", default=0)
    figures_removed = models.PositiveIntegerField("ค่าที่นำออก", default=0)
    with_result = models.PositiveIntegerField("ใส่เป็นผลหลังดำเนินมาตรการด้วย", default=0)
    rounded = models.PositiveIntegerField("ค่าที่ปัดเศษ", default=0)
    totals_agree = models.PositiveIntegerField("คะแนนรวมที่ตรงกัน", default=0)
    totals_differ = models.PositiveIntegerField("คะแนนรวมที่ต่างกัน", default=0)
    levels_agree = models.PositiveIntegerField("ระดับที่ตรงกัน", default=0)
    levels_differ = models.PositiveIntegerField("ระดับที่ต่างกัน", default=0)

    objects = ResultsImportQuerySet.as_manager()

    class Meta:
        verbose_name = "ไฟล์ผลการประเมินที่นำเข้า"
        verbose_name_plural = "ไฟล์ผลการประเมินที่นำเข้า"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="results_import_state_known",
                condition=Q(state__in=["checking", "refused", "checked", "importing", "imported"]),
            ),
            models.CheckConstraint(
                name="results_import_imported_says_when",
                condition=Q(state="imported", imported_at__isnull=False) | ~Q(state="imported") & Q(imported_at=None),
            ),
            models.CheckConstraint(
                name="results_import_done_only_when_confirmed",
                condition=Q(state__in=["importing", "imported"]) | Q(last_row=0, done=0, written=0, not_taken=0),
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def summary(self):
        return Summary(**{name: getattr(self, name) for name in COUNTED})

    @property
    def is_at_work(self):
        """Somebody has it checked or imported right now, or soon."""
        return self.state in (self.State.CHECKING, self.State.IMPORTING) and bool(self.job and self.job.is_active)

    @property
    def has_stopped(self):
        """Its job failed or was cancelled on the way; it can go on."""
        return self.state in (self.State.CHECKING, self.State.IMPORTING) and not self.is_at_work

    @property
    def taken(self):
        """Agencies that were imported so far."""
        return self.done - self.not_taken


class ImportNote(models.Model):
    """One thing to say about a cell: a fault that keeps its agency out, a notice, or a stored figure that changes."""

    class Kind(models.TextChoices):
        FAULT = "fault", "ข้อผิดพลาด"
        NOTICE = "notice", "ข้อสังเกต"
        CHANGE = "change", "ค่าที่เปลี่ยน"

    results_import = models.ForeignKey(ResultsImport, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    row = models.PositiveIntegerField(default=0)  # at which the agency begins; 0 for the file as a whole
    agency = models.TextField("หน่วยงาน", blank=True)
    sheet = models.CharField("ชีต", max_length=100, blank=True)
    cell = models.CharField("ช่อง", max_length=20, blank=True)
    label = models.TextField("รายการ", blank=True)
    found = models.TextField("ในไฟล์", blank=True)
    expected = models.TextField("ที่คำนวณ ที่ใช้ได้ หรือที่มีอยู่", blank=True)
    reason = models.TextField("เหตุ", blank=True)

    class Meta:
        verbose_name = "ข้อสังเกตของไฟล์ที่นำเข้า"
        verbose_name_plural = "ข้อสังเกตของไฟล์ที่นำเข้า"
        ordering = ["pk"]
        indexes = [models.Index(name="import_note_of_kind", fields=["results_import", "kind", "id"])]
        constraints = [
            models.CheckConstraint(name="import_note_kind_known", condition=Q(kind__in=["fault", "notice", "change"]))
        ]

    def __str__(self):
        return f"{self.agency} {self.label}".strip()

    @property
    def fault(self):
        """The same as it was found, with its words for the place."""
        return Fault(self.sheet, self.cell, self.label, self.found, self.reason)
