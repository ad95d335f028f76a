"""What the summary report of many agencies is made from, as plain values, and how it says shares and means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessments.frameworks import Framework
from assessments.scoring.arithmetic import mean, rounded
from reports.documents.model import Column, Row, Table, text_cell
from reports.shares import percent


@dataclass(frozen=True)
class AgencyLine:
    """One agency as the report lists it; `figures` by code of the framework, "total" among them.

    `other_year` is the assessed year of results of another framework, of which the report tells nothing more.
    """

    name: str
    kind: str  # in words
    province: str
    stage: int
    figures: dict[str, Decimal]
    level: str
    passed: bool | None
    change: Decimal | None
    other_year: int | None
    measures: int
    reported: int
    has_published_plan: bool
    missing: int | None  # None while the checks have not looked, or need not
    late_with: str  # in words, empty for none

    @property
    def total(self):
        return self.figures.get("total")


@dataclass(frozen=True)
class ItemLine:
    """How many agencies have a score in an item, how many of them are under the pass mark, and the mean."""

    code: str
    name: str
    agencies: int
    below: int
    mean: Decimal


@dataclass(frozen=True)
class BranchFacts:
    """`framework` is that of most of the results, None without any; `scope` says in words whose agencies these are.

    `left_out` counts agencies by the name of another framework: they are in `agencies`, without figures.
    """

    scope: str
    fiscal_year: int
    framework: Framework | None
    left_out: Sequence[tuple[str, int]]
    stages: tuple[tuple[int, str], ...]
    agencies: Sequence[AgencyLine]
    weak_items: Sequence[ItemLine]
    as_of: date


def share_table(name, title, rows, wording):
    """Numbers with their share of the sum, and the sum; `rows` are (what, number)."""
    total = sum(number for _, number in rows)
    columns = (Column(title, 60), Column("หน่วยงาน", 20, "center"), Column("ร้อยละ", 20, "center"))
    shown = [(what, number, "plain") for what, number in rows]
    return Table(
        name,
        columns,
        tuple(
            Row(tuple(map(text_cell, (what, wording.number(f"{number:,}"), share(number, total, wording)))), kind=kind)
            for what, number, kind in (*shown, ("รวม", total, "total"))
        ),
    )


def share(part, whole, wording):
    """Per cent with two decimals, also of all; "–" of nothing."""
    found = percent(part, whole)
    return "–" if found is None else wording.number(f"{found:.2f}")


def average_of(values):
    return rounded(mean(values), 2)
