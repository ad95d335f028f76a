"""Carries a bulk action on: an agency at a time, each with its outcome in one transaction, so that none comes twice.

A job works for a short turn and then hands over to a next one, so that the work of others does not wait for hours. A
killed worker costs what it had not written: the next attempt goes on with the agencies that still wait.
"""

import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Sum
from django.utils import timezone

from ita_portal.jobs.tasks import JobCancelled, JobFailed, LeaseLost
from reports.bulk import accepting, bundling, gathering, opening, reminding
from reports.bulk.actions import ACCEPT, OPEN_YEAR, REMIND, SUMMARY_DOCX, SUMMARY_PDF, ZIP
from reports.bulk.gathering import FOLDER
from reports.bulk.reach import OUT_OF_REACH, overseen_by, oversees_agency, person_now
from reports.bulk.settled import Outcome, refused
from reports.bulk.starting import OutOfTurn, give_to_job
from reports.bulk.telling import progress_words
from reports.models import BulkFile, BulkOutcome, BulkRun, OverviewRow
from reports.overview import summary_files
from reports.published_files import sha256_of, stored_path, write
from reports.writers.limits import RenderTooLarge

logger = logging.getLogger(__name__)

SECONDS_A_TURN = 20
AT_A_TIME = 100
DRAWING = "กำลังจัดทำรายงานสรุป"
UNEXPECTED = "เกิดข้อผิดพลาดภายในระบบที่หน่วยงานนี้ ไม่มีสิ่งใดเปลี่ยน โปรดแจ้งผู้ดูแลระบบ"
IN_REPORT = "อยู่ในรายงานสรุป"
NOT_IN_YEAR = "ไม่อยู่ในภาพรวมของปีงบประมาณนี้แล้ว รายงานสรุปจึงไม่มีหน่วยงานนี้"


def nothing(*_):
    """Most actions have nothing to do before their transaction."""


@dataclass(frozen=True)
class Work:
    """`carry_out` has the effect, in the transaction of the outcome; `prepare` may take long before that."""

    carry_out: Callable
    prepare: Callable = nothing


WORK = {
    REMIND: Work(reminding.carry_out),
    ACCEPT: Work(accepting.carry_out, accepting.look),
    OPEN_YEAR: Work(opening.carry_out),
    ZIP: Work(gathering.carry_out, gathering.gather),
}


def carry_on(running, run):
    if run.action in (SUMMARY_PDF, SUMMARY_DOCX):
        summarise(running, run)
    elif work_off(running, run):
        finish(running, run)
    else:
        hand_over(running, run)


def hand_over(running, run):
    """To a job that comes after those that wait now."""
    with running.completing():
        try:
            give_to_job(run, by=run.by)
        except OutOfTurn:
            raise JobCancelled from None


def work_off(running, run) -> bool:
    """True when no agency waits any more, False when the turn is over before."""
    until = time.monotonic() + SECONDS_A_TURN
    for outcome in waiting(run):
        say(running, run)
        settle(running, run, outcome)
        if time.monotonic() >= until:
            return False
    return True


def waiting(run):
    last = 0
    while found := list(run.outcomes.waiting().filter(pk__gt=last).select_related("agency__body")[:AT_A_TIME]):
        yield from found
        last = found[-1].pk


def say(running, run, note=""):
    running.progress(run.done, run.total, note or progress_words(run))


