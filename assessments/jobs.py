"""Long work of the assessments: checking a file of results, and importing it."""

from functools import partial
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from assessments import address_jobs, invitation_jobs, notifying_jobs  # noqa: F401 they register their tasks
from assessments.exchange.faults import UnusableFile
from assessments.exchange.returning import write_returned
from assessments.exchange.summary import Summary
from assessments.framework_store import UnknownFramework, get_framework
from assessments.models import ResultsImport
from assessments.services import results_runs
from assessments.services.results_import import check, gathered, take
from ita_portal.jobs.tasks import JobFailed, LeaseLost, task

READING = "กำลังอ่านไฟล์ แถวที่ {:,}"
CHECKING, IMPORTING = "ตรวจแล้ว {:,} จาก {:,} หน่วยงาน", "นำเข้าแล้ว {:,} จาก {:,} หน่วยงาน"
State = ResultsImport.State


@task(results_runs.CHECK)
def check_results(running, import_id):
    """What is found is written at the end, at once: a check that stops half-way has said nothing."""
    row = ResultsImport.objects.select_related("by").get(pk=import_id)
    if row.state != State.CHECKING:
        return
    try:
        _check(running, row)
    except UnusableFile as refusal:
        with running.completing():
            results_runs.refuse_file(row, refusal.faults)


def _check(running, row):
    history_from, notes, summary = results_runs.latest_change(), results_runs.Notes(row), Summary()
    with _opened(running, row) as gathering:
        for chunk in check(gathering, create_kind=row.create_kind):
            for checked in chunk:
                summary.add(checked)
                notes.add(checked)
            _say(running, CHECKING, summary.agencies, len(gathering))
        values = {
            "history_from": history_from,
            "sheet": gathering.source.sheet[:100],
            "remarks": "\n".join(gathering.remarks),
            "returned": _returned(running, gathering, notes.reasons),
        }
    with running.completing():
        results_runs.finish_check(row, notes=notes, summary=summary, **values)


@task(results_runs.IMPORT)
def import_results(running, import_id):
    """Some agencies in a transaction, each with how far it is: the next attempt goes on there."""
    row = ResultsImport.objects.select_related("by").get(pk=import_id)
    if row.state != State.IMPORTING:
        return
    try:
        _import(running, row)
    except UnusableFile as refusal:
        raise JobFailed(str(refusal)) from refusal


def _import(running, row):
    with _opened(running, row) as gathering:
        place = {"after": row.last_row, "history_from": row.history_from, "advance": partial(_advance, row)}
        done = gathering.count_until(row.last_row)
        for chunk in take(gathering, create_kind=row.create_kind, by=row.by, **place):
            done += len(chunk)
            _say(running, IMPORTING, done, len(gathering))
        returned = _returned(running, gathering, results_runs.reasons_of(row))
    with running.completing():
        results_runs.finish_import(row, returned)


def _advance(row, chunk, written):
    if not results_runs.advance(row, chunk, written):
        raise LeaseLost


def _opened(running, row):
    def tick(at):
        running.progress(0, 0, READING.format(at))

    path = Path(default_storage.path(row.file.name))
    return gathered(path, row.file_name, _framework(row), by=row.by, tick=tick)


def _framework(row):
    try:
        return get_framework(row.framework_code)
    except UnknownFramework as error:
        raise JobFailed(str(error)) from error


def _say(running, words, done, total):
    running.progress(done, total, words.format(done, total))


def _returned(running, gathering, reasons) -> str:
    """The name of the file with the rows that are not taken, "" for none."""
    if not reasons:
        return ""
    name = f"imports/{timezone.localdate().year}/{running.job.pk}-{running.attempt}.{gathering.source.kind}"
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_returned(path, gathering, reasons)
    return name
