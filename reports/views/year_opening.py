"""What the year that is about to begin lacks, for who oversees all agencies."""

from django.http import Http404
from django.utils.timezone import localdate
from django.views.generic import TemplateView

from assessments import permissions
from assessments.fiscal_year import FIRST_KNOWN, LAST_KNOWN
from assessments.gates import OversightGate
from assessments.year_opening import STATE_NAMES, year_shown
from reports.year_opening_reading import year_opening


class YearOpeningView(OversightGate, TemplateView):
    """Without a year in the address, the one that is to be prepared, else the present one."""

    permission = permissions.OVERSEE_ALL
    template_name = "reports/year_opening.html"

    def get_context_data(self, fiscal_year=None, **kwargs):
        year = fiscal_year or year_shown(localdate())
        if not FIRST_KNOWN < year < LAST_KNOWN:  # the years before and after are spoken of
            raise Http404
        opening = year_opening(year)
        counts = [(state, STATE_NAMES[state], count) for state, count in opening.counts.items() if count]
        return super().get_context_data(opening=opening, counts=counts, **kwargs)
