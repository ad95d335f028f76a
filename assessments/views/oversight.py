"""Where people start: their agency, or the list of agencies they may open."""

from urllib.parse import urlencode

from django.db.models import Max, Q
from django.shortcuts import redirect
from django.views.generic import ListView

from assessments import permissions
from assessments.models import Agency

SEARCHED = ("name", "short_name", "code", "province")


class AgencyListView(ListView):
    template_name = "assessments/agency_list.html"
    paginate_by = 25

    def get_queryset(self):
        self.typed = self.request.GET.get("q", "").replace("\x00", "").strip()[:200]
        agencies = Agency.objects.visible_to(self.request.user).annotate(latest_year=Max("years__fiscal_year"))
        if self.typed:
            agencies = agencies.filter(matching(self.typed))
        return agencies.order_by("name", "pk")

    def get_context_data(self, **kwargs):
        query = urlencode({"q": self.typed}) + "&" if self.typed else ""
        rights = {
            "can_oversee": permissions.oversees(self.request.user),
            "can_import_new": permissions.oversees_all(self.request.user),
        }
        return super().get_context_data(typed=self.typed, query=query, **rights, **kwargs)


def matching(typed):
    matches = Q()
    for name in SEARCHED:
        matches |= Q(**{f"{name}__icontains": typed})
    return matches


class HomeView(AgencyListView):
    """Somebody of one agency goes straight to it."""

    def get(self, request, *args, **kwargs):
        agencies = Agency.objects.visible_to(request.user)[:2]
        if len(agencies) == 1:
            return redirect("assessments:agency", agencies[0].code)
        return super().get(request, *args, **kwargs)
