"""What a file would put into which cell of an agency's results, and what not, and why.

The preview can be handed back as plain values: what it showed is what is taken, by the versions it was seen with.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import ValidationError

from assessments import thai
from assessments.analysis_tables import entry_label
from assessments.exchange.comparing import Notice, Stored, changed_values, compare
from assessments.exchange.faults import Fault
from assessments.exchange.own_rows import OwnRows
from assessments.exchange.units import LEVEL, TOTAL
from assessments.score_sheet import cell_field
from assessments.services.scores import ScoreEdit
from assessments.writing import as_text

TOLD_APART = (TOTAL, LEVEL)
NOTHING = "–"


@dataclass(frozen=True)
class Seen:
    """An agency's results as they stood: `version` is that of total and level, `versions` those of the scores."""

    stored: Stored = field(default_factory=Stored)
    version: int = 0
    versions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One cell: what stands there and what would; texts as a page shows them."""

    code: str
    label: str
    before: str
    after: str
    cell: str = ""


@dataclass(frozen=True)
class Intake:
    """What would be written: the scores, and total and level where they change, by the versions that were seen."""

    framework_code: str
    version: int
    edits: tuple[ScoreEdit, ...]
    announced: dict[str, Decimal | str | None]

    def __len__(self):
        return len(self.edits) + len(self.announced)


@dataclass(frozen=True)
class Preview:
    changes: tuple[Change, ...]
    refused: tuple[Fault, ...]
    notices: tuple[Notice, ...]
    same: int
    intake: Intake


def preview(framework, kind, rows: OwnRows, seen: Seen) -> Preview:
    """The cells that change, those that cannot, and what does not add up; `same` counts what stands there already."""
    told, changed = rows.told, changed_values(rows.told.values, seen.stored)
    odd = {code: reason for code, (_, value) in changed.items() if (reason := why_not(framework, code, value))}
    taken = {code: pair for code, pair in changed.items() if code not in odd}
    return Preview(
        changes=tuple(change(framework, code, *pair, told.cells[code]) for code, pair in taken.items()),
        refused=(*told.faults, *(refusal(framework, told, code, reason) for code, reason in odd.items())),
        notices=compare(framework, kind, without(told, odd), seen.stored).notices,
        same=len(told.values) - len(changed),
        intake=intake(framework, {code: after for code, (_, after) in taken.items()}, seen),
    )


def without(told, codes):
    """What is refused is told as such, and takes no part in what adds up."""
    return replace(told, values={code: value for code, value in told.values.items() if code not in codes})


def why_not(framework, code, value) -> str:
    """The reason why a person could not type this score into its cell; "" where one could."""
    if code in TOLD_APART:
        return ""
    try:
        cell_field(framework, code).clean(as_text(value))
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


def change(framework, code, before, after, cell=""):
    return Change(code, entry_label(framework, code), shown(before), shown(after), cell)


def shown(value):
    return (value or NOTHING) if isinstance(value, str) else thai.score(value)


def refusal(framework, told, code, reason):
    return Fault("", told.cells[code], entry_label(framework, code), as_text(told.values[code]), reason)


def intake(framework, values, seen):
    return Intake(
        framework_code=framework.code,
        version=seen.version,
        edits=tuple(edit_of(code, value, seen) for code, value in values.items() if code not in TOLD_APART),
        announced={code: announced(code, value) for code, value in values.items() if code in TOLD_APART},
    )


def announced(code, value):
    """How the row says that nothing was announced: no level is an empty text."""
    return "" if code == LEVEL and value is None else value


def edit_of(code, value, seen):
    return ScoreEdit(code, value, seen.versions.get(code, 0), seen.stored.scores.get(code))


def as_plain(intake: Intake) -> dict:
    """For a hidden field; `from_plain` gives it back."""
    return {
        "framework": intake.framework_code,
        "version": intake.version,
        "scores": [[each.code, text_of(each.value), each.version, text_of(each.seen)] for each in intake.edits],
        "announced": {code: text_of(value) if code == TOTAL else value for code, value in intake.announced.items()},
    }


def from_plain(plain) -> Intake:
    edits = (ScoreEdit(code, number(value), version, number(seen)) for code, value, version, seen in plain["scores"])
    announced = {code: number(value) if code == TOTAL else value for code, value in plain["announced"].items()}
    return Intake(plain["framework"], plain["version"], tuple(edits), announced)


def text_of(value):
    return None if value is None else str(value)


def number(text):
    return None if text is None else Decimal(text)
