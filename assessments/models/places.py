"""The tree of affiliation above the agencies, and the names that an agency had before."""

from uuid import uuid4

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from assessments.versioning import Versioned, VersionedQuerySet

SEGMENT = 8  # digits of a body's number in a path: "00000003" + "00000017"
MOST_LEVELS = 25


class BodyQuerySet(VersionedQuerySet):
    def visible_to(self, user):
        """The branches this person oversees; the whole tree for who oversees all agencies."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        rows = user.memberships.current().select_related("body")
        if user.is_superuser or any(row.is_of_all for row in rows):
            return self
        seen = Q(pk__in=[])
        for row in rows:
            seen |= Q(path__startswith=row.body.path) if row.body else Q(pk__in=[])
        return self.filter(seen)

    def with_agency_counts(self):
        """`agency_count`: those of this very body. In the order of the tree, which counting would lose."""
        return self.annotate(agency_count=Count("agencies")).order_by("path")

    def under(self, body):
        """The body itself and all below it."""
        return self.filter(path__startswith=body.path)


class Body(Versioned):
    """A ministry, department, area or province that agencies belong to; whoever oversees it oversees all below it.

    `path` holds the numbers of all bodies from the topmost down to this one in fixed width, so that what lies under a
    body is what begins with its path. What documents print as the affiliation is text of the agency (AgencyName).
    """

    class Kind(models.TextChoices):
        MINISTRY = "ministry", "กระทรวง"
        DEPARTMENT = "department", "กรมหรือส่วนราชการเทียบเท่า"
        AREA = "area", "เขตหรือภาค"
        PROVINCE = "province", "จังหวัด"
        OTHER = "other", "สังกัดอื่น"

    name = models.CharField("ชื่อสังกัด", max_length=300)
    kind = models.CharField("ระดับ", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True, verbose_name="อยู่ภายใต้"
    )
    path = models.CharField(max_length=SEGMENT * MOST_LEVELS, unique=True, editable=False)

    agency = None  # a body stands above the agencies: its history belongs to none of them

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = "สังกัด"
        verbose_name_plural = "สังกัด"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="body_name_not_blank", condition=~Q(name=""), violation_error_message="สังกัดต้องมีชื่อ"
            ),
            models.CheckConstraint(
                name="body_kind_known", condition=Q(kind__in=["ministry", "department", "area", "province", "other"])
            ),
            models.CheckConstraint(
                name="body_not_under_itself",
                condition=~Q(parent=F("id")),
                violation_error_message="สังกัดอยู่ภายใต้ตนเองไม่ได้",
            ),
            models.UniqueConstraint(
                Coalesce("parent", 0),
                "name",
                name="body_name_unique",
                violation_error_message="มีสังกัดชื่อนี้ภายใต้สังกัดเดียวกันแล้ว",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """A new body's own number ends its path, and is known only once it is stored."""
        is_new = self.pk is None
        self.path = self.path or uuid4().hex
        super().save(*args, **kwargs)
        if is_new:
            self.path = self.path_under(self.parent)
            type(self).objects.filter(pk=self.pk).update(path=self.path)

    @property
    def level(self):
        """0 for the topmost."""
        return len(self.path) // SEGMENT - 1

    def is_under(self, other):
        """Also true of the body itself."""
        return self.path.startswith(other.path)

    def path_under(self, parent):
        return f"{parent.path if parent else ''}{self.pk:0{SEGMENT}}"


class AgencyFormerName(models.Model):
    """A name that an agency had until the day before it took another; the first one's beginning is not known."""

    agency = models.ForeignKey("assessments.Agency", on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField("ชื่อเดิม", max_length=500)
    valid_from = models.DateField("ใช้ตั้งแต่", null=True, blank=True)
    valid_until = models.DateField("ใช้ถึง")

    class Meta:
        verbose_name = "ชื่อเดิมของหน่วยงาน"
        verbose_name_plural = "ชื่อเดิมของหน่วยงาน"
        ordering = ["-valid_until"]
        constraints = [
            models.CheckConstraint(
                name="agency_former_name_in_order",
                condition=Q(valid_from=None) | Q(valid_from__lte=F("valid_until")),
                violation_error_message="วันที่เริ่มใช้ชื่อต้องไม่อยู่หลังวันที่เลิกใช้",
            ),
            models.UniqueConstraint(name="agency_former_name_until_unique", fields=["agency", "valid_until"]),
            models.UniqueConstraint(
                name="agency_former_name_from_unique",
                fields=["agency", "valid_from"],
            ),
        ]

    def __str__(self):
        return self.name
