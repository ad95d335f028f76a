"""Many addresses at once: several hosts beside each other, each host asked one thing at a time. Touches no database."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from assessments.address_checking import Found

HOSTS_AT_ONCE = 8
PAUSE = 0.2  # seconds between two questions to one host
SECONDS_BETWEEN_TICKS = 0.5


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
    urls: Iterable[str], check: Callable[[str], Found], *, tick=lambda: None, pause=PAUSE
) -> Iterator[tuple[str, Found]]:
    """(url, what was found) as it is known. The threads only use the network; what is yielded is the caller's thread's.

    `tick` is called now and then while nothing is known yet. When it raises, or the caller stops, nothing new is asked
    and what is on its way is waited for, a quarter of a minute at most.
    """
    groups, found, stop = by_host(urls), queue.SimpleQueue(), threading.Event()
    with ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="addresses") as threads:
        try:
            for group in groups:
                threads.submit(_ask_host, group, check, found, stop, pause)
            for _ in range(sum(map(len, groups))):
                yield _next(found, tick)
        finally:
            stop.set()
            threads.shutdown(cancel_futures=True)


def _ask_host(urls, check, found, stop, pause):
    for url in urls:
        if stop.is_set():
            return
        try:
            found.put((url, check(url)))
        except Exception as error:  # of our own making: the caller must hear of it
            found.put((url, error))
        stop.wait(pause)


def _next(found, tick):
    while True:
        try:
            url, answer = found.get(timeout=SECONDS_BETWEEN_TICKS)
        except queue.Empty:
            tick()
            continue
        if isinstance(answer, Exception):
            raise answer
        return url, answer
