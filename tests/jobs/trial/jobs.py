"""Tasks for real workers; each counts one Effect when it completes."""

import subprocess
import time

from ita_portal.jobs.tasks import on_worker_exit, task
from tests.jobs.trial.models import Effect

STEP = 0.05


def count_effect(running):
    with running.completing():
        Effect.objects.create(job_id=running.job.pk, attempt=running.attempt)


@task("trial.small")
def small(running):
    time.sleep(0.01)  # long enough for every worker to get some
    count_effect(running)


@task("trial.slow")
def slow(running, seconds):
    steps = round(seconds / STEP)
    for step in range(steps):
        time.sleep(STEP)
        running.progress(step + 1, steps)
    count_effect(running)


@task("trial.stubborn")
def stubborn(running, seconds):
    """Never says how far it is, so nothing stops it before it completes."""
    time.sleep(seconds)
    count_effect(running)


@task("trial.with_child")
def with_child(running, seconds):
    """Works in a child process, whose process id is the note; one killed child spoils the attempt."""
    with subprocess.Popen(["sleep", str(seconds)]) as child:
        running.progress(0, 1, note=str(child.pid))
    if child.returncode != 0:
        raise RuntimeError(f"the child ended with {child.returncode}")
    count_effect(running)


@on_worker_exit
def say_goodbye():
    print("goodbye", flush=True)
