"""Many addresses at once: several hosts beside each other, each host asked one thing at a time. Touches no database."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from assessments.address_checking import Found
from assessments.address_outcomes import NO_SUCH_HOST, TIMEOUT

HOSTS_AT_ONCE = 8
PAUSE = 0.2  # seconds between two questions to one host
SECONDS_BETWEEN_TICKS = 0.5
SILENT = (TIMEOUT, NO_SUCH_HOST)
TRIES = 2  # silent answers in a row after which a host is left alone


def by_host(urls: Iterable[str]) -> list[list[str]]:
    """Addresses of one host together, each address once, in the order in which they came."""
    groups = {}
    for url in dict.fromkeys(urls):
        groups.setdefault(host_of(url), []).append(url)
    return list(groups.values())


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def check_all(
    urls: Iterable[str], check: Callable[[str], Found], *, tick=lambda: None, pause=PAUSE, seconds=float("inf")
) -> Iterator[tuple[str, Found]]:
    """(url, what was found) as it is known. The threads only use the network; what is yielded is the caller's thread's.

    After `seconds` nothing new is asked; what is on its way is still told. `tick` is called now and then while nothing
    is known yet. When it raises, or the caller stops, what is on its way is waited for, and not told. One check has its
    own limit of time; only a name server may take longer.
    """
    groups, found, stop = by_host(urls), queue.SimpleQueue(), threading.Event()
    with ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="addresses") as threads:
        try:
            asking = [threads.submit(_ask_host, group, check, found, stop, pause) for group in groups]
            yield from _known(asking, found, tick, stop, time.monotonic() + seconds)
        finally:
            stop.set()
            threads.shutdown(cancel_futures=True)


def _ask_host(urls, check, found, stop, pause):
    """A host that is silent so often in a row is not asked for the rest, of which the same is found in no time."""
    silent, last = 0, None
    for number, url in enumerate(urls):
        if number and silent < TRIES:
            stop.wait(pause)
        if stop.is_set():
            return
        last = _unasked(last) if silent == TRIES else _asked(check, url)
        found.put((url, last))
        silent = min(silent + 1, TRIES) if _is_silent(last) else 0


def _asked(check, url):
    try:
        return check(url)
    except Exception as error:  # of our own making: the caller must hear of it
        return error


def _unasked(last):
    return Found(last.outcome, None, "", 0)


def _is_silent(answer):
    return isinstance(answer, Found) and answer.outcome in SILENT


def _known(asking, found, tick, stop, until):
    """What the threads put into `found`, until they are done."""
    while not all(each.done() for each in asking) or not found.empty():
        if time.monotonic() >= until:
            stop.set()
        try:
            url, answer = found.get(timeout=SECONDS_BETWEEN_TICKS)
        except queue.Empty:
            tick()
            continue
        if isinstance(answer, Exception):
            raise answer
        yield url, answer
