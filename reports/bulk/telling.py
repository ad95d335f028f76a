"""What the pages and the file of a bulk run say of it: how far it is, and what came of it at the agencies."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from assessments.exchange.writing import csv_lines
from assessments.templatetags.thai import thai_moment
from reports.bulk.actions import ACTIONS
from reports.models import BulkOutcome, BulkRun

HEAD = ("รหัสหน่วยงาน", "หน่วยงาน", "จังหวัด", "เอกสาร", "ผล", "รายละเอียด", "เมื่อ")
LEFT_ALONE = "ไม่ได้ทำ"  # what still waited when the run was stopped
Outcome, State = BulkOutcome.Outcome, BulkRun.State
SETTLED = (Outcome.DONE, Outcome.NOT_NEEDED, Outcome.REFUSED)


@dataclass(frozen=True)
class Told:
    """`state` is of the badge; `look` is "success", "warning" or "" for neither; `counts` are of all outcomes."""

    state: str
    look: str
    progress: str
    counts: str


# --- A run -----------------------------------------------------------------------------------------------------------


def with_counts(runs):
    """Runs with the number of each outcome, counted on an index, and only for the rows that are read."""
    return runs.annotate(**{f"{outcome.value}_count": number_of(outcome) for outcome in SETTLED})


def number_of(outcome):
    own = BulkOutcome.objects.filter(run=OuterRef("pk"), outcome=outcome).order_by()
    number = own.values("run").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def told_of(run) -> Told:
    """Of a run `with_counts` and its job."""
    state, look = state_of(run)
    return Told(state, look, progress_words(run), counts_words(run))


def state_of(run) -> tuple[str, str]:
    """(words, look). A run that helped nobody is no success."""
    if run.is_working:
        return ("หยุดกลางคัน", "warning") if run.has_stopped else (run.job.state_label, "warning")
    if run.state == State.CANCELLED:
        return run.get_state_display(), ""
    if not run.done_count:
        return (Outcome.REFUSED.label if run.refused_count else Outcome.NOT_NEEDED.label), "warning"
    return ("ทำได้บางส่วน", "") if run.refused_count else (run.get_state_display(), "success")


def progress_words(run) -> str:
    """How many were gone through, whatever came of it."""
    unit = ACTIONS[run.action].unit
    if run.state == State.DONE:
        return f"ดำเนินการครบ {run.total:,} {unit}"
    return f"ดำเนินการแล้ว {run.done:,} จาก {run.total:,} {unit}"


def counts_words(run) -> str:
    """เตือนแล้ว 0 · ไม่ต้องทำ 0 · ทำไม่ได้ 12"""
    return " · ".join(f"{label_of(run, each)} {getattr(run, f'{each.value}_count'):,}" for each in SETTLED)


# --- Its outcomes ----------------------------------------------------------------------------------------------------


def label_of(run, outcome) -> str:
    if outcome == Outcome.DONE:
        return ACTIONS[run.action].done
    is_left_alone = outcome == Outcome.WAITING and run.state == State.CANCELLED
    return LEFT_ALONE if is_left_alone else Outcome(outcome).label


def counts_of(outcomes) -> list[tuple[Outcome, int]]:
    """How many of each, without noughts."""
    found = dict(outcomes.order_by().values_list("outcome").annotate(Count("pk")))
    return [(each, found[each]) for each in Outcome if each in found]


def known_outcome(typed) -> Outcome | None:
    return Outcome(typed) if typed in Outcome.values else None


def shown(outcomes, outcome):
    rows = outcomes.filter(outcome=outcome) if outcome else outcomes
    return rows.select_related("agency").order_by("pk")


def outcome_lines(run, outcomes):
    """A CSV in pieces."""
    yield from csv_lines(rows_of(run, outcomes))


def rows_of(run, outcomes):
    yield HEAD
    for row in outcomes.iterator():
        place = (row.agency.code, row.agency.name, row.agency.province, row.get_kind_display())
        yield (*place, label_of(run, row.outcome), row.words, thai_moment(row.at))
