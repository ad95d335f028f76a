"""What a worker holds in memory while it draws two hundred documents."""

from pathlib import Path

from tests.benchmarks.report import Chapter, Target, megabytes, table
from tests.benchmarks.samples import ELEVEN, ELEVEN_WITHOUT_CONTENTS, FORTY_ONE, THREE, stored
from tests.benchmarks.workers import Memory, Order, draw_all, memory_of, rename, running_workers

# The largest comes last, so that each look at the memory is at its worst.
MIX = (THREE, ELEVEN, ELEVEN_WITHOUT_CONTENTS, THREE, ELEVEN, THREE, ELEVEN_WITHOUT_CONTENTS, ELEVEN, THREE, FORTY_ONE)
LOOKS = (20, 50, 100, 150, 200)
MOST_BYTES = 200_000_000
# Of the first look: more would be a leak.
GROWTH = 1.1
METHOD = """
One `manage.py run_worker` draws documents as jobs, each another one: {kinds}. Its memory (PSS: what processes share is
counted once) after so many of them, while the last one, of 41 pages, is kept for its next edit:"""


def chapter(folder: Path, looks=LOOKS) -> Chapter:
    found = memory_after(orders(folder), looks)
    return Chapter(
        f"Memory of a worker over {looks[-1]} documents",
        (METHOD.format(kinds=mix_in_words()), memory_table(found)),
        tuple(targets(found)) if looks == LOOKS else (),
    )


def orders(folder) -> list[Order]:
    years = ((sample, stored(sample, folder, f"bench-mix-{number}")) for number, sample in enumerate(MIX))
    return [Order(agency_year, sample.kind) for sample, agency_year in years]


def memory_after(orders, looks) -> dict[int, Memory]:
    """By the number of documents drawn."""
    found = {}
    with running_workers(1) as (worker,):
        for number in range(len(orders), looks[-1] + 1, len(orders)):
            rename(orders, f"ชุดที่ {number}")
            draw_all(orders)
            if number in looks:
                found[number] = memory_of(worker)
    return found


def mix_in_words() -> str:
    counts = {sample.key: MIX.count(sample) for sample in MIX}
    return ", ".join(f"{key} ({count} of {len(MIX)})" for key, count in counts.items())


def memory_table(found) -> str:
    rows = (
        (number, *map(megabytes, (memory.drawing, memory.worker, memory.total))) for number, memory in found.items()
    )
    return table(("documents", "processes that draw MB", "process that asks MB", "together MB"), rows)


def targets(found):
    first, *others = found.values()
    most = max(memory.drawing for memory in found.values())
    growth = others[-1].total / first.total
    yield Target("memory of the processes that draw for a worker", MOST_BYTES / 1e6, most / 1e6, " MB")
    yield Target(f"memory after {LOOKS[-1]} documents as a part of that after {LOOKS[0]}", GROWTH, growth)
