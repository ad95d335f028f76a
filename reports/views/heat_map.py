"""The heat map of agencies, provinces, kinds or bodies by indicators or items."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from assessments.gates import OversightGate
from reports.overview.asking import asked_for, rows_for
from reports.overview.assessed import assessed_in, assessed_of
from reports.overview.heat import file_head, file_row, groups_of, steps_of
from reports.overview.heat_cells import drawn
from reports.overview.heat_choice import (
    AGENCY,
    BODY,
    INDICATORS,
    ITEMS,
    ROWS,
    Choice,
    Heading,
    choice_of,
    columns_of,
    completed,
    instruments_with_items,
)
from reports.overview.heat_groups import (
    agencies_by_framework,
    body_number,
    figure_groups,
    group_lines,
    grouping_of,
    item_groups,
)
from reports.overview.heat_rows import agencies_in_order, agency_lines, all_agency_lines
from reports.overview.item_tallies import counted_rows, tallies_for, unused_of
from reports.overview.paging import LongPaginator
from reports.views.csv_files import csv_file, wants_csv

TITLE = "ตารางสีคะแนน"
AGENCIES_A_PAGE = 25
GROUPS_A_PAGE = 80  # all provinces


class HeatMapView(OversightGate, TemplateView):
    template_name = "reports/heat_map.html"

    def get(self, request, *args, **kwargs):
        if wants_csv(request) and self.assessed.framework:
            return self.download()
        return super().get(request, *args, **kwargs)

    @cached_property
    def asked(self):
        return asked_for(self.request.GET, user=self.request.user)

    @cached_property
    def known_rows(self):
        """By body only for who oversees any."""
        return {key: name for key, name in ROWS.items() if key != BODY or self.asked.form.bodies}

    @cached_property
    def shape(self):
        return choice_of(self.request.GET, self.known_rows)

    @cached_property
    def is_grouped(self):
        return self.shape.by != AGENCY

    @cached_property
    def rows(self):
        found = counted_rows if self.shape.is_of_tallies else rows_for
        return found(self.asked, user=self.request.user)

    @cached_property
    def grouping(self):
        return grouping_of(self.shape, self.asked)

    @cached_property
    def figure_groups(self):
        return figure_groups(self.rows, self.grouping)

    @cached_property
    def assessed(self):
        """Groups of figures say it by themselves."""
        if self.is_grouped and not self.shape.is_of_tallies:
            return assessed_of(agencies_by_framework(self.figure_groups))
        return assessed_in(self.rows)

    @cached_property
    def choice(self) -> Choice:
        return completed(self.shape, self.request.GET, self.assessed.framework)

    @cached_property
    def columns(self):
        return columns_of(self.assessed.framework, self.choice)

    @cached_property
    def agencies(self):
        """Without condition where there is none to make: the database then walks them in their order."""
        rows = self.rows.filter(framework_code__in=self.assessed.codes) if self.assessed.left_out else self.rows
        return agencies_in_order(rows, self.choice)

    @cached_property
    def group_lines(self):
        return group_lines(self.groups(), self.grouping, self.choice)

    def groups(self):
        code = self.assessed.framework.code
        if not self.shape.is_of_tallies:
            return self.figure_groups[code]
        tallies = tallies_for(self.asked, user=self.request.user).filter(framework_code=code)
        return item_groups(tallies, self.grouping, self.columns)

    @property
    def without_items(self):
        """Agencies with results that are in no row of means of items."""
        if not self.choice.is_of_tallies:
            return 0
        return max(self.assessed.agencies - sum(line.agencies for line in self.group_lines), 0)

    def download(self):
        lines = self.group_lines if self.is_grouped else all_agency_lines(self.agencies, self.choice, self.columns)
        head = file_head(self.columns, ROWS[self.choice.by], is_grouped=self.is_grouped)
        return csv_file(self.asked, TITLE, head, (file_row(line, self.columns) for line in lines))

    def get_context_data(self, **kwargs):
        shown = self.table() if self.assessed.framework else {"choice": self.shape}
        return super().get_context_data(asked=self.asked, assessed=self.assessed, **shown, **kwargs)

    def table(self):
        steps = steps_of(self.assessed.framework.pass_mark)
        page, rows = self.group_page(steps) if self.is_grouped else self.agency_page(steps)
        return {
            "choice": self.choice,
            "kept": [(name, value) for name, value in self.choice.values.items() if value],
            "page_obj": page,
            "rows": rows,
            "row_title": ROWS[self.choice.by],
            "is_grouped": self.is_grouped,
            "without_items": self.without_items,
            "groups": groups_of(self.columns),
            "headings": self.headings(),
            "unordered": self.address(order="") if self.choice.order else "",
            "steps": steps,
            "row_choices": self.row_choices(),
            "column_choices": self.column_choices(),
            "unused": unused_of(self.asked) if self.choice.is_of_tallies else [],
            "query": f"{self.address()}&",
        }

    def address(self, **changed):
        """The address with some of the choices changed."""
        return self.asked.with_values(**self.choice.values | changed)

    def headings(self):
        return [
            Heading(column, self.choice.direction(column.code), self.address(order=self.choice.after(column.code)))
            for column in self.columns
        ]

    def row_choices(self):
        """(label, whether chosen, address)."""
        return [(name, key == self.choice.by, self.address(by=key)) for key, name in self.known_rows.items()]

    def column_choices(self):
        """The same: the indicators, then the items of each instrument."""
        yield "แบบวัดและตัวชี้วัด", self.choice.of == INDICATORS, self.address(of="", instrument="", order="")
        for code in instruments_with_items(self.assessed.framework):
            is_chosen = self.choice.instrument == code
            yield f"รายข้อ {code}", is_chosen, self.address(of=ITEMS, instrument=code, order="")

    def agency_page(self, steps):
        paginator = LongPaginator(self.agencies, AGENCIES_A_PAGE, count=self.assessed.shown)
        page = paginator.get_page(self.request.GET.get("page"))
        found = list(page)
        lines = agency_lines(found, self.choice, self.columns)
        rows = [drawn(line, self.columns, steps, agency_address(row)) for row, line in zip(found, lines, strict=True)]
        return page, rows

    def group_page(self, steps):
        page = Paginator(self.group_lines, GROUPS_A_PAGE).get_page(self.request.GET.get("page"))
        return page, [drawn(line, self.columns, steps, self.group_address(line.key)) for line in page]

    def group_address(self, key):
        """The agencies of a group; none where the filter cannot ask for it."""
        value = body_number(key, self.asked) if self.choice.by == BODY else key
        return f"?{self.address(by='', **{self.choice.by: value})}" if value else ""


def agency_address(row):
    if row.agency_year_id:
        return reverse("assessments:year", args=[row.agency.code, row.fiscal_year])
    return reverse("assessments:agency", args=[row.agency.code])
