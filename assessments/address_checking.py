"""Opens addresses of the web as a visitor would, and says what came of it. Touches no database.

Somebody types these addresses and the portal's machine opens them: they must not lead it to anything that only this
machine can reach. So a name is resolved once, each number is looked at, and the connection goes to that very number:
a name server that answers differently the next time changes nothing. Each redirect is looked at anew.
"""

import io
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException, HTTPResponse

from assessments import address_outcomes as outcomes
from assessments.address_outcomes import MOST_REDIRECTS, WHOLE_SECONDS
from assessments.web_addresses import LONGEST, USUAL_PORTS, BadAddress, WebAddress, followed, is_public, read_address

CONNECT_SECONDS = 5  # for one connection
MOST_BYTES = 64 * 1024  # of the page: enough to see that it comes
MOST_NUMBERS = 4  # of one name, tried one after the other
REDIRECTS = (301, 302, 303, 307, 308)


def resolved(host: str, port: int) -> list[str]:
    """The numbers of a name. Raises OSError. How long it waits for a name server is the system's to say, not ours."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(place[0] for *_, place in found))


@cache
def usual_tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True)
class Rules:
    """What may be asked, and how long one waits. Only tests give others than those below, as an argument."""

    ports: frozenset[int] = USUAL_PORTS
    resolve: Callable[[str, int], list[str]] = resolved
    may_reach: Callable[[str], bool] = is_public
    tls: Callable[[], ssl.SSLContext] = usual_tls
    connect_seconds: float = CONNECT_SECONDS
    whole_seconds: float = WHOLE_SECONDS


USUAL = Rules()


@dataclass(frozen=True)
class Found:
    """`status` is that of the last answer, None without one; `final_url` is where redirects led, "" without any."""

    outcome: str
    status: int | None
    final_url: str
    milliseconds: int


class Stopped(Exception):
    """The check ends here with this outcome."""

    def __init__(self, outcome):
        super().__init__(outcome)
        self.outcome = outcome


class Deadline:
    def __init__(self, seconds):
        self.started = time.monotonic()
        self.ends = self.started + seconds

    def remaining(self) -> float:
        """Seconds, more than 0. Raises TimeoutError."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    @property
    def milliseconds(self) -> int:
        return round((time.monotonic() - self.started) * 1000)


class Incoming(io.RawIOBase):
    """What comes from a connection. A server that sends a byte now and then does not hold us beyond the deadline."""

    def __init__(self, connection, deadline):
        self._connection, self._deadline = connection, deadline

    def readable(self):
        return True

    def readinto(self, buffer):
        self._connection.settimeout(self._deadline.remaining())
        return self._connection.recv_into(buffer)

    def makefile(self, mode):
        """As http.client asks a socket."""
        return io.BufferedReader(self)


def check_address(url: str, *, user_agent: str, rules: Rules = USUAL) -> Found:
    """Never raises for what a server does or a person typed.

    Takes a little over `rules.whole_seconds` at most, and besides what the name server takes for each host asked for.
    """
    visit = Visit(url, user_agent, rules)
    try:
        outcome = visit.outcome()
    except Stopped as stop:
        outcome = stop.outcome
    return Found(outcome, visit.status, visit.led_to, visit.deadline.milliseconds)


class Visit:
    """One address and where it leads: `led_to` is the url of the last redirect, `status` that of the last answer."""

    def __init__(self, url, user_agent, rules):
        self.url, self.user_agent, self.rules = url, user_agent, rules
        self.led_to, self.status = "", None
        self.deadline = Deadline(rules.whole_seconds)

    def outcome(self) -> str:
        address = self._read(outcomes.BLOCKED, read_address, self.url)
        location = self._ask(address)
        for _ in range(MOST_REDIRECTS):
            if location is None:
                break
            address = self._read(outcomes.FORBIDDEN, followed, address, location)
            self.led_to = address.url[:LONGEST]
            location = self._ask(address)
        return outcomes.outcome_of_status(self.status) if location is None else outcomes.TOO_MANY_REDIRECTS

    def _read(self, otherwise, read, *arguments) -> WebAddress:
        """A visitor's browser may follow where we do not: to another port, or to an address that is too long for us."""
        try:
            return read(*arguments, self.rules.ports)
        except BadAddress:
            raise Stopped(otherwise) from None

    def _ask(self, address) -> str | None:
        """Asks for one page; where it leads on, None when it does not."""
        self.status = None
        with self._connection(address) as connection:
            try:
                return self._answer(connection, address)
            except TimeoutError:
                raise Stopped(outcomes.TIMEOUT) from None
            except (HTTPException, OSError, ValueError):
                raise Stopped(outcomes.BAD_ANSWER) from None

    def _answer(self, connection, address):
        connection.settimeout(self.deadline.remaining())
        connection.sendall(self._request(address))
        response = HTTPResponse(Incoming(connection, self.deadline), method="GET")
        try:
            response.begin()
            self.status = response.status
            location = response.getheader("Location")
            if response.status in REDIRECTS and location:
                return location
            response.read(MOST_BYTES)
        finally:
            response.close()

    def _request(self, address) -> bytes:
        lines = [
            f"GET {address.target} HTTP/1.1",
            f"Host: {address.host_line}",
            f"User-Agent: {self.user_agent}",
            "Accept: text/html,*/*;q=0.8",
            "Accept-Language: th,en;q=0.5",
            "Accept-Encoding: identity",
            "Connection: close",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

    def _connection(self, address) -> socket.socket:
        connection = self._connect(self._numbers(address), address.port)
        if address.scheme == "http":
            return connection
        try:
            connection.settimeout(self.deadline.remaining())
            return self.rules.tls().wrap_socket(connection, server_hostname=address.host)
        except Exception as error:
            connection.close()
            raise Stopped(outcome_of_tls(error)) from None

    def _numbers(self, address):
        """Those that everybody can reach; the connection goes to one of these and nowhere else."""
        try:
            numbers = self.rules.resolve(address.host, address.port)
        except (OSError, UnicodeError):
            raise Stopped(outcomes.NO_SUCH_HOST) from None
        allowed = [number for number in numbers if self.rules.may_reach(number)]
        if not allowed:
            raise Stopped(outcomes.BLOCKED)
        return allowed[:MOST_NUMBERS]

    def _connect(self, numbers, port):
        outcome = outcomes.REFUSED
        for number in numbers:
            try:
                seconds = min(self.rules.connect_seconds, self.deadline.remaining())
                return socket.create_connection((number, port), timeout=seconds)
            except TimeoutError:
                outcome = outcomes.TIMEOUT
            except OSError:
                outcome = outcomes.REFUSED
        raise Stopped(outcome)


def outcome_of_tls(error) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return outcomes.BAD_CERTIFICATE
    return outcomes.TIMEOUT if isinstance(error, TimeoutError) else outcomes.REFUSED
