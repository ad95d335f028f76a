"""Where people start: their agency, or the list of agencies they may open."""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.views.generic import ListView

from assessments import permissions
from assessments.models import Agency
from assessments.searching import matching


class AgencyListView(ListView):
    template_name = "assessments/agency_list.html"
    paginate_by = 25

    def get_queryset(self):
        self.typed = self.request.GET.get("q", "").replace("\x00", "").strip()[:200]
        agencies = Agency.objects.visible_to(self.request.user).with_latest_year()
        if self.typed:
            agencies = agencies.filter(matching(self.typed))
        return agencies.order_by("sort_key", "pk")

    def get_context_data(self, **kwargs):
        query = urlencode({"q": self.typed}) + "&" if self.typed else ""
        rights = {
            "can_oversee": permissions.oversees(self.request.user),
            "can_import_new": permissions.oversees_all(self.request.user),
        }
        return super().get_context_data(typed=self.typed, query=query, **rights, **kwargs)


class HomeView(AgencyListView):
    """Somebody of one agency goes straight to it, who oversees many to the overview of them, a later app's page."""

    def get(self, request, *args, **kwargs):
        agencies = Agency.objects.visible_to(request.user)[:2]
        if len(agencies) == 1:
            return redirect("assessments:agency", agencies[0].code)
        if agencies and permissions.oversees(request.user):
            return redirect("reports:overview")
        return super().get(request, *args, **kwargs)
