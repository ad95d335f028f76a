"""A database that other processes and threads can open as well, and workers in processes of their own."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, connections

from ita_portal.jobs.models import Job
from tests.jobs.processes import Workers
from tests.jobs.trial import jobs  # noqa: F401 registers the tasks
from tests.jobs.trial.models import Effect


@pytest.fixture(autouse=True)
def _no_broker(settings):
    settings.JOBS_BROKER = ""


@pytest.fixture(scope="session")
def _live_name(django_db_setup, django_db_blocker, tmp_path_factory):
    """The name of a migrated database; on PostgreSQL it is made beside the test database, and dropped at the end."""
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("jobs") / "live.sqlite3")
    else:
        name = f"{connection.settings_dict['NAME']}_jobs"
    with django_db_blocker.unblock():
        on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        with connected_to(name):
            call_command("migrate", verbosity=0)
            with connection.schema_editor() as editor:
                editor.create_model(Effect)
        yield name
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(*statements):
    """Outside any database of ours; SQLite makes a file's database by opening it."""
    if connection.vendor == "sqlite":
        return
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def connected_to(name):
    """Let the default connection of every thread lead to another database for a while."""
    usual, usual_name = connections["default"], connections.settings["default"]["NAME"]
    connections.settings["default"]["NAME"] = name
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual
        connections.settings["default"]["NAME"] = usual_name


@pytest.fixture
def live_database(_live_name, django_db_blocker):
    """The default connection leads to it; it is empty at the beginning of each test."""
    with django_db_blocker.unblock(), connected_to(_live_name):
        Job.objects.all().delete()
        Effect.objects.all().delete()
        yield _live_name


@pytest.fixture
def workers(live_database, tmp_path):
    with Workers(tmp_path) as started:
        yield started
