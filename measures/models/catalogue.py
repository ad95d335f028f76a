"""The agency's own catalogue: measures that it keeps for later years."""

from django.db import models
from django.db.models import Q

from assessments.models import Agency, HasLines, Line
from assessments.versioning import Versioned, VersionedQuerySet


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
