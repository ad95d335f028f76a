"""Services of bulk actions: asked for once with the agencies of that moment, stopped, taken up again."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from ita_portal.jobs import queue
from reports.bulk.actions import ACCEPT
from reports.bulk.choosing import chosen_rows, documents_to_accept, filter_words, mark_of, token_of
from reports.models import BulkOutcome, BulkRun

TASK = "reports.carry_out_bulk"
ATTEMPTS = 10  # a killed worker costs one; each turn has its own
AT_A_TIME = 1000


class SetChanged(Exception):
    """The filter gives other agencies or documents now than the page showed."""


class OutOfTurn(Exception):
    """The run has ended, or is at work."""


@transaction.atomic
def start_run(*, asked, action, token, once_key, by, **options) -> BulkRun:
    """The same key of the same person is the same click. Raises SetChanged."""
    if known := known_run(by, once_key):
        return known
    keys, targets = targets_of(asked, action, by)
    if not targets or token_of(asked, action, mark_of(keys)) != token:
        raise SetChanged
    values = {"action": action, "fiscal_year": asked.fiscal_year, "query": asked.query, "total": len(targets)}
    run, is_new = make_run(once_key, by, **values, filter_words=filter_words(asked), **options)
    if is_new:
        BulkOutcome.objects.bulk_create((BulkOutcome(run=run, **target) for target in targets), batch_size=AT_A_TIME)
        give_to_job(run, by=by)
    return run


def make_run(once_key, by, **values):
    """(the run, whether it is new): of two clicks at the same time the database takes one."""
    try:
        with transaction.atomic():
            return BulkRun.objects.create(by=by, once_key=once_key, **values), True
    except IntegrityError:
        if known := known_run(by, once_key):
            return known, False
        raise


def known_run(by, once_key) -> BulkRun | None:
    """What this person's earlier click on the same page started."""
    return BulkRun.objects.filter(by=by, once_key=once_key).first()


def targets_of(asked, action, by):
    """(the keys that stand for the set, the values of its outcomes), in the order of the filter."""
    if action == ACCEPT:
        found = list(documents_to_accept(asked, by).values_list("pk", "agency_year__agency", "kind"))
        return [pk for pk, _, _ in found], [{"agency_id": agency, "kind": kind} for _, agency, kind in found]
    pks = list(chosen_rows(asked, by).values_list("agency", flat=True))
    return pks, [{"agency_id": pk} for pk in pks]


def give_to_job(run, *, by):
    """Called in a transaction that holds the run or has just made it."""
    run.job = queue.enqueue(TASK, by=by, max_attempts=ATTEMPTS, run_id=run.pk)
    if not BulkRun.objects.move(run, job=run.job):
        raise OutOfTurn


@transaction.atomic
def cancel_run(*, run, by) -> bool:
    """What was done stays; the agencies that wait are left alone. False when it had ended."""
    present = held(run)
    moved = BulkRun.objects.move(present, state=BulkRun.State.CANCELLED, ended_at=timezone.now())
    if moved and present.job:
        queue.cancel(present.job, by=by)
    return moved


@transaction.atomic
def resume_run(*, run, by):
    """Go on after a job that failed. Raises OutOfTurn."""
    present = held(run)
    if not present.has_stopped:
        raise OutOfTurn
    give_to_job(present, by=by)


def held(run) -> BulkRun:
    """Its job is read afterwards: read along with the row, it would be the one from before the wait for the lock."""
    return BulkRun.objects.select_for_update().get(pk=run.pk)
