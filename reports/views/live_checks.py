"""The checks beside the work: the remarks of the whole year, or a piece of a page with those of one step."""

from django.http import Http404
from django.views.generic import TemplateView

from assessments.gates import YearGate
from reports.checking import check_year
from reports.checks import LOOK, MISSING
from reports.models import DocumentKind
from reports.views.checks import Addresses
from reports.year_checks import STEPS


class LiveChecksView(YearGate, TemplateView):
    """`part` is a step of the work; with `fragment` the piece that a script puts beside the work."""

    template_name = "reports/live_checks.html"
    read_with = ("assessments",)  # the check reads the scores of all years in one query
    joined_with = ("agency__logo",)

    def open(self, **kwargs):
        super().open(**kwargs)
        self.part = self.request.GET.get("part", "")
        if self.part and self.part not in STEPS:
            raise Http404

    def get_template_names(self):
        if "fragment" not in self.request.GET:
            return [self.template_name]
        return ["reports/_check_panel.html" if self.part else "reports/_check_steps_panel.html"]

    def get_context_data(self, **kwargs):
        year = check_year(self.agency_year)
        addresses = Addresses(self.agency_year)
        shown = {
            "year": year,
            "part": self.part,
            "count": year.count(self.part),
            "whole": year.count(),
            "missing": with_links(year.in_state(MISSING, self.part), addresses),
            "look": with_links(year.in_state(LOOK, self.part), addresses),
        }
        return super().get_context_data(**kwargs | shown)


def with_links(groups, addresses):
    """(check, remarks), each remark with the names of its documents and its links."""
    return [(check, [linked(told, addresses) for told in several]) for check, several in groups]


def linked(told, addresses):
    """(remark, names of its documents, links): a link is (name of the document, address), of no name for them all."""
    names = [DocumentKind(kind).label for kind in told.kinds]
    places = [("", told.place)] if told.place else zip(names, (place for _, place in told.places), strict=True)
    return told.remark, names, [(name, addresses.of(place)) for name, place in places]
