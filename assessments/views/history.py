"""What was changed in a year, and about an agency and its people: by whom, from what to what."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.views.generic import TemplateView

from assessments import permissions
from assessments.gates import AgencyGate, OversightGate, YearGate
from assessments.models import Change

PAGE_SIZE = 50
SEARCHED = ("record", "field", "before", "after", "by__name", "by__username")


class SearchedChanges:
    """Gives the template a page of `changes()`, those that were searched for."""

    def get_context_data(self, **kwargs):
        typed = self.request.GET.get("q", "").replace("\x00", "").strip()[:200]
        page_obj = Paginator(searched(self.changes(), typed), PAGE_SIZE).get_page(self.request.GET.get("page"))
        query = urlencode({"q": typed}) + "&" if typed else ""
        return super().get_context_data(typed=typed, page_obj=page_obj, query=query, **kwargs)


def searched(changes, typed):
    matches = Q()
    for name in SEARCHED if typed else ():
        matches |= Q(**{f"{name}__icontains": typed})
    return changes.filter(matches).select_related("by")


class ChangesView(SearchedChanges, YearGate, TemplateView):
    template_name = "assessments/changes.html"

    def changes(self):
        """Of this year, and of the agency itself, whose facts every year's documents print."""
        of_year = Q(fiscal_year=self.agency_year.fiscal_year) | Q(fiscal_year__isnull=True)
        return self.agency.changes.filter(of_year)


class AgencyChangesView(SearchedChanges, AgencyGate, TemplateView):
    """What belongs to no year: the agency's name and place, its people and their roles."""

    template_name = "assessments/agency_changes.html"

    def changes(self):
        return self.agency.changes.filter(fiscal_year=None)


class OversightChangesView(SearchedChanges, OversightGate, TemplateView):
    """What belongs to no agency: the tree of affiliation, administrators, accounts."""

    permission = permissions.OVERSEE_ALL
    template_name = "assessments/oversight_changes.html"

    def changes(self):
        return Change.objects.visible_to(self.request.user).above_agencies()
