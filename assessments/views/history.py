"""What was changed in a year, by whom, from what to what."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.views.generic import TemplateView

from assessments.gates import YearGate

PAGE_SIZE = 50
SEARCHED = ("record", "field", "before", "after", "by__name", "by__username")


class ChangesView(YearGate, TemplateView):
    template_name = "assessments/changes.html"

    def get_context_data(self, **kwargs):
        typed = self.request.GET.get("q", "").replace("\x00", "").strip()[:200]
        page_obj = Paginator(self.changes(typed), PAGE_SIZE).get_page(self.request.GET.get("page"))
        query = urlencode({"q": typed}) + "&" if typed else ""
        return super().get_context_data(typed=typed, page_obj=page_obj, query=query, **kwargs)

    def changes(self, typed):
        """Of this year, and of the agency itself, whose facts every year's documents print."""
        of_year = Q(fiscal_year=self.agency_year.fiscal_year) | Q(fiscal_year__isnull=True)
        changes = self.agency.changes.filter(of_year).select_related("by")
        if not typed:
            return changes
        matches = Q()
        for name in SEARCHED:
            matches |= Q(**{f"{name}__icontains": typed})
        return changes.filter(matches)
