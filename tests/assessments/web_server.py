"""A web server of this machine that answers as those on the internet do; only an argument lets a check reach it."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assessments.address_checking import Rules, check_address

AGENT = "ITA-portal-link-check/1.0 (+https://portal.example.org)"


class Handler(BaseHTTPRequestHandler):
    """/status/404 answers 404; /to?<address> leads there; the others are methods."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, time.monotonic(), dict(self.headers)))
        path, _, rest = self.path.partition("?")
        name, _, number = path.strip("/").partition("/")
        getattr(self, f"say_{name}", self.say_ok)(number, rest)

    def say_ok(self, number="", rest="", body=b"<h1>OK</h1>"):
        self.start(200, {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def say_status(self, number, rest):
        self.start(int(number), {"Content-Length": "0"})

    def say_to(self, number, rest):
        self.start(302, {"Location": rest, "Content-Length": "0"})

    def say_thai(self, number, rest):
        """As servers write it: UTF-8, with a space."""
        self.say_to("", "/ข ก".encode().decode("latin-1"))

    def say_hops(self, number, rest):
        """Leads on so many times."""
        self.say_to("", f"/hops/{int(number) - 1}") if int(number) else self.say_ok()

    def say_huge(self, number, rest):
        """A gigabyte, until nobody listens any more; counts what went out."""
        self.start(200, {"Content-Length": str(2**30)})
        for _ in range(2**14):
            self.wfile.write(b"x" * 2**16)
            self.server.sent += 2**16

    def say_slow(self, number, rest):
        self.server.closing.wait(5)

    def say_drip(self, number, rest):
        """A byte of the header now and then, for ever."""
        while not self.server.closing.wait(0.05):
            self.wfile.write(b"x")

    def say_garbage(self, number, rest):
        self.wfile.write(b"220 mail.example.org ESMTP\r\n")

    def start(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.sent, self.closing = [], 0, threading.Event()

    def handle_error(self, request, client_address):
        """Who was served went away: that is what is tried here."""

    @property
    def port(self):
        return self.server_address[1]

    @property
    def paths(self):
        return [path for path, *_ in self.asked]

    def url(self, path, host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def rules(self, **values):
        """This machine's own number may be reached, at this server's port."""
        usual = {"ports": frozenset({self.port}), "may_reach": lambda number: number == "127.0.0.1"}
        return Rules(**usual | {"resolve": lambda host, port: [host], "whole_seconds": 2} | values)

    def check(self, path, **rules):
        url = path if path.startswith("http") else self.url(path)
        return check_address(url, user_agent=AGENT, rules=self.rules(**rules))


@contextmanager
def serving(tls=None):
    """`tls` is the server's own context, for https."""
    with Server() as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()
