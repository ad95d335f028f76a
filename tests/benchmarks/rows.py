"""What a row costs: the measures document with more and more measures in one table."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import cycle, islice
from statistics import median

from reports import documents
from reports.documents.composing import Setup
from reports.documents.content import Content
from reports.reading import content_of
from reports.writers.html import for_pdf
from reports.writers.limits import Limits
from reports.writers.renderer import Renderer
from tests.benchmarks.measuring import Cost, measured
from tests.benchmarks.renderers import roots_of
from tests.benchmarks.report import Chapter, Target, spread, table
from tests.benchmarks.samples import pages_of

LAYOUT = "issue-wide"  # one table
TABLES_ONLY = Setup(parts=(("cover", False), ("introduction", False)))
COUNTS = (10, 20, 50, 100, 200, 500, 1000, 2000)
MANY, FEW, LIMIT = 2000, 200, 12
ROWS_A_COUNT = 1000  # rounds are fewer where there are more rows
# Far beyond what a worker is allowed.
BOUNDS = Limits(cpu_seconds=900, wall_seconds=1800, memory_bytes=16_000_000_000)
METHOD = f"""
Measures in one table of the measures document, in short: what is to be done, one step, the months and the unit, as a
small agency writes them, again and again. Each time in a new child of a warm renderer, whose limits are raised for
this to {BOUNDS.cpu_seconds} s and {BOUNDS.memory_bytes / 1e9:g} GB: a worker's own would stop hundreds of pages."""


@dataclass(frozen=True)
class Drawn:
    rows: int
    pages: int
    costs: tuple[Cost, ...]

    @property
    def wall(self):
        return median(cost.wall for cost in self.costs)


def chapter(agency_year, counts: Sequence[int], rounds: int) -> Chapter:
    content = in_short(content_of(agency_year))
    with closing(Renderer(BOUNDS)) as renderer:
        draw(renderer, content, 1)
        drawn = {count: draw_often(renderer, content, count, rounds) for count in counts}
    return Chapter("Cost of a row", (METHOD, cost_table(drawn.values())), tuple(targets(drawn)))


def in_short(content: Content) -> Content:
    measures = (replace(each, steps=each.steps[:1], weak_point="", monitoring="") for each in content.measures)
    return replace(content, measures=tuple(measures))


def draw_often(renderer, content, count, rounds) -> Drawn:
    times = max(1, min(rounds, ROWS_A_COUNT // count))
    costs, pages = zip(*(draw(renderer, content, count) for _ in range(times)), strict=True)
    return Drawn(count, pages[0], costs)


def draw(renderer, content: Content, count) -> tuple[Cost, int]:
    """The cost, and the number of pages."""
    measures = enumerate(islice(cycle(content.measures), count))
    grown = replace(content, measures=tuple(replace(measure, key=f"m{at}") for at, measure in measures))
    printed = for_pdf(documents.build(grown, "measures", LAYOUT, TABLES_ONLY))
    cost, pdf = measured(lambda: renderer.draw(printed), lambda: roots_of(renderer))
    return cost, pages_of(pdf)[0]


def cost_table(drawn) -> str:
    header = ("rows", "pages", "wall s", "CPU s", "wall ms a row", "CPU ms a row")
    return table(header, map(cost_row, drawn))


def cost_row(drawn):
    walls, cpus = [cost.wall for cost in drawn.costs], [cost.cpu for cost in drawn.costs]
    a_row = (f"{1000 * median(seconds) / drawn.rows:.1f}" for seconds in (walls, cpus))
    return (drawn.rows, drawn.pages, spread(walls), spread(cpus), *a_row)


def targets(drawn):
    if MANY in drawn and FEW in drawn:
        yield Target(f"{MANY:,} rows: wall time of {FEW} rows", LIMIT, drawn[MANY].wall / drawn[FEW].wall, " ×")
