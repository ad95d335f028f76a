"""What a check is, and the kinds of document that checks are for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.checks.results import Remark

ANALYSIS, MEASURES, PROGRESS, ANNOUNCEMENT, FULL = "analysis", "measures", "progress", "announcement", "full"
PARTS_OF_FULL = (ANALYSIS, MEASURES, PROGRESS)
ALL = (*PARTS_OF_FULL, ANNOUNCEMENT)
KEEP_IF_MEANT = "หากตั้งใจเขียนเช่นนั้นให้คงไว้ได้"


def always(subject):
    return True


def has_texts(subject):
    return bool(subject.passages)


def has_scores(subject):
    return subject.content.has_scores


def has_measures(subject):
    return bool(subject.content.measures)


def has_entries(subject):
    return bool(subject.content.progress)


@dataclass(frozen=True)
class Check:
    """`find(subject)` gives the remarks. A check of any part of the full report is a check of the full report.

    `advice` says what to do about the remarks; `components` are the framework's required ones that it answers for.
    `applies(subject)` says whether there is anything to check: no document is praised for what it does not have.
    """

    code: str
    title: str
    find: Callable[..., Iterable[Remark]]
    kinds: tuple[str, ...]
    advice: str
    components: tuple[str, ...] = ()
    applies: Callable[..., bool] = always

    def is_for(self, kind):
        return kind in self.kinds or (kind == FULL and any(part in self.kinds for part in PARTS_OF_FULL))
