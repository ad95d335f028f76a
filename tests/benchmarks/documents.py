"""script/bench documents: what drawing documents costs, against other programs and against the targets.

The whole takes a quarter of an hour on a machine that does nothing else; --quick shows in two minutes that it runs.
"""

import argparse
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reports.writers.renderer import Renderer
from tests.benchmarks import against_rivals, edits, endurance, machine, rows, throughput
from tests.benchmarks.renderers import Subject, subject
from tests.benchmarks.report import markdown, targets_of
from tests.benchmarks.rivals import missing_programs
from tests.benchmarks.samples import BRIEF, FORTY_ONE, SAMPLES, stored

TITLE = "What drawing documents costs"


@dataclass(frozen=True)
class Extent:
    """How often, how many rows, after how many documents memory is looked at, how many documents two workers share."""

    rounds: int = 7
    row_counts: tuple[int, ...] = rows.COUNTS
    looks: tuple[int, ...] = endurance.LOOKS
    shared: int = throughput.DOCUMENTS


QUICK = Extent(rounds=1, row_counts=(10, 20, 50), looks=(10, 20), shared=6)


@dataclass(frozen=True)
class Run:
    folder: Path
    extent: Extent
    renderer: Renderer

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        return {sample.key: subject(sample, self.folder, self.renderer) for sample in SAMPLES}


CHAPTERS = {
    "rivals": lambda run: against_rivals.chapter(
        list(run.subjects.values()), run.renderer, run.folder, run.extent.rounds
    ),
    "edits": lambda run: edits.chapter(run.subjects[FORTY_ONE.key], run.renderer, run.extent.rounds),
    "rows": lambda run: rows.chapter(stored(BRIEF, run.folder, "bench-rows"), run.extent.row_counts, run.extent.rounds),
    "memory": lambda run: endurance.chapter(run.folder, run.extent.looks),
    "workers": lambda run: throughput.chapter(run.folder, run.extent.shared),
}


def main(arguments, folder: Path) -> int:
    """The exit code: 1 when a target is missed."""
    options = options_of(arguments)
    if missing := missing_programs():
        sys.exit(f"Not installed: {', '.join(missing)}")
    facts = machine.facts(*machine.drawing_programs())
    chapters = list(chapters_of(options, folder))
    text = markdown(TITLE, facts, chapters)
    print(text)
    if options.output:
        options.output.write_text(text)
    return 0 if options.no_fail or all(target.is_met for target in targets_of(chapters)) else 1


def options_of(arguments):
    parser = argparse.ArgumentParser(prog="script/bench documents", description=__doc__)
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report there too")
    parser.add_argument("--only", choices=CHAPTERS, action="append", help="leave the other chapters out")
    parser.add_argument("--quick", action="store_true", help="everything once and small: the figures mean little")
    parser.add_argument("--no-fail", action="store_true", help="exit code 0 whatever is measured")
    return parser.parse_args(arguments)


def chapters_of(options, folder):
    with closing(Renderer()) as renderer:
        run = Run(folder, QUICK if options.quick else Extent(), renderer)
        for name in options.only or CHAPTERS:
            print(f"{name} …", file=sys.stderr)
            yield CHAPTERS[name](run)
