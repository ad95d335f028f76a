"""The check before a document is published: what is missing, what somebody must look at, and where to mend it."""

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from assessments.gates import YearGate
from reports.checking import check_document
from reports.models import DocumentKind


class CheckView(YearGate, TemplateView):
    template_name = "reports/checks.html"
    read_with = ("assessments",)  # the check reads the scores of all years in one query
    joined_with = ("agency__logo",)

    def open(self, kind, **kwargs):
        super().open(**kwargs)
        if kind not in DocumentKind.values:
            raise Http404
        self.kind = DocumentKind(kind)

    def get_context_data(self, **kwargs):
        check = check_document(self.agency_year, self.kind.value)
        address = Addresses(self.agency_year)
        shown = {
            state: [(result, [(remark, address.of(remark.place)) for remark in result.remarks]) for result in results]
            for state, results in (("missing", check.missing), ("look", check.look))
        }
        return super().get_context_data(**kwargs | shown | {"check": check, "document": self.kind})


class Addresses:
    """Where each place of the checks is mended. Rows are those that the check has read: no query of its own."""

    # (name of the address, its further argument, the query that its page starts with)
    PAGES = {
        "measures": ("measures:list", None, None),
        "measure": ("measures:edit", "measure", None),
        "new-measure": ("measures:add", None, "point"),
        "new-measure-of-issue": ("measures:add", None, "issue"),
        "limitations": ("measures:limitations", None, None),
        "progress": ("measures:progress", None, None),
        "entry": ("measures:progress-edit", "entry", None),
        "new-entry": ("measures:progress-add", None, "measure"),
        "photo": ("measures:photo-edit", "photo", None),
        "finding": ("assessments:finding-edit", "finding", None),
        "new-finding": ("assessments:finding-add", None, "indicator"),
        "scores": ("assessments:scores", "key", None),
        "announced": ("assessments:announced", "key", None),
        "past-results": ("assessments:past-results", None, None),
        "narrative": ("reports:narrative", "key", None),
        "setup": ("reports:setup", "key", None),
    }
    # Boxes that their forms draw themselves; the others stand in a frame of their own, see crispy's field template.
    DRAWN_BY_FORM = {("measure", "steps"), ("measure", "items"), ("finding", "urgency")}

    def __init__(self, agency_year):
        self.start = (agency_year.agency.code, agency_year.fiscal_year)
        self.keys = {
            "measure": {row.key: row.pk for row in agency_year.measures.all()},
            "entry": {row.key: row.pk for row in agency_year.progress_entries.all()},
            "finding": {str(index): row.pk for index, row in enumerate(agency_year.findings.all())},
            "photo": {str(index): row.pk for index, row in enumerate(agency_year.photos.all())},
        }

    def of(self, place):
        name, argument, query = self.PAGES[place.page]
        arguments = [self.key(argument, place.key)] if argument else []
        start = f"?{urlencode({query: self.key(query, place.key)})}" if query else ""
        return f"{reverse(name, args=[*self.start, *arguments])}{start}{self.anchor(place)}"

    def key(self, of, key):
        return self.keys[of][key] if of in self.keys else key

    def anchor(self, place):
        if not place.field:
            return ""
        return f"#id_{place.field}" if (place.page, place.field) in self.DRAWN_BY_FORM else f"#div_id_{place.field}"
