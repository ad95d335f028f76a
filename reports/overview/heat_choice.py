"""What the address of the heat map asks for besides the filter: the rows, the columns, and the order. Pure."""

from dataclasses import dataclass, replace

from assessments.frameworks import Framework
from reports.overview.heat import Column, figure_columns, item_columns

AGENCY, PROVINCE, KIND, BODY = "agency", "province", "kind", "body"
ROWS = {AGENCY: "หน่วยงาน", PROVINCE: "จังหวัด", KIND: "ประเภทหน่วยงาน", BODY: "สังกัด"}
INDICATORS, ITEMS = "indicators", "items"
ASCENDING, DESCENDING = "ascending", "descending"
ARROWS = {ASCENDING: "↑", DESCENDING: "↓", "": ""}


@dataclass(frozen=True)
class Choice:
    """What the address does not say, or nobody understands, is the first of its kind. `order` is a column's code."""

    by: str = AGENCY
    of: str = INDICATORS
    instrument: str = ""  # of the items
    order: str = ""
    is_falling: bool = False

    @property
    def is_of_tallies(self) -> bool:
        """Items of groups: answered by sums that know less of the agencies than the filter may ask for."""
        return self.of == ITEMS and self.by != AGENCY

    @property
    def values(self) -> dict[str, str]:
        """As the address says it; empty where it need not."""
        return {
            "by": "" if self.by == AGENCY else self.by,
            "of": "" if self.of == INDICATORS else self.of,
            "instrument": self.instrument,
            "order": f"-{self.order}" if self.is_falling else self.order,
        }

    def direction(self, code: str) -> str:
        if code != self.order:
            return ""
        return DESCENDING if self.is_falling else ASCENDING

    def after(self, code: str) -> str:
        """The order that a click on the column's heading asks for: the lowest first, then the highest, then none."""
        return {"": code, ASCENDING: f"-{code}", DESCENDING: ""}[self.direction(code)]


@dataclass(frozen=True)
class Heading:
    """A column that puts the rows in order; `query` is where a click leads."""

    column: Column
    direction: str
    query: str

    @property
    def arrow(self):
        return ARROWS[self.direction]


def choice_of(data, known_rows=ROWS) -> Choice:
    """Rows and columns; `known_rows` are those that this person may choose."""
    by, of = data.get("by"), data.get("of")
    return Choice(by if by in known_rows else AGENCY, of if of == ITEMS else INDICATORS)


def completed(choice: Choice, data, framework: Framework) -> Choice:
    """With what depends on the framework: the instrument of the items, by default the last, and the order."""
    if choice.of == ITEMS:
        known = instruments_with_items(framework)
        asked = data.get("instrument")
        choice = replace(choice, instrument=asked if asked in known else known[-1])
    order = data.get("order", "")
    code = order.removeprefix("-")
    if code not in {column.code for column in columns_of(framework, choice)}:
        return choice
    return replace(choice, order=code, is_falling=order.startswith("-"))


def columns_of(framework: Framework, choice: Choice) -> tuple[Column, ...]:
    return item_columns(framework, choice.instrument) if choice.of == ITEMS else figure_columns(framework)


def instruments_with_items(framework):
    return [entry.code for entry in framework.instruments if framework.items_of(entry.code)]
