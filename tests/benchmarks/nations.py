"""Portals with invented nations as the benchmark sees them: started, filled, asked for pages, ended."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
SERVER = "POSTGRES_URL"  # script/bench says where it started one
PROCESS = (sys.executable, "-m", "tests.benchmarks.nation_process")
ROOT = Path(__file__).resolve().parents[2]


class PortalEnded(Exception):
    """The process of a portal ended: what it said stands above."""


@dataclass(frozen=True)
class Nation:
    """A running portal; `size` is the number of its agencies."""

    size: int
    process: subprocess.Popen

    def ask(self, do, **values) -> dict:
        print(json.dumps({"do": do, **values}), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise PortalEnded(f"{self.size} agencies: {do} {values}")
        return json.loads(line)


@contextmanager
def running_nation(size: int, database: str, folder: Path) -> Iterator[Nation]:
    """An empty portal with a database and a media folder of its own."""
    own = folder / f"{database}-{size}"
    own.mkdir()
    places = {"DATABASE_URL": database_url(database, own), "DATA_DIR": str(own), "MEDIA_ROOT": str(own / "media")}
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen(PROCESS, cwd=ROOT, env=os.environ | places, text=True, **streams)
    try:
        yield Nation(size, process)
    finally:
        process.terminate()
        process.wait()


def database_url(database, own):
    """A new database on the server of script/postgres, named like the folder; or a file in it."""
    if database == SQLITE:
        return f"sqlite:///{own}/portal.sqlite3"
    name = own.name.lower().replace("-", "_")
    with closing(connection_to_server()) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    return f"{os.environ[SERVER].rpartition('/')[0]}/{name}"


def connection_to_server():
    connection = psycopg2.connect(os.environ[SERVER])
    connection.autocommit = True  # a database is not made in a transaction
    return connection


def version_of_database(database) -> str:
    if database == SQLITE:
        return f"{SQLITE} {sqlite3.sqlite_version}"
    with closing(connection_to_server()) as connection:
        return f"{POSTGRESQL} {connection.info.server_version // 10_000}"
