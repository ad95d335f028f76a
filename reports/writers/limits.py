"""Bounds of the processes that read or draw what people gave us, and what is said when one is crossed."""

import resource
import signal
from dataclasses import dataclass
from pathlib import Path

# Such a child needs to find its fonts and libraries, and none of our secrets.
KEPT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
TOO_LARGE = 3  # exit code of a child that ran out of memory or of depth
# Beside that: out of processor time, or a library that gave up when it got no more memory.
OUT_OF_BOUNDS = {TOO_LARGE, -signal.SIGXCPU, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS}


@dataclass(frozen=True)
class Limits:
    """The slowest honest document measured, 41 pages, took 4 s and 200 MB."""

    cpu_seconds: int = 20
    wall_seconds: int = 30
    # Over what Python and its libraries have taken before the work begins.
    memory_bytes: int = 1_500_000_000


class RenderFailed(Exception):
    """No PDF came out. The message is for the user."""

    message = "สร้างไฟล์ PDF ไม่สำเร็จ โปรดลองอีกครั้ง หากยังไม่สำเร็จให้แจ้งผู้ดูแลระบบ"

    def __init__(self):
        super().__init__(self.message)


class RenderTooLarge(RenderFailed):
    message = "เอกสารนี้ใหญ่หรือซับซ้อนเกินกว่าจะสร้างเป็น PDF ได้ โปรดลดข้อความหรือรูปภาพ แล้วลองอีกครั้ง"


def limit_resources(limits: Limits):
    """Of this process, from now on."""
    allow_seconds(limits.cpu_seconds)
    limit_memory(limits.memory_bytes)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: int):
    """So much more processor time than was used until now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, most))


def limit_memory(more_bytes: int):
    """So much more than is taken now. Where there is no /proc (macOS) there is no ceiling."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        ceiling = int(statm.read_text().split()[0]) * resource.getpagesize() + more_bytes
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
