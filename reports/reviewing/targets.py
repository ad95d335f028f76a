"""What a comment is about: a code such as measure:m3:steps, its name in Thai, and the form where it is mended."""

import re
from functools import cached_property

from django.urls import reverse

from assessments.finding_forms import FindingForm
from measures.forms.measure import MeasureForm
from measures.forms.progress import ProgressForm
from reports.models import DocumentKind, NarrativePart

SHAPE = re.compile(r"(?P<sort>document|narrative|measure|progress|finding):(?P<key>[\w.]{1,40})(:(?P<field>\w{1,40}))?")
GONE = "ลบแล้ว"


def field_names(form):
    """What its form calls each field that people see."""
    return {name: str(field.label) for name, field in form.base_fields.items() if not field.widget.is_hidden}


def parts_of(target):
    """(sort, key, field or None)"""
    return SHAPE.fullmatch(target).group("sort", "key", "field")


class Targets:
    """The targets of one agency-year. Reads its measures, entries and findings once, when first asked."""

    FIELDS = {
        "measure": field_names(MeasureForm),
        "progress": field_names(ProgressForm),
        "finding": field_names(FindingForm),
    }
    WORDS = {"measure": "มาตรการ", "progress": "ผลการดำเนินการ", "finding": "ผลการวิเคราะห์"}
    FORMS = {"measure": "measures:edit", "progress": "measures:progress-edit", "finding": "assessments:finding-edit"}

    def __init__(self, agency_year):
        self.agency_year = agency_year
        self.start = (agency_year.agency.code, agency_year.fiscal_year)

    @cached_property
    def rows(self):
        """{sort: {key: (pk, name)}}"""
        year = self.agency_year
        measures, entries = (
            year.measures.values_list("key", "pk", "title"),
            year.progress_entries.values_list("key", "pk"),
        )
        return {
            "measure": {key: (pk, title) for key, pk, title in measures},
            "progress": {key: (pk, "") for key, pk in entries},
            "finding": {str(row.pk): (row.pk, str(row)) for row in year.findings.all()},
        }

    def is_known(self, target) -> bool:
        """Whether something can be said about it: it exists, and the field is one of its own."""
        parts = SHAPE.fullmatch(target)
        if not parts:
            return False
        sort, key, field = parts["sort"], parts["key"], parts["field"]
        if sort in ("document", "narrative"):
            return field is None and key in (DocumentKind if sort == "document" else NarrativePart).values
        return key in self.rows[sort] and (field is None or field in self.FIELDS[sort])

    def label(self, target) -> str:
        """In words, also of what has been removed since."""
        sort, key, field = parts_of(target)
        if sort == "document":
            return f"เอกสาร {DocumentKind(key).label}"
        if sort == "narrative":
            return f"ข้อความ {NarrativePart(key).label}"
        name = self.rows[sort].get(key, (None, GONE))[1]
        words = f"{self.WORDS[sort]} {name or key}".strip()
        return f"{words}: {self.FIELDS[sort].get(field, field)}" if field else words

    def url(self, target) -> str:
        """The form where it is mended; empty for what has been removed."""
        sort, key, _ = parts_of(target)
        if sort == "document":
            return reverse("reports:preview", args=[*self.start, key])
        if sort == "narrative":
            return reverse("reports:narrative", args=[*self.start, key])
        if key not in self.rows[sort]:
            return ""
        return reverse(self.FORMS[sort], args=[*self.start, self.rows[sort][key][0]])

    def choices(self):
        """(target, label) of whole things, for who writes a comment from the page of comments."""
        whole = [f"document:{kind}" for kind in DocumentKind.values]
        whole += [f"{sort}:{key}" for sort in ("measure", "finding", "progress") for key in self.rows[sort]]
        return [(target, self.label(target)) for target in whole]
