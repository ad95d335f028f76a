"""What an operator sees: the command's list, the admin's pages, where nothing can be changed, and wrong settings."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models.functions import Now

from ita_portal.jobs.models import Job, from_now
from tests.guards.source import ROOT
from tests.makers import make_user

pytestmark = pytest.mark.django_db

BEGUN = {"attempt": 2, "started_at": Now()}


def make(**values):
    return Job.objects.create(task="reports.draw", **values)


def listed():
    output = StringIO()
    call_command("jobs", stdout=output)
    return output.getvalue().splitlines()


def test_command_counts_each_state():
    make()
    make()
    make(**BEGUN, state="done", ended_at=Now())

    assert listed()[:5] == ["รอดำเนินการ: 2", "กำลังดำเนินการ: 0", "เสร็จแล้ว: 1", "ไม่สำเร็จ: 0", "ยกเลิกแล้ว: 0"]


def test_command_names_the_longest_wait_what_runs_and_what_failed():
    waiting = make(run_after=from_now(-90))
    make(run_after=from_now(-10))
    make(run_after=from_now(600))
    running = make(**BEGUN, state="running", lease_until=from_now(9), worker="โต๊ะ-1", done=1, total=4)
    failed = make(**BEGUN, state="failed", ended_at=Now(), error="ปี 2567 ยังไม่มีคะแนน")

    assert listed()[5:] == [
        f"รอนานที่สุด: reports.draw {waiting.pk} 90 วินาที",
        f"กำลังดำเนินการ reports.draw {running.pk} ครั้งที่ 2/3 ร้อยละ 25 โดย โต๊ะ-1",
        f"ไม่สำเร็จ reports.draw {failed.pk} ครั้งที่ 2/3: ปี 2567 ยังไม่มีคะแนน",
    ]


def test_admin_shows_a_job_and_offers_no_change(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    job = make(by=make_user("somebody"))

    listing = client.get("/admin/jobs/job/")
    page = client.get(f"/admin/jobs/job/{job.pk}/change/")

    assert "reports.draw" in listing.text
    assert "somebody" in listing.text
    assert "reports.draw" in page.text
    assert 'name="_save"' not in page.text


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/"])
def test_admin_refuses_to_add_and_to_delete(client, address):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    job = make()

    answer = client.post("/admin/jobs/job/" + address.format(pk=job.pk), {"post": "yes"})

    assert answer.status_code == 403
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"), [("JOBS_BROKER", "redis://x"), ("JOBS_LEASE_SECONDS", "0.5"), ("JOBS_RETRY_DELAYS", "")]
)
def test_setting_that_cannot_work_refuses_to_start(tmp_path, name, value):
    environment = {**os.environ, "SECRET_KEY": "a-key", "DATA_DIR": str(tmp_path), name: value}
    run = subprocess.run(
        [sys.executable, "manage.py", "jobs"], cwd=ROOT, env=environment, capture_output=True, text=True
    )

    assert run.returncode != 0
    assert name in run.stderr
