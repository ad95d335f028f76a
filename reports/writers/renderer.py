"""PDFs made in children of a warm process, with a ceiling on time and memory: a page that is too much fails alone.

The child that drew a document stays for the next change of it and lays out again only what changed. The warm process
and its children are reports.writers.warm.
"""

import atexit
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from reports.writers.limits import KEPT_ENVIRONMENT, OUT_OF_BOUNDS, Limits, RenderFailed, RenderTooLarge
from reports.writers.sections import Printed

LOGGER = logging.getLogger("reports.pdf")
ROOT = Path(__file__).resolve().parents[2]
FORK, WAIT = b"f", b"w"
TICK_SECONDS = 0.5
USUAL = Limits()


class Renderer:
    """Draws one document at a time; several threads wait for each other."""

    def __init__(self, limits: Limits = USUAL):
        self.limits, self.lock = limits, threading.Lock()
        self.warm = self.child = None

    def draw(self, printed: Printed, pictures=None, *, about: str = "", while_waiting=lambda: None) -> bytes:
        """Like write_pdf. `about` names the document, whatever its present content is; "" where no other follows.

        Raises RenderFailed, or its kind RenderTooLarge. What `while_waiting` raises, called every half second, ends the
        work.
        """
        with self.lock:
            try:
                answer = self._ask(about, (printed, dict(pictures or {})), while_waiting)
            except BaseException:
                self._end_child()
                raise
        for line in answer.log:
            LOGGER.warning("%s: %s", printed.title, line)
        if answer.trouble:
            LOGGER.error("%s: %s", printed.title, answer.trouble)
            raise RenderFailed
        return answer.pdf

    def warm_up(self):
        """Begins to, without waiting for it."""
        with self.lock:
            self._start_warm()

    def close(self):
        """Ends the warm process and its child, whatever they are doing."""
        with self.lock:
            self._end_child()
            if self.warm:
                self.warm.end()
            self.warm = None

    def _ask(self, about, request, while_waiting):
        if not (about and self.child and self.child.about == about and self.child.takes(request)):
            self._start_child(about)
            self.child.channel.send(request)
        return self._answer(while_waiting)

    def _answer(self, while_waiting):
        waited = 0.0
        while not self.child.channel.poll(TICK_SECONDS):
            waited += TICK_SECONDS
            if waited >= self.limits.wall_seconds:
                raise RenderTooLarge
            while_waiting()
        try:
            return self.child.channel.recv()
        except (EOFError, OSError):
            raise self._reason_of_death() from None

    def _reason_of_death(self):
        code = self.warm.exit_code()
        LOGGER.error("the process that drew ended with %s", code)
        self.child = None
        return RenderTooLarge() if code in OUT_OF_BOUNDS else RenderFailed()

    def _start_child(self, about):
        self._end_child()
        self._start_warm()
        self.child = Child(about, *self.warm.fork())
        self.child.channel.send(self.limits)

    def _start_warm(self):
        if self.warm and self.warm.process.poll() is not None:
            self.warm.end()
            self.warm = None
        if self.warm is None:
            self.warm = WarmProcess()
            atexit.register(self.close)

    def _end_child(self):
        if self.child:
            self.child.channel.close()
            self.warm.kill(self.child.number)
        self.child = None


class Child:
    def __init__(self, about, number, channel: Connection):
        self.about, self.number, self.channel = about, number, channel

    def takes(self, request) -> bool:
        """It may have gone meanwhile."""
        try:
            self.channel.send(request)
        except OSError:
            return False
        return True


class WarmProcess:
    """Our end of reports.writers.warm."""

    def __init__(self):
        self.control, theirs = socket.socketpair()
        self.replies = self.control.makefile("rb")
        environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        command = [sys.executable, "-O", "-m", "reports.writers.warm", str(theirs.fileno())]
        self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=ROOT, env=environment)
        theirs.close()

    def fork(self) -> tuple[int, Connection]:
        """The number of a new child and the channel to it. Raises RenderFailed when the warm process is gone."""
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self.control, [FORK], [theirs.fileno()])
            number = self._reply()
        finally:
            theirs.close()
        return number, Connection(ours.detach())

    def kill(self, child: int):
        """Without waiting for its end. Its number is not given anew before the warm process has seen the end of it."""
        if self.process.poll() is None:
            os.kill(child, signal.SIGKILL)

    def exit_code(self) -> int | None:
        """Of the last child, once it has ended; None when the warm process went too."""
        try:
            self.control.sendall(WAIT)
            return self._reply()
        except (OSError, RenderFailed):
            return None

    def end(self):
        self.replies.close()
        self.control.close()
        self.process.wait()

    def _reply(self) -> int:
        line = self.replies.readline()
        if not line:
            LOGGER.error("the warm process ended with %s", self.process.wait())
            raise RenderFailed
        return int(line)
