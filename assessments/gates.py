"""Doors of the views: agency code and year of the address become objects this person may see, or a 404 or 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments import permissions
from assessments.models import Agency, AgencyYear


class AgencyGate:
    """Gives the view `self.agency`. Not a member: 404. Member without the permission: 403."""

    permission = permissions.VIEW

    def dispatch(self, request, *args, **kwargs):
        self.open(**kwargs)
        if not request.user.has_perm(self.permission, self.agency):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def open(self, agency_code, **kwargs):
        """Finds what the address names; narrower gates find more."""
        agencies = Agency.objects.visible_to(self.request.user).select_related("body").prefetch_related("names")
        self.agency = get_object_or_404(agencies, code=agency_code)

    def get_context_data(self, **kwargs):
        can_edit = self.request.user.has_perm(permissions.EDIT, self.agency)
        return super().get_context_data(**kwargs | {"agency": self.agency, "can_edit": can_edit})


class YearGate(AgencyGate):
    """Gives `self.agency_year` besides; every later query starts from it. `read_with` is read along, a query each."""

    read_with = ("assessments__scores",)
    joined_with = ("agency",)

    def open(self, agency_code, fiscal_year, **kwargs):
        years = AgencyYear.objects.visible_to(self.request.user).select_related(*self.joined_with)
        self.agency_year = get_object_or_404(
            years.prefetch_related(*self.read_with), agency__code=agency_code, fiscal_year=fiscal_year
        )
        self.agency = self.agency_year.agency

    def get_context_data(self, **kwargs):
        year = {"agency_year": self.agency_year, "fiscal_year": self.agency_year.fiscal_year}
        return super().get_context_data(**kwargs | year)


class AssessmentGate(YearGate):
    """Gives `self.assessment`: the announced results of the role in the address (baseline or result)."""

    role = None

    def open(self, **kwargs):
        super().open(**kwargs)
        role = self.role or kwargs["role"]
        self.assessment = self.agency_year.baseline if role == "baseline" else self.agency_year.result
        if self.assessment is None:
            raise Http404
        self.assessment.agency_year = self.agency_year

    def get_context_data(self, **kwargs):
        assessed = {"assessment": self.assessment, "framework": self.assessment.framework}
        return super().get_context_data(**kwargs | assessed)


class OversightGate:
    """For pages over many agencies: who may not see them gets 404, so that the page does not show that it exists."""

    permission = permissions.OVERSEE

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
