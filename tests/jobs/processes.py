"""Real worker processes on the live database, and the ways they die."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

from django.db import connection

from ita_portal.jobs.models import Job
from tests.guards.source import ROOT

LEASE = 2  # seconds


def eventually(condition, seconds=20):
    """What `condition` gives once it gives anything; fails after `seconds`."""
    until = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < until, f"not within {seconds} s"
        time.sleep(0.02)
    return value


def in_state(job, state, attempt=None):
    """A condition for `eventually`: the job as soon as it is there."""

    def look():
        present = Job.objects.get(pk=job.pk)
        return present if present.state == state and attempt in (None, present.attempt) else None

    return look


def database_url():
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    person = quote(values["USER"]) + (f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else "")
    return f"postgres://{person}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


class WorkerProcess:
    """The leader of a process group, so that a whole machine's failure can be played."""

    def __init__(self, command, environment, log):
        self.log_path = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
            )

    @property
    def log(self):
        return self.log_path.read_text()

    def signal(self, number):
        self.process.send_signal(number)

    def kill_group(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def wait(self, seconds=20):
        return self.process.wait(timeout=seconds)


class Workers:
    """Starts workers, and lets none outlive the test."""

    def __init__(self, folder):
        self.folder = folder
        self.started = []

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for worker in self.started:
            if worker.process.poll() is None:
                worker.kill_group()

    def start(self, name, *arguments, **environment):
        """An embedded worker."""
        return self.run(name, "run_worker", "--name", name, *arguments, **environment)

    def run(self, name, *arguments, **environment):
        """Any command of manage.py."""
        return self._start(name, [sys.executable, "manage.py", *arguments], environment)

    def start_celery(self, name, *arguments, **environment):
        quiet = ["--without-gossip", "--without-mingle", "--hostname", f"{name}@localhost"]
        command = [sys.executable, "-m", "celery", "-A", "ita_portal.jobs.celery", "worker", *quiet, *arguments]
        return self._start(name, command, environment)

    def _start(self, name, command, environment):
        clean = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.jobs.trial_settings",
            "SECRET_KEY": "a-key-for-the-tests-only",
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(self.folder),
            "JOBS_LEASE_SECONDS": str(LEASE),
            "JOBS_RETRY_DELAYS": "0",
            "PYTHONUNBUFFERED": "1",
            **environment,
        }
        worker = WorkerProcess(command, clean, self.folder / f"{name}.log")
        self.started.append(worker)
        return worker
