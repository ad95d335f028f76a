"""Announced results: the framework they follow, the total and level, and the scores of the grid."""

from dataclasses import dataclass
from decimal import Decimal
from types import EllipsisType

from django.db import transaction

from assessments import writing
from assessments.models import Assessment, Score


@dataclass(frozen=True)
class ScoreEdit:
    """One typed cell: the new value (None takes the score away) and the version that was seen, 0 for none.

    `seen` is the score that stood there (`...` where it is not told): one taken away and typed anew by somebody else
    has version 1 again, and only its value tells the two apart.
    """

    code: str
    value: Decimal | None
    version: int
    seen: Decimal | EllipsisType | None = ...


@dataclass(frozen=True)
class SavedCells:
    """`stored` is {code: Score} as the cells stand now; `stale` are the codes left as somebody else made them."""

    stored: dict[str, Score]
    stale: frozenset[str]


class ScoresConflict(Exception):
    """Somebody else changed these cells since they were read: {code: the value stored now, with its version}."""

    def __init__(self, stored):
        super().__init__("มีผู้อื่นแก้ไขคะแนนเหล่านี้ไปแล้วระหว่างที่ท่านแก้ไข")
        self.stored = stored


class UnknownScoreCode(ValueError):
    """A code that the framework of this assessment does not have."""

    def __init__(self, codes, framework):
        named = ", ".join(codes)
        super().__init__(f"กรอบการประเมินปีงบประมาณ พ.ศ. {framework.fiscal_year} ({framework.code}) ไม่มีรหัส {named}")


class FrameworkInUse(Exception):
    """Scores were entered by another framework; its codes mean something else."""


@transaction.atomic
def start_assessment(*, agency_year, role, framework, by):
    """Announced results of this role by this framework; while they hold no score the framework may still change."""
    values = {"framework_code": framework.code, "fiscal_year": framework.fiscal_year}
    assessment, is_new = Assessment.objects.select_for_update().get_or_create(
        agency_year=agency_year, role=role, defaults=values
    )
    assessment.agency_year = agency_year
    if is_new:
        writing.record(assessment, {"framework_code": ("", framework.code)}, by=by)
    elif assessment.framework_code != framework.code:
        _change_framework(assessment, values, by)
    return assessment


def _change_framework(assessment, values, by):
    if assessment.scores.exists():
        raise FrameworkInUse
    writing.edit(assessment, version=assessment.version, by=by, **values)


@transaction.atomic
def change_announced(*, assessment, version, by, **values):
    """Total, level, rank and peers as announced. StaleVersion when somebody else wrote first."""
    return writing.edit(assessment, version=version, by=by, **values)


@transaction.atomic
def save_scores(*, assessment, edits, by):
    """Write the touched cells, all or none; the number of scores that changed. ScoresConflict names the stale ones."""
    stored = _locked(assessment, edits)
    changes = _changes(edits, stored)
    stale = _stale(changes, stored)
    if stale:
        raise ScoresConflict({code: stored.get(code) for code in stale})
    _write(assessment, changes, stored, by)
    return len(changes)


@transaction.atomic
def save_cells(*, assessment, edits, by):
    """Write every touched cell that nobody else changed since it was seen, and leave the others as they are.

    Cells save one by one while somebody types: a disagreement about one must not hold back the next.
    """
    stored = _locked(assessment, edits)
    changes = _changes(edits, stored)
    stale = frozenset(_stale(changes, stored))
    _write(assessment, [edit for edit in changes if edit.code not in stale], stored, by)
    return SavedCells(stored, stale)


def _locked(assessment, edits):
    """{code: Score} of the touched cells, behind a lock on the assessment: people who save come one after another."""
    codes = [edit.code for edit in edits]
    _refuse_unknown(assessment.framework, codes)
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    return {row.code: row for row in assessment.scores.filter(code__in=codes)}


def _changes(edits, stored):
    """A cell that somebody else gave the very value typed here is no conflict: it is not among the changes."""
    return [edit for edit in edits if edit.value != _value(stored.get(edit.code))]


def _stale(changes, stored):
    return [edit.code for edit in changes if not _is_as_seen(edit, stored.get(edit.code))]


def _is_as_seen(edit, row):
    return edit.version == _version(row) and edit.seen in (..., _value(row))


def _value(row):
    return row.value if row else None


def _refuse_unknown(framework, codes):
    unknown = [code for code in codes if code not in framework.entries]
    if unknown:
        raise UnknownScoreCode(unknown, framework)


def _version(row):
    return row.version if row else 0


def _write(assessment, changes, stored, by):
    """Brings the rows, and `stored` with them, to the typed values; one line in the history a score."""
    before = {edit.code: (_value(stored.get(edit.code)), edit.value) for edit in changes}
    new, altered, removed = [], [], []
    for edit in changes:
        if edit.value is None:
            removed.append(stored.pop(edit.code).pk)
        elif edit.code in stored:
            altered.append(_raised(stored[edit.code], edit.value))
        else:
            new.append(stored.setdefault(edit.code, Score(assessment=assessment, code=edit.code, value=edit.value)))
    Score.objects.bulk_create(new)
    Score.objects.bulk_update(altered, ["value", "version"])
    Score.objects.filter(pk__in=removed).delete()
    getattr(assessment, "_prefetched_objects_cache", {}).pop("scores", None)
    writing.record(assessment, before, by=by)


def _raised(row, value):
    row.value, row.version = value, row.version + 1
    return row
