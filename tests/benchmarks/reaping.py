"""Runs a command and prints what it cost, as JSON: python -m tests.benchmarks.reaping time|memory COMMAND …

Browser and office start helpers that nobody waits for; their processor time would be lost. They are handed to this
process, which waits for all of them. Time and memory are two runs, because looking at memory costs time.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

from tests.benchmarks.measuring import Peak

PR_SET_CHILD_SUBREAPER = 36


def main(what, *command):
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    print(json.dumps({"time": time_of, "memory": memory_of}[what](command)))


def time_of(command) -> dict[str, float]:
    """Seconds; `wall` until the command itself has ended."""
    start = time.perf_counter()
    run(command)
    wall = time.perf_counter() - start
    reap_the_rest()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime}


def memory_of(command) -> int:
    """Bytes, at the worst moment."""
    with Peak(os.getpid(), with_root=False) as peak:
        run(command)
    return peak.bytes


def run(command):
    """Raises CalledProcessError."""
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def reap_the_rest():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
