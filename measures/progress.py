"""How far the plan is: measures without a reported result, percent reported, budgets, scores before and after. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assessments.analysis import difference_word
from assessments.frameworks import Framework
from assessments.scoring import Results


@dataclass(frozen=True)
class EntryFacts:
    """What is asked of a progress entry; `budget` None is "not said", 0 is "no budget used"."""

    measure_key: str  # "" for a free activity
    performed: tuple[str, ...]
    outcomes: tuple[str, ...]
    budget: Decimal | None

    @property
    def is_reported(self):
        """A result is reported once it says what was done or what came of it."""
        return bool(self.performed or self.outcomes)


@dataclass(frozen=True)
class Summary:
    """`percent` is None without a measure; `budget` sums what was said and is None when nothing was."""

    measures: int
    unreported: tuple[str, ...]
    percent: Decimal | None
    budget: Decimal | None
    entries_without_budget: int

    @property
    def reported(self):
        return self.measures - len(self.unreported)


@dataclass(frozen=True)
class BeforeAfter:
    """One line of the table of scores before and after the measures."""

    code: str
    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self):
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def word(self):
        return difference_word(self.difference) or "เทียบไม่ได้"


def summarise(measure_keys: Sequence[str], entries: Sequence[EntryFacts]) -> Summary:
    reported = {entry.measure_key for entry in entries if entry.is_reported}
    unreported = tuple(key for key in measure_keys if key not in reported)
    budgets = [entry.budget for entry in entries if entry.budget is not None]
    return Summary(
        measures=len(measure_keys),
        unreported=unreported,
        percent=percent(len(measure_keys) - len(unreported), len(measure_keys)),
        budget=sum(budgets) if budgets else None,
        entries_without_budget=len(entries) - len(budgets),
    )


def percent(part: int, whole: int) -> Decimal | None:
    """One decimal, half up; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def compare(framework: Framework, before: Results | None, after: Results | None) -> tuple[BeforeAfter, ...]:
    """Indicators, instruments and the total side by side. Items are left out: their codes change meaning every year."""
    entries = (*framework.indicators, *framework.instruments)
    lines = [
        BeforeAfter(entry.code, entry.name, value_of(before, entry.code), value_of(after, entry.code))
        for entry in entries
    ]
    return (*lines, BeforeAfter("total", "คะแนนรวม", total_of(before), total_of(after)))


def value_of(results, code):
    return results.value(code) if results else None


def total_of(results):
    return results.total.value if results else None
