"""A PDF made in a process of its own, with a ceiling on time and memory: a page that is too much fails alone.

A new process and not a fork: the web server has threads, and a fork of those can hang. Started with `python -m`, this
module is also the child. It loads WeasyPrint only there.
"""

import logging
import os
import pickle
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOGGER = logging.getLogger("reports.pdf")
ROOT = Path(__file__).resolve().parents[2]
OUT_OF_BOUNDS = 3
# The child needs to find its fonts and libraries, and none of our secrets.
KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
# Others wait their turn: each child may take a core and 1.5 GB.
SLOTS = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Limits:
    """The slowest honest document measured, 41 pages, took 2 s and 120 MB."""

    cpu_seconds: int = 20
    wall_seconds: int = 30
    # Over what Python and WeasyPrint have taken before the work begins.
    memory_bytes: int = 1_500_000_000


class RenderFailed(Exception):
    """No PDF came out. The message is for the user."""

    message = "สร้างไฟล์ PDF ไม่สำเร็จ โปรดลองอีกครั้ง หากยังไม่สำเร็จให้แจ้งผู้ดูแลระบบ"

    def __init__(self):
        super().__init__(self.message)


class RenderTooLarge(RenderFailed):
    message = "เอกสารนี้ใหญ่หรือซับซ้อนเกินกว่าจะสร้างเป็น PDF ได้ โปรดลดข้อความหรือรูปภาพ แล้วลองอีกครั้ง"


def render_pdf_limited(
    html: str, *, title: str, pictures: Mapping[str, bytes | Path] | None = None, limits: Limits = Limits()
) -> bytes:
    """Like write_pdf. Raises RenderFailed, or its kind RenderTooLarge."""
    page = {"html": html, "title": title, "pictures": dict(pictures or {})}
    with SLOTS:
        child = run_child(pickle.dumps((limits, page)), limits.wall_seconds)
    if child.stderr:
        LOGGER.warning("%s: %s", title, child.stderr.decode(errors="replace")[-4000:])
    # A negative code is a signal: out of CPU time, or a library that gave up when it got no more memory.
    if child.returncode == OUT_OF_BOUNDS or child.returncode < 0:
        raise RenderTooLarge
    if child.returncode != 0:
        # Python may have too little memory left even to report that through its exit code.
        raise RenderTooLarge if b"MemoryError" in child.stderr else RenderFailed
    return child.stdout


def run_child(job: bytes, wall_seconds: int) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "reports.writers.limited"]
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    try:
        return subprocess.run(
            command, input=job, capture_output=True, cwd=ROOT, env=environment, timeout=wall_seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RenderTooLarge from error


def main():
    """The child: job on standard input, PDF on standard output, log on standard error."""
    logging.basicConfig(format="%(message)s")
    from reports.writers.pdf import warm_fonts, write_pdf

    # Pickle is safe here: only our parent process writes to this pipe.
    limits, page = pickle.load(sys.stdin.buffer)
    warm_fonts()
    limit_resources(limits)
    try:
        pdf = write_pdf(**page)
    except (MemoryError, RecursionError):
        # At once: an ordinary exit needs memory too, and would lose the code.
        os._exit(OUT_OF_BOUNDS)
    sys.stdout.buffer.write(pdf)


def limit_resources(limits: Limits):
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    ceiling = pages * resource.getpagesize() + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
