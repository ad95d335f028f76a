"""The way of one file of results: sent, checked by a job, confirmed by its sender, imported by a job.

Each step moves the file's state by compare-and-set, so that a second click or a second attempt at a job does nothing.
"""

from pathlib import PurePath
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from assessments.exchange.faults import unusable
from assessments.models import Change, ImportNote, ResultsImport
from assessments.services.results_places import Role
from assessments.writing import as_text
from ita_portal.jobs import queue
from ita_portal.jobs.models import Job

CHECK, IMPORT = "assessments.check_results", "assessments.import_results"
ATTEMPTS = 10  # a killed worker costs one; the import goes on where it was
MOST_FAULTS, MOST_OTHERS = 20_000, 5_000
Kind, State = ImportNote.Kind, ResultsImport.State


class OutOfTurn(Exception):
    """The file is not at this step (any more): somebody confirmed it before, or it could not be used."""


@transaction.atomic
def send_file(*, file, framework, create_kind, by) -> ResultsImport:
    """Keep the file and have it checked."""
    row = ResultsImport(
        file_name=PurePath(file.name).name[:300], framework_code=framework.code, create_kind=create_kind, by=by
    )
    row.file.save(f"{uuid4().hex}{PurePath(row.file_name).suffix.casefold()[:10]}", file, save=False)
    row.save()
    _give_to_job(row, CHECK, by)
    return row


@transaction.atomic
def confirm_import(*, results_import, by) -> Job:
    """Have it imported. Raises OutOfTurn."""
    if not ResultsImport.objects.move(results_import, State.CHECKED, state=State.IMPORTING):
        raise OutOfTurn
    return _give_to_job(results_import, IMPORT, by)


@transaction.atomic
def resume_import(*, results_import, by) -> Job:
    """Go on after a job that failed or was stopped. Raises OutOfTurn."""
    row = ResultsImport.objects.select_for_update().get(pk=results_import.pk)
    if not row.has_stopped:
        raise OutOfTurn
    return _give_to_job(row, CHECK if row.state == State.CHECKING else IMPORT, by)


def _give_to_job(row, task, by) -> Job:
    row.job = queue.enqueue(task, by=by, once=str(row.pk), max_attempts=ATTEMPTS, import_id=row.pk)
    ResultsImport.objects.filter(pk=row.pk).update(job=row.job)
    return row.job


def latest_change() -> int:
    """The number of the last change there is, to be able to tell what came after it."""
    return Change.objects.aggregate(latest=Max("pk"))["latest"] or 0


class Notes:
    """What a check finds to say, collected until it is complete; only so much that a person can read it."""

    def __init__(self, results_import):
        self.results_import = results_import
        self.rows = {kind: [] for kind in Kind}

    def add(self, checked):
        self.rows[Kind.FAULT] += fault_notes(self.results_import, checked)
        if len(self.rows[Kind.FAULT]) > MOST_FAULTS:
            allowed = f"มีข้อผิดพลาดเกิน {MOST_FAULTS:,} แห่ง: แก้ไขไฟล์ แล้วส่งใหม่ (ถ้าไม่พบหน่วยงานทั้งหมด ให้เลือกสร้างหน่วยงาน)"
            raise unusable(allowed, value=self.results_import.file_name)
        for kind, notes in ((Kind.NOTICE, notice_notes), (Kind.CHANGE, change_notes)):
            if len(self.rows[kind]) < MOST_OTHERS:
                self.rows[kind] += notes(self.results_import, checked)

    @property
    def reasons(self) -> dict[int, str]:
        """Why agencies would not be taken, by the first row of each."""
        return joined_reasons(self.rows[Kind.FAULT])

    def write(self):
        self.results_import.notes.all().delete()
        for rows in self.rows.values():
            ImportNote.objects.bulk_create(rows)


def fault_notes(results_import, checked):
    return [fault_note(results_import, fault, **about(checked)) for fault in checked.faults]


def about(checked):
    return {"row": checked.told.first_row, "agency": checked.told.named.shown}


def fault_note(results_import, fault, **values):
    return ImportNote(
        results_import=results_import,
        kind=Kind.FAULT,
        sheet=fault.sheet[:100],
        cell=fault.cell[:20],
        label=fault.label,
        found=fault.value,
        reason=fault.allowed,
        **values,
    )


def notice_notes(results_import, checked):
    for each in checked.notices:
        yield ImportNote(
            results_import=results_import,
            kind=Kind.NOTICE,
            cell=each.cell,
            label=each.label,
            found=each.found,
            expected=f"{each.expected_word} {each.expected}",
            reason=each.reason,
            **about(checked),
        )


def change_notes(results_import, checked):
    """Of figures that stand there already; how many are new is only counted."""
    for each in checked.changes:
        if each.before is not None:
            yield ImportNote(
                results_import=results_import,
                kind=Kind.CHANGE,
                cell=each.cell,
                label=each.label,
                found=as_text(each.after),
                expected=as_text(each.before),
                reason=Role(each.role).label,
                **about(checked),
            )


def refuse_file(results_import, faults):
    """Called where the check ends, in the same transaction."""
    if ResultsImport.objects.move(results_import, State.CHECKING, state=State.REFUSED):
        results_import.notes.all().delete()
        ImportNote.objects.bulk_create(fault_note(results_import, fault) for fault in faults)


def finish_check(results_import, *, notes, summary, **values):
    """Called where the check ends, in the same transaction."""
    counted = {name: getattr(summary, name) for name in summary.__dataclass_fields__}
    if ResultsImport.objects.move(results_import, State.CHECKING, state=State.CHECKED, **counted, **values):
        notes.write()


def advance(results_import, chunk, written) -> bool:
    """Say, in the transaction that wrote these agencies, that they are done; False for an attempt that is outrun."""
    last_row = chunk[-1].told.first_row
    faulty = [checked for checked in chunk if not checked.is_good]
    here = ResultsImport.objects.filter(pk=results_import.pk, state=State.IMPORTING, last_row=results_import.last_row)
    moved = here.update(
        last_row=last_row,
        done=F("done") + len(chunk),
        written=F("written") + written,
        not_taken=F("not_taken") + len(faulty),
    )
    if moved:
        rows = [checked.told.first_row for checked in chunk]
        results_import.notes.filter(kind=Kind.FAULT, row__in=rows).delete()
        ImportNote.objects.bulk_create(note for checked in faulty for note in fault_notes(results_import, checked))
        results_import.last_row = last_row
    return bool(moved)


def finish_import(results_import, returned):
    """Called where the import ends, in the same transaction."""
    values = {"state": State.IMPORTED, "imported_at": timezone.now(), "returned": returned}
    ResultsImport.objects.move(results_import, State.IMPORTING, **values)


def reasons_of(results_import) -> dict[int, str]:
    """Why agencies were not taken, by the first row of each."""
    return joined_reasons(results_import.notes.filter(kind=Kind.FAULT))


def joined_reasons(notes):
    texts = {}
    for each in notes:
        texts.setdefault(each.row, []).append(str(each.fault))
    return {row: " · ".join(faults) for row, faults in texts.items()}
