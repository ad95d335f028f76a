"""What people are to agencies: their roles, now and before."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.frameworks.kinds import KINDS
from assessments.models.places import Body
from assessments.provinces import province_words

AGENCY_ROLES = ("officer", "head", "viewer")
NO_REACH = Q(reach="", body__isnull=True, kind="", province="")
REACHES = (
    Q(reach="all", body__isnull=True, kind="", province="")
    | Q(reach="branch", body__isnull=False, kind="", province="")
    | Q(reach="kind", body__isnull=True, province="") & ~Q(kind="")
    | Q(reach="province", body__isnull=True, kind="") & ~Q(province="")
)


class GrantQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of agencies, and of administrators, that lie within what this person may see."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser or any(row.is_of_all for row in memberships_of(user)):
            return self
        within = Q(pk__in=[])
        for row in memberships_of(user):
            within |= row.agencies("agency__") | row.grants_below
        return self.filter(within)

    def of_administrators(self):
        return self.filter(agency=None)


class Grant(models.Model):
    """A role with what it reaches: one agency, or for administrators all, a branch, a kind or a province of them."""

    class Role(models.TextChoices):
        OFFICER = "officer", "เจ้าหน้าที่หน่วยงาน"
        HEAD = "head", "หัวหน้าหน่วยงาน"
        VIEWER = "viewer", "ผู้ดูข้อมูล"
        ADMINISTRATOR = "administrator", "ผู้ดูแลระดับส่วนกลาง"

    class Reach(models.TextChoices):
        ALL = "all", "ทุกหน่วยงาน"
        BRANCH = "branch", "หน่วยงานภายใต้สังกัด"
        KIND = "kind", "หน่วยงานประเภทเดียว"
        PROVINCE = "province", "หน่วยงานในจังหวัด"

    role = models.CharField("บทบาท", max_length=20, choices=Role)
    agency = models.ForeignKey(
        "assessments.Agency", on_delete=models.PROTECT, related_name="%(class)ss", null=True, blank=True
    )
    reach = models.CharField("ขอบเขต", max_length=10, choices=Reach, blank=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="สังกัด"
    )
    kind = models.CharField("ประเภทหน่วยงาน", max_length=40, choices=list(KINDS.items()), blank=True)
    province = models.CharField("จังหวัด", max_length=100, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_agency_fits_role",
                condition=Q(role="administrator", agency__isnull=True) | Q(role__in=AGENCY_ROLES, agency__isnull=False),
                violation_error_message="บทบาทในหน่วยงานต้องมีหน่วยงาน ผู้ดูแลระดับส่วนกลางต้องไม่ระบุหน่วยงาน",
            ),
            models.CheckConstraint(
                name="%(class)s_reach_fits_role",
                condition=Q(agency__isnull=False) & NO_REACH | Q(agency__isnull=True) & REACHES,
                violation_error_message="ผู้ดูแลระดับส่วนกลางต้องมีขอบเขตเดียว: ทุกหน่วยงาน สังกัด ประเภท หรือจังหวัด",
            ),
        ]

    @property
    def is_of_all(self):
        return self.reach == self.Reach.ALL

    @property
    def place(self):
        """What it reaches, in words."""
        province = province_words(self.province)
        named = {"branch": f"สังกัด{self.body}", "kind": self.get_kind_display(), "province": province}
        return str(self.agency) if self.agency_id else named.get(self.reach, "ทุกหน่วยงาน")

    def reaches(self, agency):
        """The same as `agencies`, for one agency at hand."""
        if self.agency_id:
            return self.agency_id == agency.pk
        if self.reach == self.Reach.BRANCH:
            return agency.body_id is not None and agency.body.is_under(self.body)
        same = {"kind": agency.kind == self.kind, "province": agency.province == self.province}
        return same.get(self.reach, self.is_of_all)

    def agencies(self, prefix=""):
        """The condition on agencies in SQL, for a query in which the agency stands behind `prefix`; not for all."""
        if self.agency_id:
            return Q(**{f"{prefix}pk": self.agency_id})
        if self.reach == self.Reach.BRANCH:
            return Q(**{f"{prefix}body__path__startswith": self.body.path})
        name = {"kind": "kind", "province": "province"}[self.reach]
        return Q(**{f"{prefix}{name}": getattr(self, name)})

    @property
    def grants_below(self):
        """The condition on grants to administrators that reach no farther than this one; not for all."""
        if self.agency_id:
            return Q(pk__in=[])
        if self.reach == self.Reach.BRANCH:
            return Q(reach=self.reach, body__path__startswith=self.body.path)
        return Q(reach=self.reach, kind=self.kind, province=self.province)

    def covers(self, other):
        """Whether the other grant, to an administrator, reaches no farther than this one."""
        if self.is_of_all or self.reach != other.reach:
            return self.is_of_all
        if self.reach == self.Reach.BRANCH:
            return other.body.is_under(self.body)
        return self.agency_id is None and (self.kind, self.province) == (other.kind, other.province)

    @property
    def granted(self):
        """As values for another row that grants the same."""
        return {name: getattr(self, name) for name in ("role", "agency", "reach", "body", "kind", "province")}


WHAT = ("role", Coalesce("agency", 0), "reach", Coalesce("body", 0), "kind", "province")


class MembershipQuerySet(GrantQuerySet):
    def current(self):
        """Not ended; an end that is set for a day to come has not come yet."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=timezone.now()))

    def ended(self):
        return self.filter(ended_at__lte=timezone.now())


class Membership(Grant):
    """What a person is, or was, to an agency or to many. Rows stay; one that has ended counts for nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    started_at = models.DateTimeField("ตั้งแต่", default=timezone.now)
    ended_at = models.DateTimeField("สิ้นสุดเมื่อ", null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ผู้ให้สิทธิ์",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "บทบาทของผู้ใช้"
        verbose_name_plural = "บทบาทของผู้ใช้"
        ordering = ["role", "started_at", "pk"]
        constraints = [
            *Grant.Meta.constraints,
            models.UniqueConstraint("user", *WHAT, name="membership_unique", condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                violation_error_message="บทบาทสิ้นสุดก่อนเริ่มไม่ได้",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.place}"

    @property
    def has_ended(self):
        return self.ended_at is not None and self.ended_at <= timezone.now()


def memberships_of(user):
    """The person's present memberships, read once a request: they hang on the user object."""
    if not hasattr(user, "_memberships"):
        user._memberships = list(Membership.objects.current().filter(user=user).select_related("body"))
    return user._memberships


def forget_memberships(user):
    """After they changed: the next question reads them again."""
    vars(user).pop("_memberships", None)
