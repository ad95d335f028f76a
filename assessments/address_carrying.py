"""Last year's addresses for this year's items, along the frameworks' map of items. Pure."""

from dataclasses import dataclass

from assessments.frameworks import Framework, Predecessor

EQUAL = "equal"


@dataclass(frozen=True)
class Earlier:
    """An address that the agency gave: for which planning year, for which item of which framework."""

    fiscal_year: int
    framework_code: str
    code: str
    url: str


@dataclass(frozen=True)
class Carried:
    """What is offered for an item of this year; `is_equal` is False where the item asks for something else now."""

    url: str
    code: str
    fiscal_year: int
    is_equal: bool
    reason: str


def published_framework(frameworks: tuple[Framework, ...], fiscal_year: int) -> Framework:
    """The items that an agency discloses in a fiscal year: of that year, else the newest known ones not later.

    Before the first one known, its items are the nearest. `frameworks` are by year, the earliest first.
    """
    known = [framework for framework in frameworks if framework.fiscal_year <= fiscal_year]
    return known[-1] if known else frameworks[0]


def carried_addresses(framework: Framework, before: Framework | None, earlier: list[Earlier]) -> dict[str, Carried]:
    """{code of this year: what is offered}. `before` is the framework of the year before, None when it is unknown.

    Of two addresses for one item the later year's counts; where several items became one, the first that has one.
    """
    by_item = {(row.framework_code, row.code): row for row in sorted(earlier, key=lambda row: row.fiscal_year)}
    offered = {item.code: _offer(item, framework, before, by_item) for item in framework.items_of("OIT")}
    return {code: found for code, found in offered.items() if found}


def _offer(item, framework, before, by_item):
    same = by_item.get((framework.code, item.code))
    if same:
        return _carried(same, Predecessor(item.code, EQUAL, ""))
    ways = sorted(item.predecessors, key=lambda way: way.relation != EQUAL) if before else ()
    found = ((by_item.get((before.code, way.code)), way) for way in ways)
    return next((_carried(row, way) for row, way in found if row), None)


def _carried(row, way):
    return Carried(row.url, row.code, row.fiscal_year, way.relation == EQUAL, way.reason)
