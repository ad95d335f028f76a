"""How much more two workers draw than one."""

import os
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import measured
from tests.benchmarks.report import Chapter, Target, table
from tests.benchmarks.samples import ELEVEN, stored
from tests.benchmarks.workers import Order, draw_all, rename, running_workers

DOCUMENTS, LEAST = 40, 1.7
METHOD = """
{documents} documents of 11 pages with a contents page, each another one, as jobs for one and for two
`manage.py run_worker` on {cores} cores. The clock runs from the end of the {warming}th job, when every worker has
started and warmed up, to the end of the last. Where the CPU for a document stays the same and the pace does not double,
something else was using the cores."""
WARMING = 4


@dataclass(frozen=True)
class Pace:
    """`cpu`: seconds of all processors for a document, the start of the workers included."""

    documents_a_minute: float
    cpu: float


def chapter(folder: Path, documents=DOCUMENTS) -> Chapter:
    years = (stored(ELEVEN, folder, f"bench-many-{number}") for number in range(documents + WARMING))
    orders, cores = [Order(year, ELEVEN.kind) for year in years], len(os.sched_getaffinity(0))
    paces = {count: pace_of(orders, count) for count in (1, 2)}
    text = METHOD.format(documents=documents, cores=cores, warming=WARMING)
    name, ratio = "documents that two workers draw as a multiple of one", multiple(paces, 2)
    targets = (Target(name, LEAST, ratio, " ×", at_least=True),) if cores > 1 and documents == DOCUMENTS else ()
    return Chapter("One worker and two", (text, pace_table(paces)), targets)


def pace_of(orders, count) -> Pace:
    rename(orders, f"รอบที่ {count}")
    with running_workers(count) as workers:
        numbers = [worker.pid for worker in workers]
        cost, jobs = measured(lambda: draw_all(orders), lambda: numbers)
    ends = [job.ended_at for job in jobs[WARMING - 1 :]]
    return Pace(60 * (len(ends) - 1) / (ends[-1] - ends[0]).total_seconds(), cost.cpu / len(jobs))


def multiple(paces, count) -> float:
    return paces[count].documents_a_minute / paces[1].documents_a_minute


def pace_table(paces) -> str:
    rows = (
        (count, f"{pace.documents_a_minute:.1f}", f"{multiple(paces, count):.2f}", f"{pace.cpu:.2f}")
        for count, pace in paces.items()
    )
    return table(("workers", "documents a minute", "as a multiple of one", "CPU s a document"), rows)
