"""A run is carried out once, whatever dies, wakes up, fails or is stopped on the way."""

import threading
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models.functions import Now

from assessments.models import AgencyYear
from ita_portal.jobs.claiming import claim
from ita_portal.jobs.models import Job, from_now
from ita_portal.jobs.running import run, run_all
from ita_portal.jobs.tasks import LeaseLost
from reports.bulk import running
from reports.bulk.starting import OutOfTurn, cancel_run, resume_run
from reports.models import BulkOutcome, BulkRun, OverviewRow
from tests.reports.bulk.runs import (
    EVERYBODY,
    begun_again,
    end_role,
    make_administrator,
    outcomes,
    start,
    taken_over,
    told_people,
    words_of,
    worked_off,
)

pytestmark = pytest.mark.django_db
CODES = ("a", "b", "c")


def dying_after(number, monkeypatch, error=LeaseLost):
    """The worker dies when so many agencies are done."""
    say, calls = running.say, []

    def say_or_die(*arguments):
        calls.append(arguments)
        if len(calls) > number:
            raise error
        say(*arguments)

    monkeypatch.setattr(running, "say", say_or_die)


def test_run_goes_on_after_a_worker_that_died_between_agencies(administrator, agencies, monkeypatch):
    silent = claim("silent", start("remind", administrator).job_id)
    with monkeypatch.context() as patch:
        dying_after(1, patch)
        run(silent, heartbeat=nullcontext)
    assert BulkRun.objects.get().done == 1
    assert len(told_people()) == 1

    Job.objects.update(lease_until=from_now(-1))
    run_all()

    assert told_people() == EVERYBODY
    assert (BulkRun.objects.get().done, BulkRun.objects.get().state) == (3, "done")


def test_attempt_that_wakes_up_late_does_nothing_again(administrator, agencies):
    started = start("remind", administrator)
    silent, second = taken_over(started.job_id)

    run(second, heartbeat=nullcontext)
    before = list(BulkOutcome.objects.values())
    run(silent, heartbeat=nullcontext)

    assert list(BulkOutcome.objects.values()) == before
    assert told_people() == EVERYBODY


def test_task_that_is_run_twice_does_it_once(administrator, agencies):
    started = worked_off(start("open_year", administrator, target_year=2568))

    begun_again(started.job_id)
    run_all()

    assert AgencyYear.objects.filter(fiscal_year=2568).count() == 3
    assert BulkRun.objects.get().done == 3


def test_effect_and_outcome_are_of_one_transaction(administrator, agencies, monkeypatch):
    started = start("remind", administrator)
    with monkeypatch.context() as patch:
        patch.setattr(running, "count", lambda *_: (_ for _ in ()).throw(OperationalError("gone")))
        run(claim("worker"), heartbeat=nullcontext)

    assert (told_people(), outcomes(started)) == ([], dict.fromkeys(CODES, "waiting"))
    Job.objects.update(run_after="2020-01-01T00:00:00Z")
    assert worked_off(started).state == "done"
    assert told_people() == EVERYBODY


def test_long_run_hands_over_so_that_others_get_their_turn(administrator, agencies, monkeypatch):
    monkeypatch.setattr(running, "SECONDS_A_TURN", 0)
    started = start("remind", administrator)

    first = claim("worker")
    run(first, heartbeat=nullcontext)
    present = BulkRun.objects.select_related("job").get()
    assert (present.done, present.is_at_work, present.job_id != first.pk) == (1, True, True)

    assert worked_off(started).state == "done"
    assert told_people() == EVERYBODY
    assert Job.objects.filter(task="reports.carry_out_bulk", state="done").count() == 4


def test_fault_at_one_agency_keeps_nobody_from_the_others(administrator, agencies, monkeypatch):
    remind = running.WORK["remind"].carry_out

    def faulty_at_b(run, outcome, by, prepared):
        settled = remind(run, outcome, by, prepared)
        if outcome.agency.code == "b":
            raise ValueError("a fault of ours")
        return settled

    monkeypatch.setitem(running.WORK, "remind", running.Work(faulty_at_b))
    finished = worked_off(start("remind", administrator))

    assert outcomes(finished) == {"a": "done", "b": "refused", "c": "done"}
    assert words_of(finished, "b").startswith("เกิดข้อผิดพลาดภายในระบบที่หน่วยงานนี้")
    assert told_people() == ["a-officer", "c-officer"]


