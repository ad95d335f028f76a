"""Announced results: the framework they follow, the total and level, and the scores of the grid."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from assessments import writing
from assessments.models import Assessment, Score


@dataclass(frozen=True)
class ScoreEdit:
    """One typed cell: the new value (None takes the score away) and the version that was seen, 0 for none."""

    code: str
    value: Decimal | None
    version: int


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
    """Write the touched cells, all or none; the number of scores that changed.

    The assessment row is locked, so that two people saving the same sheet come one after the other.
    """
    _refuse_unknown(assessment.framework, [edit.code for edit in edits])
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    codes = [edit.code for edit in edits]
    stored = {row.code: row for row in assessment.scores.filter(code__in=codes)}
    changes = [edit for edit in edits if edit.value != _value(stored.get(edit.code))]
    _refuse_stale(changes, stored)
    before = {edit.code: (_value(stored.get(edit.code)), edit.value) for edit in changes}
    _write(assessment, changes, stored)
    writing.record(assessment, before, by=by)
    return len(changes)


def _value(row):
    return row.value if row else None


def _refuse_unknown(framework, codes):
    unknown = [code for code in codes if code not in framework.entries]
    if unknown:
        raise UnknownScoreCode(unknown, framework)


def _refuse_stale(changes, stored):
    """A cell that somebody else gave the very value typed here is no conflict: it is not among the changes."""
    seen_otherwise = [edit.code for edit in changes if edit.version != _version(stored.get(edit.code))]
    if seen_otherwise:
        raise ScoresConflict({code: stored.get(code) for code in seen_otherwise})


def _version(row):
    return row.version if row else 0


def _write(assessment, changes, stored):
    new = [edit for edit in changes if edit.code not in stored]
    removed = [stored[edit.code].pk for edit in changes if edit.code in stored and edit.value is None]
    altered = [edit for edit in changes if edit.code in stored and edit.value is not None]
    for edit in altered:
        stored[edit.code].value = edit.value
        stored[edit.code].version += 1
    Score.objects.bulk_create(Score(assessment=assessment, code=edit.code, value=edit.value) for edit in new)
    Score.objects.bulk_update([stored[edit.code] for edit in altered], ["value", "version"])
    Score.objects.filter(pk__in=removed).delete()
