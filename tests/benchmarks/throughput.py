"""How much more two workers draw than one."""

import os
from pathlib import Path

from tests.benchmarks.report import Chapter, Target, table
from tests.benchmarks.samples import ELEVEN, stored
from tests.benchmarks.workers import Order, draw_all, rename, running_workers

DOCUMENTS, LEAST = 40, 1.7
METHOD = """
{documents} documents of 11 pages with a contents page, each another one, as jobs for one and for two
`manage.py run_worker` on {cores} cores. The clock runs from the end of the {warming}th job, when every worker has
started and warmed up, to the end of the last."""
WARMING = 4


def chapter(folder: Path, documents=DOCUMENTS) -> Chapter:
    years = (stored(ELEVEN, folder, f"bench-many-{number}") for number in range(documents + WARMING))
    orders, cores = [Order(year, ELEVEN.kind) for year in years], len(os.sched_getaffinity(0))
    rates = {count: documents_a_minute(orders, count) for count in (1, 2)}
    ratio = rates[2] / rates[1]
    text = METHOD.format(documents=documents, cores=cores, warming=WARMING)
    name = "documents that two workers draw as a multiple of one"
    targets = (Target(name, LEAST, ratio, " ×", at_least=True),) if cores > 1 and documents == DOCUMENTS else ()
    return Chapter("One worker and two", (text, rate_table(rates, ratio)), targets)


def documents_a_minute(orders, workers) -> float:
    rename(orders, f"รอบที่ {workers}")
    with running_workers(workers):
        ends = [job.ended_at for job in draw_all(orders)]
    counted = ends[WARMING - 1 :]
    return 60 * (len(counted) - 1) / (counted[-1] - counted[0]).total_seconds()


def rate_table(rates, ratio) -> str:
    rows = [(count, f"{rate:.1f}", f"{rate / rates[1]:.2f}") for count, rate in rates.items()]
    return table(("workers", "documents a minute", "as a multiple of one"), rows)