def settle(running, run, outcome):
    """What goes wrong at one agency is told there, and keeps nobody from the others."""
    work, tick = WORK[run.action], partial(say, running, run)
    try:
        prepared = work.prepare(run, outcome, tick)
        write_once(run, outcome, lambda by: work.carry_out(run, outcome, by, prepared))
    except (JobCancelled, JobFailed, LeaseLost, OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("%s failed at %s", run, outcome.agency_id)
        write_once(run, outcome, lambda by: refused(UNEXPECTED))


@transaction.atomic
def write_once(run, outcome, effect):
    """Whoever holds the waiting row has the effect; a second attempt finds no such row and has none."""
    held = BulkOutcome.objects.select_for_update().waiting().filter(pk=outcome.pk)
    if not held:
        return
    by = person_now(run.by_id)
    settled = effect(by) if oversees_agency(by, outcome.agency) else refused(OUT_OF_REACH)
    values = {"outcome": settled.outcome, "words": settled.words, "link": settled.link, "at": timezone.now()}
    BulkOutcome.objects.filter(pk=outcome.pk).update(**values)
    count(run, settled)


def count(run, settled):
    recount(run, done=F("done") + 1, gathered=F("gathered") + settled.gathered)


def recount(run, **values):
    """A run that was stopped meanwhile takes the effect back."""
    if not BulkRun.objects.filter(pk=run.pk, state=BulkRun.State.WORKING).update(**values):
        raise JobCancelled
    run.refresh_from_db(fields=["done", "gathered"])


def file_of(running, run) -> dict:
    """The values of the run's file; none for what makes no file, or found nothing to put into it.

    What was lost or withdrawn after it was gathered is gathered again, which leaves it out and says why.
    """
    while run.action == ZIP and run.gathered:
        values, gone = bundled(running, run)
        if not gone:
            return values
        for outcome in gone:
            put_back(run, outcome)
            settle(running, run, outcome)
    return {}


def bundled(running, run):
    """(the values of the file, the outcomes of which something is gone and that it must not go out with)."""
    if gone := list(bundling.taken_back(run)):
        return {}, gone
    try:
        values = bundling.bundle(run, attempt_of(running), partial(say, running, run))
    except bundling.SourceLost as lost:
        return {}, [lost.outcome]
    return values, list(bundling.taken_back(run))


@transaction.atomic
def put_back(run, outcome):
    """It waits again, as if nothing had been gathered of it."""
    if not BulkOutcome.objects.select_for_update().filter(pk=outcome.pk, outcome=Outcome.DONE):
        return
    files = BulkFile.objects.filter(outcome=outcome)
    size = files.aggregate(size=Sum("size"))["size"] or 0
    files.delete()
    BulkOutcome.objects.filter(pk=outcome.pk).update(outcome=Outcome.WAITING, words="", link="", at=None)
    recount(run, done=F("done") - 1, gathered=F("gathered") - size)


def attempt_of(running):
    """A name that no other attempt has."""
    return f"{running.job.pk}-{running.attempt}"


def finish(running, run):
    values = file_of(running, run)
    with running.completing():
        end(run, values)
    shutil.rmtree(stored_path(f"{FOLDER}/{run.pk}"), ignore_errors=True)


def end(run, values):
    if not BulkRun.objects.move(run, state=BulkRun.State.DONE, ended_at=timezone.now(), **values):
        raise JobCancelled


def summarise(running, run):
    """One report of all agencies that still wait, are within reach now and have a row; the others are told before."""
    say(running, run, DRAWING)
    refuse_beyond_reach(run)
    leave_out_without_row(run)
    values = drawn_summary(running, run) if run.outcomes.waiting().exists() else {}
    with running.completing():
        run.outcomes.waiting().update(outcome=Outcome.DONE, words=IN_REPORT, at=timezone.now())
        end(run, values | {"done": run.total})


def drawn_summary(running, run) -> dict:
    """The values of the run's file."""
    try:
        drawn = summary_files.draw_summary(run, while_waiting=partial(say, running, run, DRAWING))
    except RenderTooLarge as refusal:
        raise JobFailed(str(refusal)) from refusal
    name = f"{FOLDER}/{run.pk}-{attempt_of(running)}.{'pdf' if run.action == SUMMARY_PDF else 'docx'}"
    write(name, drawn)
    return {"file": name, "sha256": sha256_of(drawn), "size": len(drawn)}


@transaction.atomic
def refuse_beyond_reach(run):
    beyond = run.outcomes.waiting().exclude(overseen_by(person_now(run.by_id), "agency__"))
    settle_unseen(run, beyond, Outcome.REFUSED, OUT_OF_REACH)


@transaction.atomic
def leave_out_without_row(run):
    """The rows may have been made anew since the click: an agency that was closed before the year has none."""
    there = OverviewRow.objects.of_year(run.fiscal_year).order_by().values("agency")
    settle_unseen(run, run.outcomes.waiting().exclude(agency__in=there), Outcome.NOT_NEEDED, NOT_IN_YEAR)


def settle_unseen(run, outcomes, outcome, words):
    number = outcomes.update(outcome=outcome, words=words, at=timezone.now())
    BulkRun.objects.filter(pk=run.pk).update(done=F("done") + number)
