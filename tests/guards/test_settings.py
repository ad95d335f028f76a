"""Production does not start half-protected; the settings are tried in processes of their own."""

import os
import subprocess
import sys

import pytest

from tests.guards.source import ROOT

GOOD_KEY = "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGH"
MAIL = "smtp+tls://portal:secret%21@mail.example:587"


def start(tmp_path, code="import ita_portal.wsgi", **environment):
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DEBUG", "SECRET_KEY", "PRODUCTION", "DATABASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL")
    }
    clean |= {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "DATA_DIR": str(tmp_path), **environment}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=clean, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({}, "SECRET_KEY is not set"),
        ({"PRODUCTION": "true"}, "SECRET_KEY is not set"),
        ({"PRODUCTION": "true", "SECRET_KEY": GOOD_KEY, "DEBUG": "true"}, "does not start with DEBUG"),
        ({"PRODUCTION": "true", "SECRET_KEY": "short"}, "at least 50 characters"),
        ({"SECRET_KEY": "development-only-key-not-for-production"}, "only works with DEBUG=true"),
        ({"PRODUCTION": "true", "SECRET_KEY": GOOD_KEY, "ALLOWED_HOSTS": "*"}, "not '*'"),
        ({"SECRET_KEY": GOOD_KEY, "PUBLIC_URL": "ita.example"}, "PUBLIC_URL is the address"),
        ({"PRODUCTION": "true", "SECRET_KEY": GOOD_KEY}, "needs EMAIL_URL"),
        ({"SECRET_KEY": GOOD_KEY, "EMAIL_URL": "mail.example:25"}, "EMAIL_URL is the address"),
    ],
)
def test_unsafe_settings_refuse_to_start(tmp_path, environment, complaint):
    run = start(tmp_path, **environment)

    assert run.returncode != 0
    assert complaint in run.stderr


def test_production_refuses_demonstration_accounts(tmp_path):
    make = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE']='ita_portal.settings'\n"
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from django.contrib.auth import get_user_model\n"
        "get_user_model().objects.create_user(username='demo', is_demonstration=True)\n"
    )
    assert start(tmp_path, make, SECRET_KEY=GOOD_KEY).returncode == 0

    run = start(tmp_path, PRODUCTION="true", SECRET_KEY=GOOD_KEY, EMAIL_URL=MAIL)

    assert run.returncode != 0
    assert "demonstration accounts" in run.stderr


def test_production_starts_when_all_is_right(tmp_path):
    migrate = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE']='ita_portal.settings'\n"
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
    )
    start(tmp_path, migrate, SECRET_KEY=GOOD_KEY)
    (tmp_path / "static").mkdir(exist_ok=True)

    run = start(tmp_path, PRODUCTION="true", SECRET_KEY=GOOD_KEY, ALLOWED_HOSTS="ita.example", EMAIL_URL=MAIL)

    assert run.stderr == ""
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        ({}, "http://127.0.0.1:8000"),
        (
            {"PRODUCTION": "true", "ALLOWED_HOSTS": ".ita.example,other.example", "EMAIL_URL": MAIL},
            "https://ita.example",
        ),
        ({"PUBLIC_URL": "https://go.example/ita/"}, "https://go.example/ita"),
    ],
)
def test_address_on_published_documents_is_the_one_that_is_set_or_the_first_host(tmp_path, environment, printed):
    run = start(
        tmp_path, "from ita_portal import settings; print(settings.PUBLIC_URL)", SECRET_KEY=GOOD_KEY, **environment
    )

    assert run.stdout.strip() == printed


@pytest.mark.parametrize(
    ("environment", "printed"),
    [
        (
            {"EMAIL_URL": MAIL},
            "smtp.EmailBackend mail.example 587 portal secret! True False ITA สู่มาตรการ <no-reply@127.0.0.1>",
        ),
        (
            {"EMAIL_URL": "smtp+ssl://mail.example:465", "DEFAULT_FROM_EMAIL": "ita@go.example"},
            "smtp.EmailBackend mail.example 465 None None False True ita@go.example",
        ),
    ],
)
def test_mail_server_is_the_one_of_the_environment(tmp_path, environment, printed):
    show = (
        "from ita_portal.settings import *\n"
        "server = (EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL)\n"
        "print(EMAIL_BACKEND.removeprefix('django.core.mail.backends.'), *server, DEFAULT_FROM_EMAIL)\n"
    )

    run = start(tmp_path, show, SECRET_KEY=GOOD_KEY, PYTHONIOENCODING="utf-8", **environment)

    assert run.stdout.strip() == printed


def test_letters_are_files_beside_the_data_without_a_mail_server(tmp_path):
    show = "from ita_portal.settings import *; print(EMAIL_BACKEND, EMAIL_FILE_PATH)"

    run = start(tmp_path, show, SECRET_KEY=GOOD_KEY)

    assert run.stdout.strip() == f"django.core.mail.backends.filebased.EmailBackend {tmp_path}/mail"


def test_psycopg_2_is_the_postgresql_driver():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert is_psycopg3 is False
