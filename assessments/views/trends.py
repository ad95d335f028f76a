"""The figures of an agency over all its years."""

from django.views.generic import TemplateView

from assessments import trend_tables
from assessments.framework_store import all_frameworks
from assessments.gates import YearGate
from assessments.trend_inputs import trend_years


class TrendsView(YearGate, TemplateView):
    """Without any score the page leads to where scores are entered instead."""

    template_name = "assessments/trends.html"

    def get_context_data(self, **kwargs):
        years, framework = trend_years(self.agency_year), self.framework()
        instruments = list(framework.rule_for(self.agency.kind).weights)
        asked = trend_tables.ItemFilter.of(self.request.GET, instruments)
        shown = trend_tables.page(years, framework, self.agency.kind, asked) if years else {}
        return super().get_context_data(
            years=years, framework=framework, instruments=instruments, asked=asked, **shown, **kwargs
        )

    def framework(self):
        """Of the results that this year's plan answers; it gives names and the pass mark."""
        baseline = self.agency_year.baseline
        return baseline.framework if baseline else all_frameworks()[-1]
