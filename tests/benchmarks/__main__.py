"""script/bench NAME …: a portal of its own in a scratch folder, then the main function of tests/benchmarks/NAME.py."""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command


def main(name, *arguments):
    """The modules of a benchmark import models, so that they are imported when Django stands."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # workers and folder go with it
    with TemporaryDirectory(prefix="ita-bench-") as folder:
        set_up_portal(Path(folder))
        return import_module(f"tests.benchmarks.{name}").main(arguments, Path(folder))


def set_up_portal(folder):
    """Processes started from here find the same portal."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "ita_portal.settings",
        "SECRET_KEY": "a-key-for-benchmarks-only",
        "DEBUG": "false",
        "PRODUCTION": "false",
        "LOG_LEVEL": "WARNING",
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "DATA_DIR": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
        "JOBS_BROKER": "",
    }
    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
