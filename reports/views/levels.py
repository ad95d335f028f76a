"""How the levels of the results are distributed: of a year, over five years, by kind."""

from collections import Counter

from django.views.generic import TemplateView

from assessments.analysis.scale_breaks import breaks_within, scale_breaks
from assessments.gates import OversightGate
from reports.overview.asking import asked_for, rows_for
from reports.overview.assessed import assessed_of
from reports.overview.item_tallies import unused_of
from reports.overview.level_counts import LASTING, rows_of_years, tallies_of
from reports.overview.levels import by_kind, distribution_of, scales_of
from reports.views.csv_files import csv_file, wants_csv

TITLE = "การกระจายของระดับ"


class LevelsView(OversightGate, TemplateView):
    template_name = "reports/levels.html"

    def get(self, request, *args, **kwargs):
        self.asked = asked_for(request.GET, user=request.user)
        self.of_years = tallies_of(rows_of_years(self.asked, user=request.user))
        self.tallies = self.of_the_year()
        self.assessed = assessed_in_tallies(self.tallies)
        if wants_csv(request) and self.assessed.framework:
            return csv_file(self.asked, TITLE, *self.file())
        return super().get(request, *args, **kwargs)

    def of_the_year(self):
        """Asked for apart only where a filter means nothing in other years."""
        if unused_of(self.asked, LASTING):
            return tallies_of(rows_for(self.asked, user=self.request.user))
        return [tally for tally in self.of_years if tally.fiscal_year == self.asked.fiscal_year]

    def file(self):
        """Kind by level, as the page shows it last; the first row is of all kinds."""
        framework = self.assessed.framework
        head = ["ประเภทหน่วยงาน", *(level.name for level in framework.levels)]
        kinds = [("ทุกประเภท", distribution_of(framework, self.tallies)), *by_kind(framework, self.tallies)]
        return [*head, "รวมหน่วยงานที่มีระดับ", "คะแนนเฉลี่ย", "ร้อยละที่ผ่าน"], [file_row(*each) for each in kinds]

    def get_context_data(self, **kwargs):
        shown = self.distributions() if self.assessed.framework else {}
        return super().get_context_data(asked=self.asked, assessed=self.assessed, **shown, **kwargs)

    def distributions(self):
        framework = self.assessed.framework
        years = self.years()
        return {
            "year": distribution_of(framework, self.tallies),
            "kinds": by_kind(framework, self.tallies),
            "years": years,
            "scales": scales_of(years),
            "breaks": self.breaks(years),
            "is_national": not self.asked.is_filtered,
            "unused": unused_of(self.asked, LASTING),
            "file_query": self.asked.with_values(format="csv"),
        }

    def years(self):
        """From the earliest; a year without results is left out."""
        found = []
        for fiscal_year in sorted({tally.fiscal_year for tally in self.of_years}):
            own = [tally for tally in self.of_years if tally.fiscal_year == fiscal_year]
            if framework := assessed_in_tallies(own).framework:
                found.append(distribution_of(framework, own))
        return found

    def breaks(self, years):
        """Why levels of two of the years do not compare."""
        frameworks = [year.framework for year in years]
        changes = scale_breaks(frameworks, self.asked.values.get("kind", ""))
        return breaks_within(changes, [framework.fiscal_year for framework in frameworks])


def assessed_in_tallies(tallies):
    counts = Counter()
    for tally in tallies:
        counts[tally.framework_code] += tally.agencies
    return assessed_of(counts)


def file_row(name, distribution):
    levels = (level.agencies for level in distribution.levels)
    figures = (distribution.agencies, distribution.mean, distribution.passed_share)
    return [name, *levels, *("" if each is None else each for each in figures)]
