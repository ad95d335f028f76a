"""What is sent in the address has a length that the server takes, so that nobody meets its bare English refusal."""

import re
import shlex
import socket
import subprocess
import sys
import time

import pytest
from django.urls import reverse

from tests.guards.source import ROOT
from tests.makers import make_agency, make_assessment, make_user

LONGEST_SEARCH = f"/?q={'%E0%B8%81' * 200}"
APP = "def app(environ, start):\n    start('200 OK', [('Content-Length', '0')])\n    return [b'']\n"


@pytest.fixture
def administrator(client):
    client.force_login(make_user(administrator=True))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/oversight/changes/", "/agencies/own/changes/", "/oversight/people/", "/reviews/"])
def test_search_takes_as_much_as_the_server_does(administrator, path):
    make_agency("own")

    [box] = re.findall(r'<input[^>]* name="q"[^>]*>', administrator.get(path).text)

    assert 'maxlength="200"' in box


@pytest.mark.django_db
def test_what_if_takes_scores_of_ten_characters(client):
    year = make_assessment(scores={"9": 95}).agency_year
    client.force_login(make_user(officer_of=year.agency))

    page = client.get(reverse("assessments:what-if", args=[year.agency.code, year.fiscal_year]))

    assert re.findall(r'name="score\d"[^>]* maxlength="(\d+)"', page.text) == ["10"] * 5


def options(line):
    """Of gunicorn as this line starts it, but for where it listens and how it logs."""
    words = shlex.split(line.replace("`", " "))
    return [pair for name in ("--threads", "--limit-request-line") for pair in (name, words[words.index(name) + 1])]


def line_of(path):
    return next(line for line in (ROOT / path).read_text().splitlines() if "gunicorn ita_portal.wsgi" in line)


@pytest.mark.parametrize("path", ["script/run", "README.md"])
def test_server_takes_searches_far_longer_than_the_longest(tmp_path, path):
    (tmp_path / "answering.py").write_text(APP)
    command = [sys.executable, "-m", "gunicorn", "answering:app", "--bind", f"unix:{tmp_path}/s", "--no-control-socket"]
    started = subprocess.Popen([*command, *options(line_of(path))], cwd=tmp_path, stderr=subprocess.DEVNULL)

    try:
        answer = ask(tmp_path / "s", LONGEST_SEARCH * 4)
    finally:
        started.terminate()
        started.wait()

    assert answer.startswith("HTTP/1.1 200 OK")


def ask(path, address):
    """The answer's start, from a server that may still be starting."""
    for _ in range(100):
        with socket.socket(socket.AF_UNIX) as plug:
            try:
                plug.connect(str(path))
            except (FileNotFoundError, ConnectionRefusedError):
                time.sleep(0.1)
                continue
            plug.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            return plug.recv(200).decode()
    raise TimeoutError(path)
