"""Agencies and the agency-years that everything else hangs on."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN
from assessments.frameworks.kinds import KINDS
from assessments.models.people import memberships_of
from assessments.models.places import Body
from assessments.searching import search_key
from assessments.sorting import LONGEST, sort_key
from assessments.versioning import Versioned, VersionedQuerySet


class AgencyQuerySet(VersionedQuerySet):
    def visible_to(self, user):
        """Agencies this person may open: those that a present membership reaches. Agrees with permissions.has_perm."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser or any(row.is_of_all for row in memberships_of(user)):
            return self
        reached = Q(pk__in=[])
        for row in memberships_of(user):
            reached |= row.agencies()
        return self.filter(reached)

    def with_latest_year(self):
        """`latest_year` is the newest fiscal year that the agency opened, None without any."""
        latest = AgencyYear.objects.filter(agency=OuterRef("pk")).order_by("-fiscal_year").values("fiscal_year")
        return self.annotate(latest_year=Subquery(latest[:1]))

    def update(self, **values):
        """A new name brings its place in lists along."""
        keys = {"sort_key": sort_key(values["name"])} if "name" in values else {}
        return super().update(**values, **keys)

    update.alters_data = True


class SortKeyField(models.CharField):
    """Follows the row's name, whether it is saved or created with many; QuerySet.update sees to the rest."""

    def pre_save(self, model_instance, add):
        setattr(model_instance, self.attname, sort_key(model_instance.name))
        return super().pre_save(model_instance, add)


class Agency(Versioned):
    class Numerals(models.TextChoices):
        THAI = "thai", "เลขไทย"
        ARABIC = "arabic", "เลขอารบิก"

    code = models.SlugField("รหัสหน่วยงาน", max_length=50, unique=True)
    name = models.CharField("ชื่อหน่วยงาน", max_length=500)
    short_name = models.CharField("ชื่อย่อ", max_length=200, blank=True)
    kind = models.CharField("ประเภทหน่วยงาน", max_length=40, choices=list(KINDS.items()))
    province = models.CharField("จังหวัด", max_length=100, blank=True)
    district = models.CharField("อำเภอ", max_length=100, blank=True)
    numerals = models.CharField("ตัวเลขในเอกสาร", max_length=10, choices=Numerals, default=Numerals.THAI)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="agencies", null=True, blank=True, verbose_name="สังกัด"
    )
    closed_on = models.DateField("ยุบเลิกเมื่อ", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        verbose_name="หน่วยงานที่รับงานต่อ",
    )
    sort_key = SortKeyField(max_length=LONGEST, editable=False, default="")
    search_key = models.GeneratedField(expression=search_key(), output_field=models.TextField(), db_persist=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "หน่วยงาน"
        verbose_name_plural = "หน่วยงาน"
        ordering = ["sort_key"]
        indexes = [models.Index(name="agency_by_name", fields=["sort_key", "id"])]
        constraints = [
            models.CheckConstraint(
                name="agency_name_not_blank", condition=~Q(name=""), violation_error_message="หน่วยงานต้องมีชื่อ"
            ),
            models.CheckConstraint(
                name="agency_numerals_known",
                condition=Q(numerals__in=["thai", "arabic"]),
                violation_error_message="ตัวเลขในเอกสารเป็นเลขไทยหรือเลขอารบิก",
            ),
            models.CheckConstraint(
                name="agency_not_its_own_successor",
                condition=~Q(successor=F("id")),
                violation_error_message="หน่วยงานรับงานต่อจากตนเองไม่ได้",
            ),
            models.CheckConstraint(
                name="agency_successor_only_when_closed",
                condition=Q(successor=None) | Q(closed_on__isnull=False),
                violation_error_message="ระบุหน่วยงานที่รับงานต่อได้เมื่อระบุวันที่ยุบเลิก",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def parents(self):
        """Affiliation, the ministry first."""
        return self.names_of(AgencyName.Kind.PARENT)

    @property
    def units(self):
        """Groups, sections and bureaus that can be responsible."""
        return self.names_of(AgencyName.Kind.UNIT)

    def names_of(self, kind):
        return [row.text for row in self.names.all() if row.kind == kind]


class AgencyName(models.Model):
    """A name that belongs to an agency: one of its units, or one of the bodies it is under."""

    class Kind(models.TextChoices):
        PARENT = "parent", "ต้นสังกัด"
        UNIT = "unit", "กลุ่มงาน"

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind)
    position = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(name="agency_name_position_unique", fields=["agency", "kind", "position"])
        ]


def belonging_to(rows, **owner):
    """Rows of visible owners, as `agency=visible agencies`. Without a condition for who sees every one: a subquery
    would keep the database from its indexes."""
    ((name, visible),) = owner.items()
    return rows.filter(**{f"{name}__in": visible}) if visible.query.where else rows


class AgencyYearQuerySet(VersionedQuerySet):
    def visible_to(self, user):
        return belonging_to(self, agency=Agency.objects.visible_to(user))

    def of_year(self, fiscal_year):
        return self.filter(fiscal_year=fiscal_year)


class AgencyYear(Versioned):
    """One agency's planning year: the results it answers, the findings, the measures and their progress."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="years", verbose_name="หน่วยงาน")
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ")

    objects = AgencyYearQuerySet.as_manager()

    class Meta:
        verbose_name = "ปีงบประมาณของหน่วยงาน"
        verbose_name_plural = "ปีงบประมาณของหน่วยงาน"
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint(
                name="agency_year_unique",
                fields=["agency", "fiscal_year"],
                violation_error_message="หน่วยงานนี้มีปีงบประมาณนี้อยู่แล้ว",
            ),
            models.CheckConstraint(
                name="agency_year_is_buddhist",
                condition=Q(fiscal_year__gte=FIRST_KNOWN, fiscal_year__lte=LAST_KNOWN),
                violation_error_message="ปีงบประมาณต้องเป็นปีพุทธศักราช",
            ),
        ]

    def __str__(self):
        return f"{self.agency} ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @property
    def baseline(self):
        """The announced results that this year's plan answers, or None."""
        return self._assessment("baseline")

    @property
    def result(self):
        """A later assessment that shows what the measures achieved, or None."""
        return self._assessment("result")

    def _assessment(self, role):
        return next((row for row in self.assessments.all() if row.role == role), None)
