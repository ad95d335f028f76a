"""A worker killed in the middle of an import: the next one goes on, nothing is lost, nothing is there twice."""

import sqlite3

from tests.assessments.exchange.files import csv_file
from tests.jobs.processes import Workers, eventually

AGENCIES = 400
CODES = [f"i{number}" for number in range(1, 16)]
SEND = """
from django.contrib.auth import get_user_model
from django.core.files import File
from assessments.framework_store import get_framework
from assessments.models import Membership
from assessments.services.results_runs import send_file
user = get_user_model().objects.create_user(username="admin")
Membership.objects.create(user=user, role="administrator", reach="all")
with open({path!r}, "rb") as file:
    send_file(file=File(file, "x.csv"), framework=get_framework("ita-2567"), create_kind="school", by=user)
"""
CONFIRM = """
from assessments.models import ResultsImport
from assessments.services.results_runs import confirm_import
row = ResultsImport.objects.get()
confirm_import(results_import=row, by=row.by)
"""


def test_import_survives_a_killed_worker(tmp_path):
    database = tmp_path / "db.sqlite3"
    rows = [["หน่วยงาน", *CODES], *([f"โรงเรียน {number}", *["90.25"] * 15] for number in range(AGENCIES))]
    path = csv_file(tmp_path, rows)

    with Workers(tmp_path) as workers:

        def manage(name, *arguments):
            assert workers.run(name, *arguments, DATABASE_URL=f"sqlite:///{database}").wait(60) == 0

        def work(name):
            return workers.start(name, "--until-idle", DATABASE_URL=f"sqlite:///{database}")

        def asked(query):
            with sqlite3.connect(database, timeout=20) as connection:
                return connection.execute(query).fetchone()

        manage("migrate", "migrate", "-v0")
        manage("send", "shell", "-v0", "-c", SEND.format(path=str(path)))
        assert work("checker").wait(60) == 0
        manage("confirm", "shell", "-v0", "-c", CONFIRM)

        first = workers.start("first", DATABASE_URL=f"sqlite:///{database}")
        eventually(lambda: asked("SELECT done >= 50 FROM assessments_resultsimport")[0])
        first.kill_group()
        (done,) = asked("SELECT done FROM assessments_resultsimport")
        assert 50 <= done < AGENCIES
        assert asked("SELECT count(*) FROM assessments_score") == (done * 15,)

        workers.start("second", DATABASE_URL=f"sqlite:///{database}")
        eventually(lambda: asked("SELECT state = 'imported' FROM assessments_resultsimport")[0], seconds=60)

    assert asked("SELECT done, written, not_taken FROM assessments_resultsimport") == (AGENCIES, AGENCIES * 15, 0)
    assert asked("SELECT count(*), max(version) FROM assessments_score") == (AGENCIES * 15, 1)
    assert asked("SELECT count(*) FROM assessments_agency") == (AGENCIES,)
    # the code, name, kind of each agency; its year; its framework; its figures
    assert asked("SELECT count(*) FROM assessments_change") == (AGENCIES * (3 + 1 + 1 + 15),)
    assert asked("SELECT attempt FROM jobs_job WHERE task = 'assessments.import_results'") == (2,)
