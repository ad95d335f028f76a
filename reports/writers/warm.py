"""The process that PDFs are drawn from: it loads WeasyPrint, fonts and style sheets once and forks a child a document.

Started by reports.writers.renderer as `python -m reports.writers.warm FD`, without our secrets. On the socket FD a byte
asks for something: FORK, with the socket of the new child, is answered by its number; WAIT by the exit code of the
child. It ends when the socket closes. It has no threads, so that forking it is safe.
"""

import gc
import logging
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from select import select

from reports.writers.array_types import read_types
from reports.writers.limits import TOO_LARGE, allow_seconds, limit_resources
from reports.writers.pdf import write_pdf
from reports.writers.sections import Printed, Section

FORK, WAIT = b"f", b"w"
# A child that nobody asks again gives its memory back.
KEPT_SECONDS = 120
QUIET_SECONDS, DRAWINGS_BETWEEN = 0.5, 4
# Something of everything that documents are made of: what is drawn here once is ready in every child.
SAMPLE = Path(__file__).with_name("warm_sample.html").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Answer:
    """What a child says: a PDF, or why there is none; and what it would have logged."""

    pdf: bytes = b""
    trouble: str = ""
    log: tuple[str, ...] = ()


def main(control: socket.socket):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who pressed Ctrl-C ends the worker, and with it the socket
    warm_up()
    child, reading = 0, read_types()
    while True:
        read_until_asked(reading, control)
        asked, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if asked == FORK:
            reap()
            child = fork(control, sockets[0])
            control.sendall(b"%d\n" % child)
        elif asked == WAIT:
            control.sendall(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        else:
            return


def read_until_asked(reading, control):
    for _ in reading:
        if select([control], [], [], 0)[0]:
            return


def reap():
    """Children that were ended are not waited for: the next document would wait too."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def warm_up():
    sections = tuple(Section(SAMPLE.replace("PAGE", page)) for page in ("portrait", "landscape"))
    for numerals in ("thai", "arabic"):
        write_pdf(Printed("ก", sections, numerals, "ก"))
    # Memory that no collection touches stays shared with the children.
    gc.collect()
    gc.freeze()


def fork(control, channel) -> int:
    child = os.fork()
    if child:
        os.close(channel)
        return child
    try:
        control.close()
        serve(Connection(channel))
        os._exit(0)
    except MemoryError:  # on the way in or out, as in the drawing itself
        os._exit(TOO_LARGE)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def serve(channel: Connection):
    """The child: draws a document, and the changes of it, until nobody asks any more."""
    lines = gathered_log()
    gc.disable()  # saves a tenth of the time
    limits, kept = channel.recv(), {}
    limit_resources(limits)
    for drawn in count(1):
        if not is_asked_again(channel, drawn):
            return
        try:
            request = channel.recv()
        except (EOFError, OSError):
            return
        allow_seconds(limits.cpu_seconds)
        answer(channel, request, kept, lines)


def is_asked_again(channel, drawn) -> bool:
    """Waits for it. Garbage is collected while nobody else does, or else after so many drawings."""
    if drawn % DRAWINGS_BETWEEN and channel.poll(QUIET_SECONDS):
        return True
    gc.collect()
    return channel.poll(KEPT_SECONDS)


def answer(channel, request, kept, lines):
    try:
        channel.send(Answer(pdf=write_pdf(*request, kept), log=tuple(lines)))
        lines.clear()
    except (MemoryError, RecursionError, SystemError):  # the last is Python without memory to say so
        # At once: an ordinary exit, or an answer, needs memory too.
        os._exit(TOO_LARGE)
    except Exception:
        channel.send(Answer(trouble=traceback.format_exc(), log=tuple(lines)))
        os._exit(0)


def gathered_log() -> list[str]:
    """The list that the log of this process goes to, line by line."""
    lines, logger = [], logging.getLogger("reports.pdf")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())
    logger.handlers, logger.propagate = [handler], False
    return lines


if __name__ == "__main__":
    # Under its own name, so that what goes through the sockets is the same class on both sides.
    from reports.writers import warm

    warm.main(socket.socket(fileno=int(sys.argv[1])))
