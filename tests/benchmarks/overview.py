"""script/bench overview: what pages over all agencies cost with 8,325 agencies, against 100.

The whole takes about half an hour; --quick shows in some minutes that it runs. On SQLite and on PostgreSQL, which is
started for it.
"""

import argparse
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import machine
from tests.benchmarks.nations import POSTGRESQL, SQLITE, Nation, running_nation, version_of_database
from tests.benchmarks.overview_pages import PAGES
from tests.benchmarks.overview_report import Built, Measured, chapter
from tests.benchmarks.report import markdown, targets_of

TITLE = "What pages over all agencies cost"
CHOICES = {"sqlite": (SQLITE,), "postgres": (POSTGRESQL,), "both": (SQLITE, POSTGRESQL)}
WARMING = 2  # rounds that are not counted


@dataclass(frozen=True)
class Extent:
    sizes: tuple[int, int] = (100, 8325)
    years: int = 5
    rounds: int = 15


QUICK = Extent(sizes=(60, 300), years=2, rounds=3)


def main(arguments, folder: Path) -> int:
    """The exit code: 1 when a target is missed or a page is not there."""
    options = options_of(arguments)
    extent = QUICK if options.quick else Extent()
    databases = CHOICES[options.database]
    facts = machine.facts(f"Django {version('django')}", *(version_of_database(one) for one in databases))
    chapters = [chapter_of(database, extent, folder) for database in databases]
    text = markdown(TITLE, facts, chapters)
    print(text)
    if options.output:
        options.output.write_text(text)
    return 0 if options.no_fail or all(target.is_met for target in targets_of(chapters)) else 1


def options_of(arguments):
    parser = argparse.ArgumentParser(prog="script/bench overview", description=__doc__)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report there too")
    parser.add_argument("--database", choices=CHOICES, default="both")
    parser.add_argument("--quick", action="store_true", help="small nations, few rounds: the figures mean little")
    parser.add_argument("--no-fail", action="store_true", help="exit code 0 whatever is measured")
    return parser.parse_args(arguments)


def chapter_of(database, extent, folder):
    with ExitStack() as stack:
        nations = [stack.enter_context(running_nation(size, database, folder)) for size in extent.sizes]
        built = [build(nation, database, extent.years) for nation in nations]
        return chapter(database, extent.rounds, built, measure(nations, extent.rounds, database))


def build(nation: Nation, database, years) -> Built:
    say(f"{database}: {nation.size:,} agencies …")
    built = nation.ask("build", agencies=nation.size, years=years, seed=1)
    nation.ask("places")
    return Built(nation.size, built["filling"], built["refreshing"], built["rows"], built["bytes"])


def measure(nations, rounds, database) -> list[Measured]:
    """Page by page, and within a page round by round, so that whatever else the machine does meets both sizes."""
    return [measured(page, nations, rounds, database) for page in PAGES]


def measured(page, nations, rounds, database):
    say(f"{database}: {page.title} …")
    costs = [[] for _ in nations]
    for number in range(WARMING + rounds):
        for at, nation in list(enumerate(nations))[:: 1 if number % 2 else -1]:
            costs[at].append(nation.ask("page", title=page.title))
    return Measured(page.title, page.most_times, tuple(tuple(one[WARMING:]) for one in costs))


def say(text):
    print(text, file=sys.stderr)
