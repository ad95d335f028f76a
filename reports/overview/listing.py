"""The list of the overview: its pages, what stands in a row, and the columns by which it is put in order."""

from dataclasses import dataclass

from reports.models import OverviewRow
from reports.overview.asking import Asked
from reports.overview.lateness import Lateness
from reports.overview.paging import LongPaginator

PAGE_SIZE = 50
ASCENDING, DESCENDING = "ascending", "descending"
DIRECTIONS = {
    "name": ASCENDING,
    "stage": ASCENDING,
    "total": DESCENDING,
    "-total": ASCENDING,
    "change": DESCENDING,
    "-change": ASCENDING,
    "missing": DESCENDING,
}
ARROWS = {ASCENDING: "↑", DESCENDING: "↓", "": ""}


@dataclass(frozen=True)
class Heading:
    """A column; `sorts` are the orders that a click goes through."""

    label: str
    sorts: tuple[str, ...] = ()
    is_number: bool = False
    direction: str = ""
    query: str = ""  # where a click leads

    @property
    def arrow(self):
        return ARROWS[self.direction]


COLUMNS = (
    Heading("หน่วยงาน", ("name",)),
    Heading("ขั้นตอน", ("stage",)),
    Heading("คะแนนรวม", ("total", "-total"), is_number=True),
    Heading("เทียบปีก่อน", ("change", "-change"), is_number=True),
    Heading("มาตรการที่รายงานผล", is_number=True),
    Heading("เอกสารที่เผยแพร่", is_number=True),
    Heading("ที่ต้องดูแล", ("missing",)),
)


def headings(asked: Asked) -> list[Heading]:
    present = asked.values.get("sort", "name")
    return [asked_heading(column, present, asked) for column in COLUMNS]


def asked_heading(column, present, asked):
    if not column.sorts:
        return column
    after = column.sorts[(column.sorts.index(present) + 1) % len(column.sorts)] if present in column.sorts else None
    chosen = after or column.sorts[0]
    query = asked.with_values(sort=None if chosen == "name" else chosen)
    direction = DIRECTIONS[present] if present in column.sorts else ""
    return Heading(column.label, column.sorts, column.is_number, direction, query)


def page_of(rows, lateness: Lateness, *, number, count: int):
    """Drawn rows alone are read whole: the rest is passed over in an index. Each has its `late_steps`."""
    page = LongPaginator(rows.values_list("pk", flat=True), PAGE_SIZE, count=count).get_page(number)
    pks = list(page.object_list)
    read = lateness.marked(OverviewRow.objects.filter(pk__in=pks)).select_related("agency").in_bulk()
    page.object_list = with_late_steps([read[pk] for pk in pks if pk in read], lateness)
    return page


def with_late_steps(rows, lateness):
    last_days = lateness.last_days([row.agency_id for row in rows])
    for row in rows:
        row.late_steps = lateness.steps_of(vars(row), last_days)
    return rows
