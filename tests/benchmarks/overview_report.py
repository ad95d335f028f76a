"""What was measured of pages over all agencies, as a chapter of the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.report import Chapter, Target, megabytes, spread, table

SECONDS_OF_FILLING = {"SQLite": 300, "PostgreSQL": 480}
NOT_THERE, WRONG = "not there yet", "answered"


@dataclass(frozen=True)
class Built:
    """A nation: seconds, rows by model, bytes of the database."""

    size: int
    filling: float
    refreshing: float
    rows: Mapping[str, int]
    bytes: int


@dataclass(frozen=True)
class Measured:
    """A page: what each request cost, for the small nation and for the large one."""

    title: str
    most_times: float
    costs: tuple[tuple[Mapping, ...], tuple[Mapping, ...]]

    @property
    def fault(self) -> str:
        answers = [cost for costs in self.costs for cost in costs]
        if not all(answers):
            return NOT_THERE
        return next((f"{WRONG} {one['status']}" for one in answers if one["status"] != 200), "")

    def milliseconds(self, at) -> list[float]:
        return [1000 * cost["seconds"] for cost in self.costs[at]]

    def queries(self, at) -> int:
        """The most of any request."""
        return max(cost["queries"] for cost in self.costs[at])

    @property
    def ratio(self) -> float:
        return median(self.milliseconds(1)) / median(self.milliseconds(0))

    @property
    def has_same_queries(self):
        return self.queries(0) == self.queries(1)


def chapter(database: str, rounds: int, built: Sequence[Built], pages: Sequence[Measured]) -> Chapter:
    whole = [page for page in pages if not page.fault]
    faults = [f"- {page.title}: {page.fault}" for page in pages if page.fault]
    blocks = (filling_table(built), how(rounds, built), pages_table(whole, built), "\n".join(faults))
    return Chapter(database, tuple(block for block in blocks if block), tuple(targets(database, built, pages, whole)))


def how(rounds, built):
    small, large = (f"{one.size:,}" for one in built)
    return (
        f"A figure is that of warm requests through the whole stack, {rounds} with {small} agencies and {rounds} with "
        f"{large}, in turns, in a process for each: the median, and the lowest and highest. As an administrator of all "
        "agencies; public pages without signing in."
    )


def filling_table(built):
    names = list(built[0].rows)
    rows = [
        ("simulate_nation, s", *(f"{one.filling:.0f}" for one in built)),
        ("refresh_all again, s", *(f"{one.refreshing:.0f}" for one in built)),
        ("database, MB", *(megabytes(one.bytes) for one in built)),
        *((f"rows of {name}", *(f"{one.rows[name]:,}" for one in built)) for name in names),
    ]
    return table(("", *(f"{one.size:,} agencies" for one in built)), rows)


def pages_table(pages, built):
    sizes = [f"{one.size:,}" for one in built]
    head = ("page", *(f"ms, {size}" for size in sizes), "ratio", *(f"queries, {size}" for size in sizes))
    return table(head, [row_of(page) for page in pages])


def row_of(page):
    times = (spread(page.milliseconds(at), 0) for at in (0, 1))
    return (page.title, *times, f"{page.ratio:.2f}", page.queries(0), page.queries(1))


def targets(database, built, pages, whole):
    """Every page must be there; each is a target of its own, so that one look tells which is too slow."""
    named = f"{database}: "
    yield Target(f"{named}simulate_nation", SECONDS_OF_FILLING[database], built[-1].filling, " s")
    yield Target(f"{named}pages not there or with a fault", 0, len(pages) - len(whole))
    yield Target(f"{named}pages with other numbers of queries", 0, sum(not page.has_same_queries for page in whole))
    yield from (Target(f"{named}{page.title}", page.most_times, page.ratio, " ×") for page in whole)
