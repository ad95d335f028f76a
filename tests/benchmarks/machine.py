"""What the figures were taken with."""

import os
import platform
import re
import subprocess
import sys
import sysconfig
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.rivals import CHROMIUM, LIBREOFFICE


def facts(*programs: str) -> str:
    """One paragraph; `programs` are names with their numbers."""
    cores = len(os.sched_getaffinity(0))
    machine = f"{processor()}, {cores} cores, {memory_gigabytes():.1f} GB, {platform.system()} {platform.release()}"
    return (
        f"Taken on {date.today()} on {machine}; Python {platform.python_version()} ({build()}), {', '.join(programs)}. "
        f"Load before the run: {os.getloadavg()[0]:.2f}."
    )


def drawing_programs() -> tuple[str, ...]:
    return f"WeasyPrint {version('weasyprint')}", version_of(CHROMIUM), version_of(LIBREOFFICE)


def build() -> str:
    """Python built without it is slower by a sixth. Debian builds with it and does not say so in its options."""
    if sys.base_prefix == "/usr":
        return "the distribution's"
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    return f"built {'with' if '--enable-optimizations' in options else 'without'} profile-guided optimisation"


def processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def version_of(program) -> str:
    """Name and number, without what was built where."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2])