def test_cancelled_run_leaves_the_rest_alone(administrator, agencies, monkeypatch):
    started = start("remind", administrator)
    job = claim("worker")
    say, calls = running.say, []

    def cancelled_meanwhile(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            cancel_run(run=started, by=administrator)
        say(*arguments)

    monkeypatch.setattr(running, "say", cancelled_meanwhile)
    run(job, heartbeat=nullcontext)

    present = BulkRun.objects.get()
    assert (present.state, present.done, len(told_people())) == ("cancelled", 1, 1)
    assert sorted(outcomes(present).values()) == ["done", "waiting", "waiting"]
    assert Job.objects.get(pk=job.pk).state == "cancelled"


def test_run_that_waits_is_cancelled_at_once_and_cannot_be_cancelled_or_resumed_again(administrator, agencies):
    started = start("remind", administrator)

    assert cancel_run(run=started, by=administrator) is True
    assert cancel_run(run=started, by=administrator) is False
    with pytest.raises(OutOfTurn):
        resume_run(run=started, by=administrator)
    run_all()

    assert (told_people(), BulkRun.objects.get().state) == ([], "cancelled")


def test_run_whose_job_failed_is_taken_up_where_it_stood(administrator, agencies, monkeypatch):
    started = start("remind", administrator)
    Job.objects.update(max_attempts=1)
    with monkeypatch.context() as patch:
        dying_after(1, patch, OperationalError)
        run(claim("worker"), heartbeat=nullcontext)
    present = BulkRun.objects.select_related("job").get()
    assert (present.has_stopped, present.done) == (True, 1)

    resume_run(run=present, by=administrator)
    with pytest.raises(OutOfTurn):
        resume_run(run=present, by=administrator)

    assert worked_off(started).state == "done"
    assert told_people() == EVERYBODY


@pytest.mark.parametrize("losing", [end_role, lambda user: type(user).objects.update(is_active=False)])
def test_person_who_lost_the_role_or_the_account_has_no_effect(agencies, losing):
    administrator = make_administrator(reach="kind", kind="education_area")
    started = start("open_year", administrator, target_year=2568)
    losing(administrator)

    finished = worked_off(started)

    assert outcomes(finished) == dict.fromkeys(CODES, "refused")
    assert words_of(finished, "a") == "ไม่อยู่ในขอบเขตที่ท่านดูแลแล้ว"
    assert not AgencyYear.objects.filter(fiscal_year=2568).exists()


def test_summary_is_one_file_of_all_agencies_in_reach(administrator, agencies, monkeypatch):
    drawn = []

    def draw(run, while_waiting):
        drawn.append(sorted(run.outcomes.waiting().values_list("agency__code", flat=True)))
        return b"%PDF-1.7 summary"

    monkeypatch.setattr(running.summary_files, "draw_summary", draw)

    finished = worked_off(start("summary_pdf", administrator))

    assert drawn == [["a", "b", "c"]]
    assert outcomes(finished) == dict.fromkeys(CODES, "done")
    assert (finished.state, finished.done, Path(finished.file.path).read_bytes()) == ("done", 3, b"%PDF-1.7 summary")


def test_summary_of_no_agency_in_reach_makes_no_file(agencies, monkeypatch):
    administrator = make_administrator(reach="kind", kind="education_area")
    monkeypatch.setattr(running.summary_files, "draw_summary", pytest.fail)
    started = start("summary_pdf", administrator)
    end_role(administrator)

    finished = worked_off(started)

    assert outcomes(finished) == dict.fromkeys(CODES, "refused")
    assert (finished.state, finished.done, finished.file.name) == ("done", 3, "")


def test_summary_says_of_an_agency_without_a_row_that_it_is_not_in_it(administrator, agencies, monkeypatch):
    drawn = []

    def draw(run, while_waiting):
        drawn.extend(run.outcomes.waiting().values_list("agency__code", flat=True))
        return b"%PDF-1.7 summary"

    monkeypatch.setattr(running.summary_files, "draw_summary", draw)
    started = start("summary_pdf", administrator)
    OverviewRow.objects.filter(agency__code="b").delete()

    finished = worked_off(started)

    assert (sorted(drawn), outcomes(finished)) == (["a", "c"], {"a": "done", "b": "not_needed", "c": "done"})
    assert words_of(finished, "b").startswith("ไม่อยู่ในภาพรวมของปีงบประมาณนี้แล้ว")
    assert (finished.state, finished.done) == ("done", 3)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_a_run_up_at_the_same_time_give_it_one_job(administrator, agencies):
    started = start("remind", administrator)
    Job.objects.update(state="failed", attempt=1, started_at=Now(), ended_at=Now(), error="ผิดพลาด")
    refused = []

    def click():
        try:
            resume_run(run=started, by=administrator)
        except OutOfTurn:
            refused.append(True)
        finally:
            connection.close()

    second = threading.Thread(target=click)
    with transaction.atomic():
        resume_run(run=started, by=administrator)
        second.start()
        time.sleep(0.5)  # by now the second one waits for the row
    second.join()

    assert (refused, Job.objects.filter(state="waiting").count()) == ([True], 1)
