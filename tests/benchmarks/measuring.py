"""Wall time, processor time and memory of a process and all under it, from the clock and /proc (Linux)."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SECONDS_BETWEEN_SAMPLES = 0.02
KB = 1024


@dataclass(frozen=True)
class Cost:
    """Seconds: by the clock, and of all processors together."""

    wall: float
    cpu: float

    def __add__(self, other):
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


def measured(work: Callable, roots: Callable[[], Iterable[int]]) -> tuple[Cost, Any]:
    """What `work` costs in this process and in the trees under `roots`, which may begin meanwhile; and its result."""
    cpu, start = cpu_of(roots()), time.perf_counter()
    result = work()
    wall = time.perf_counter() - start
    return Cost(wall, cpu_of(roots()) - cpu), result


def cpu_of(roots) -> float:
    """Seconds used until now by this process and those trees, the ended and reaped children of the trees included."""
    ticks = sum(sum(fields[11:15]) for root in roots for fields in tree(root).values())
    return time.process_time() + ticks / TICKS_PER_SECOND


def tree(root: int) -> dict[int, list[int]]:
    """Process number → fields of /proc/N/stat from the parent's number on (index 1), of the root and all under it."""
    known, found = stats(), {}
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in known:
            found[number] = known[number]
            waiting += [other for other, fields in known.items() if fields[1] == number]
    return found


def stats() -> dict[int, list[int]]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (text := text_of(entry / "stat")):
            # The name of the program, in brackets, may hold blanks; the state after it is a letter.
            found[int(entry.name)] = [0, *map(int, text[text.rindex(")") + 4 :].split())]
    return found


def pss_of(numbers) -> int:
    """Bytes of memory; what several processes share is parted among them."""
    return sum(pss(number) for number in numbers)


def pss(number) -> int:
    for line in text_of(Path(f"/proc/{number}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * KB
    return 0


def text_of(path) -> str:
    """Empty for a process that has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


class Peak:
    """`bytes`: the most memory that the processes under `root` held together while the block ran."""

    def __init__(self, root: int, *, with_root: bool):
        self.root, self.with_root, self.bytes = root, with_root, 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    def _sample(self):
        while not self.ended.wait(SECONDS_BETWEEN_SAMPLES):
            numbers = [number for number in tree(self.root) if self.with_root or number != self.root]
            self.bytes = max(self.bytes, pss_of(numbers))
