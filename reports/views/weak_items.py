"""Items weak in many agencies, and the agencies that are weak in one of them."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from assessments.framework_store import all_frameworks
from assessments.gates import OversightGate
from reports.overview.asking import asked_for, rows_for
from reports.overview.assessed import assessed_of
from reports.overview.heat_choice import ITEMS, PROVINCE, instruments_with_items
from reports.overview.item_tallies import sums_of, tallies_for, unused_of
from reports.overview.weak_items import (
    AGENCIES_HEAD,
    FILE_HEAD,
    NO_NAME,
    agency_file_row,
    charted,
    file_row,
    weak_items,
)
from reports.overview.weak_rows import (
    all_rows_with_scores,
    announced_agencies,
    assessed_in_sums,
    earlier_sums,
    rows_with_scores,
    sums_of_two_years,
    weak_agencies,
)
from reports.views.csv_files import csv_file, wants_csv
from reports.views.heat_map import agency_address

TITLE = "ข้อที่อ่อนร่วมกัน"
AGENCIES_TITLE = "หน่วยงานที่ต่ำกว่าเกณฑ์ในข้อ"
AGENCIES_A_PAGE = 25


class WeakItemsView(OversightGate, TemplateView):
    template_name = "reports/weak_items.html"

    def get(self, request, *args, **kwargs):
        self.asked = asked_for(request.GET, user=request.user)
        self.sums, self.earlier = sums_of_two_years(self.asked, user=request.user)
        self.assessed = assessed_in_sums(self.sums)
        if wants_csv(request) and self.assessed.framework:
            return csv_file(self.asked, TITLE, FILE_HEAD, map(file_row, self.items()))
        return super().get(request, *args, **kwargs)

    @property
    def instrument(self):
        """One of the framework's, or all."""
        asked = self.request.GET.get("instrument", "")
        return asked if asked in instruments_with_items(self.assessed.framework) else ""

    def items(self):
        framework = self.assessed.framework
        return weak_items(
            framework,
            self.sums[framework.code],
            earlier_sums(framework, self.earlier),
            instrument=self.instrument,
            kind=self.asked.values.get("kind", ""),
        )

    def get_context_data(self, **kwargs):
        shown = self.shown() if self.assessed.framework else {"assessed": self.assessed}
        return super().get_context_data(asked=self.asked, unused=unused_of(self.asked), **shown, **kwargs)

    def shown(self):
        items = self.items()
        announced = announced_agencies(self.asked, self.assessed, user=self.request.user)
        return {
            "items": [(weak, provinces_address(self.asked, weak.item)) for weak in items],
            "assessed": replace(self.assessed, agencies=announced),
            "without_items": announced - self.assessed.agencies,
            "charted": charted(items),
            "instrument": self.instrument,
            "choices": [(name, self.instrument == code, self.address(code)) for code, name in self.instruments()],
            "query": self.asked.query,
            "file_query": f"{self.address(self.instrument)}&format=csv",
        }

    def instruments(self):
        yield "", "ทุกแบบวัด"
        for code in instruments_with_items(self.assessed.framework):
            yield code, code

    def address(self, instrument):
        return self.asked.with_values(instrument=instrument)


class WeakAgenciesView(OversightGate, TemplateView):
    """The agencies under the pass mark in one item, the lowest first."""

    template_name = "reports/weak_agencies.html"

    def get(self, request, code, **kwargs):
        if not any(code == item.code for framework in all_frameworks() for item in framework.items):
            raise Http404
        self.asked = asked_for(request.GET, user=request.user)
        self.assessed = assessed_in_item(self.asked, code, user=request.user)
        if wants_csv(request) and self.assessed.framework:
            return self.download(code)
        return super().get(request, code=code, **kwargs)

    def weak(self, code):
        rows = rows_for(self.asked, user=self.request.user)
        return weak_agencies(rows, framework=self.assessed.framework, code=code)

    def download(self, code):
        found = all_rows_with_scores(self.weak(code), user=self.request.user)
        return csv_file(
            self.asked, f"{AGENCIES_TITLE}-{code}", AGENCIES_HEAD, (agency_file_row(*each) for each in found)
        )

    def get_context_data(self, code, **kwargs):
        shown = self.agencies(code) if self.assessed.framework else {}
        return super().get_context_data(asked=self.asked, assessed=self.assessed, code=code, **shown, **kwargs)

    def agencies(self, code):
        page = Paginator(self.weak(code), AGENCIES_A_PAGE).get_page(self.request.GET.get("page"))
        item = self.assessed.framework.entries[code]
        found = rows_with_scores(page, user=self.request.user)
        return {
            "item": item,
            "name": item.name or NO_NAME,
            "page_obj": page,
            "rows": [(row, score, agency_address(row)) for row, score in found],
            "file_query": self.asked.with_values(format="csv"),
            "provinces_address": provinces_address(self.asked, item),
        }


def assessed_in_item(asked, code, *, user):
    """Whichever framework most agencies have a score of such a code in."""
    sums = sums_of(tallies_for(asked, user=user).filter(code=code))
    return assessed_of({row["framework_code"]: row["scored"] for row in sums})


def provinces_address(asked, item):
    """The heat map of the provinces by the items of this one's instrument, the lowest in this item first."""
    chosen = {"by": PROVINCE, "of": ITEMS, "instrument": item.instrument, "order": item.code}
    return f"{reverse('reports:heat-map')}?{asked.with_values(**chosen)}"
