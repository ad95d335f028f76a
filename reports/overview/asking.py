"""The one filter of all pages over many agencies: its form, kept in the address, and the rows that it asks for."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.db.models import F, Q
from django.utils.timezone import localdate

from assessments.fiscal_year import fiscal_year_of
from assessments.frameworks.kinds import KINDS
from assessments.models import Agency, Body
from assessments.provinces import PROVINCES
from assessments.searching import matching
from assessments.thai_forms import CleanCharField
from reports.models import OverviewRow
from reports.overview.lateness import Lateness

Stage = OverviewRow.Stage
YEAR = re.compile("25[0-9]{2}")
ANY = ("", "ทั้งหมด")
PASSED = [ANY, ("yes", "ผ่าน"), ("no", "ไม่ผ่าน"), ("unknown", "ยังไม่มีผล")]
TROUBLES = [ANY, ("late", "เลยกำหนด"), ("missing", "ตรวจพบสิ่งที่ขาด")]
PUBLISHED = [
    ANY,
    ("yes", "เผยแพร่มาตรการแล้ว"),
    ("no", "ยังไม่เผยแพร่มาตรการ"),
    ("report", "เผยแพร่รายงานผลแล้ว"),
]
# Each sort ends with the agency, so that pages never repeat or leave out a row.
SORTS = {
    "name": ("ชื่อ", ("sort_key", "agency_id")),
    "total": ("คะแนนรวม มากไปน้อย", (F("total").desc(nulls_last=True), "agency_id")),
    "-total": ("คะแนนรวม น้อยไปมาก", (F("total").asc(nulls_last=True), "agency_id")),
    "stage": ("ขั้นตอน", ("stage", "sort_key", "agency_id")),
    "change": (
        "คะแนนที่เพิ่มขึ้น มากไปน้อย",
        (F("change").desc(nulls_last=True), "agency_id"),
    ),
    "-change": (
        "คะแนนที่ลดลง มากไปน้อย",
        (F("change").asc(nulls_last=True), "agency_id"),
    ),
    "missing": ("สิ่งที่ขาด มากไปน้อย", (F("missing_count").desc(nulls_last=True), "agency_id")),
}


def default_year(years):
    """The present fiscal year, or the newest there is."""
    present = fiscal_year_of(localdate())
    return present if present in years or not years else years[0]


class OverviewForm(forms.Form):
    """What cannot be understood is left out: an address that somebody edited still shows a page."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ (พ.ศ.)", coerce=int, empty_value=None, required=False)
    q = CleanCharField(label="ค้นหาหน่วยงาน", required=False, max_length=200)
    kind = forms.ChoiceField(label="ประเภทหน่วยงาน", choices=[ANY, *KINDS.items()], required=False)
    province = forms.ChoiceField(label="จังหวัด", choices=[ANY, *((name, name) for name in PROVINCES)], required=False)
    body = forms.TypedChoiceField(label="สังกัด (รวมที่อยู่ภายใต้)", coerce=int, empty_value=None, required=False)
    stage = forms.TypedChoiceField(
        label="ขั้นตอน", choices=[ANY, *Stage.choices], coerce=int, empty_value=None, required=False
    )
    level = CleanCharField(label="ระดับ", required=False, max_length=100)
    passed = forms.ChoiceField(label="ผลการประเมิน", choices=PASSED, required=False)
    published = forms.ChoiceField(label="การเผยแพร่", choices=PUBLISHED, required=False)
    trouble = forms.ChoiceField(label="ที่ต้องดูแล", choices=TROUBLES, required=False)
    sort = forms.ChoiceField(label="เรียงตาม", choices=[(key, name) for key, (name, _) in SORTS.items()], required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.years = OverviewRow.objects.fiscal_years()
        self.bodies = {body.pk: body for body in Body.objects.visible_to(user)}
        self.fields["year"].choices = [(year, str(year)) for year in self.years]
        self.fields["body"].choices = [ANY, *((pk, indented(body)) for pk, body in self.bodies.items())]

    def offer_kinds(self, rows, chosen):
        """Those among the rows, and one that the address names; read when the choices are drawn."""
        self.fields["kind"].choices = lambda: [ANY, *kinds_among(rows, chosen)]


def kinds_among(rows, chosen):
    found = {chosen, *rows.order_by().values_list("kind", flat=True).distinct()}
    return [(code, name) for code, name in KINDS.items() if code in found]


def having_kinds(fiscal_year, *, user):
    """The rows of the year, for their index; for who sees some agencies these, which each have a row and are fewer."""
    agencies = Agency.objects.visible_to(user)
    return agencies if agencies.query.where else OverviewRow.objects.of_year(fiscal_year)


def indented(body):
    return "\u00a0\u00a0" * body.level + body.name


@dataclass(frozen=True)
class Asked:
    """What a valid part of the address asks for; `query` is that address again, without the page number."""

    form: OverviewForm
    fiscal_year: int
    values: dict

    @property
    def query(self) -> str:
        return urlencode({"year": self.fiscal_year} | self.values)

    @cached_property
    def lateness(self) -> Lateness:
        """Today's; its windows are read once for the filter, the figures and the rows."""
        return Lateness(self.fiscal_year, localdate())

    @property
    def is_filtered(self) -> bool:
        return bool(set(self.values) - {"sort"})

    @property
    def unknown_year(self) -> str:
        """A year that the address names and that has no rows: another is shown. Nothing where no year has any."""
        typed = self.form.data.get("year", "") if self.form.years and "year" in self.form.errors else ""
        return typed if YEAR.fullmatch(typed) else ""

    @property
    def misunderstood(self) -> list[str]:
        """Labels of what the address names and cannot be understood, but for a year that has no rows."""
        said = {"year"} if self.unknown_year else set()
        return [self.form.fields[name].label for name in self.form.errors if name not in said]

    def with_values(self, **changed) -> str:
        """The address with some values changed; None or "" takes one out."""
        values = {"year": self.fiscal_year} | self.values | changed
        return urlencode({name: value for name, value in values.items() if value not in (None, "")})

    def only(self, *names) -> "Asked":
        """Of the same year, with these values alone."""
        values = {name: value for name, value in self.values.items() if name in names}
        return replace(self, values=values)


def asked_for(data, *, user) -> Asked:
    form = OverviewForm(data, user=user)
    form.is_valid()
    given = ((name, value) for name, value in form.cleaned_data.items() if value not in (None, ""))
    values = dict(pair for pair in given if pair != ("sort", "name"))
    asked = Asked(form, values.pop("year", None) or default_year(form.years), values)
    form.offer_kinds(having_kinds(asked.fiscal_year, user=user), values.get("kind"))
    return asked


def rows_for(asked: Asked, *, user):
    """The OverviewRows that this person may see and asked for, in the order asked for."""
    rows = OverviewRow.objects.visible_to(user).of_year(asked.fiscal_year).filter(condition(asked))
    return rows.order_by(*SORTS[asked.values.get("sort", "name")][1])


def condition(asked):
    found = matching(asked.values.get("q", ""), "agency__")
    for name, value in asked.values.items():
        if name in CONDITIONS:
            found &= CONDITIONS[name](asked, value)
    return found


def of_body(asked, value):
    return Q(body__path__startswith=asked.form.bodies[value].path)


def of_outcome(asked, value):
    return Q(passed={"yes": True, "no": False, "unknown": None}[value])


def of_trouble(asked, value):
    return asked.lateness.condition if value == "late" else Q(missing_count__gt=0)


PUBLICATIONS = {
    "yes": Q(plan_published_at__isnull=False),
    "no": Q(plan_published_at=None),
    "report": Q(report_published_at__isnull=False),
}


def of_publication(asked, value):
    return PUBLICATIONS[value]


def same(name):
    return lambda asked, value: Q(**{name: value})


CONDITIONS = {
    "kind": same("kind"),
    "province": same("province"),
    "stage": same("stage"),
    "level": same("level"),
    "body": of_body,
    "passed": of_outcome,
    "published": of_publication,
    "trouble": of_trouble,
}
