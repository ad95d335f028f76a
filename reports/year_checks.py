"""The remarks of all documents of a year, each once, by the step of the work on whose pages it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from reports.checks.registry import CHECKS
from reports.checks.results import LOOK, MISSING, ORDER, CheckResult, Place, Remark, Report

STEPS = {
    "scores": "ผลคะแนน",
    "analysis": "วิเคราะห์",
    "measures": "มาตรการ",
    "progress": "ผลการดำเนินการ",
    "documents": "เอกสาร",
}
PAGES_OF_STEP = {
    "scores": ("scores", "announced", "past-results"),
    "analysis": ("finding", "new-finding"),
    "measures": ("measures", "measure", "new-measure", "new-measure-of-issue", "limitations"),
    "progress": ("progress", "entry", "new-entry", "photo"),
    "documents": ("narrative", "setup"),
}
STEP_OF_PAGE = {page: step for step, pages in PAGES_OF_STEP.items() for page in pages}
OF_DOCUMENT = "setup"  # the page that each kind of document has of its own
RANK = {check.code: rank for rank, check in enumerate(CHECKS)}


@dataclass(frozen=True)
class Told:
    """A remark with the check it comes from, and for each kind of document that it concerns where it is mended."""

    remark: Remark
    check: CheckResult
    places: tuple[tuple[str, Place], ...]

    @property
    def step(self):
        return STEP_OF_PAGE[self.remark.place.page]

    @property
    def kinds(self):
        return tuple(kind for kind, _ in self.places)

    @property
    def place(self):
        """Where it is mended for every document at once; None where each has a page of its own."""
        places = {place for _, place in self.places}
        return places.pop() if len(places) == 1 else None


@dataclass(frozen=True)
class Count:
    """How many remarks there are in a step; `code` is "" for all steps together."""

    code: str
    name: str
    missing: int
    look: int

    @property
    def total(self):
        return self.missing + self.look


@dataclass(frozen=True)
class YearChecks:
    """`kinds` are the documents that were checked; without any there is nothing to check yet."""

    kinds: tuple[str, ...]
    told: tuple[Told, ...]

    def of(self, step=""):
        return tuple(told for told in self.told if step in ("", told.step))

    def in_state(self, state, step=""):
        """(check, its remarks) in the order of the work."""
        groups = {}
        for told in self.of(step):
            if told.remark.state == state:
                groups.setdefault(told.check.code, (told.check, []))[1].append(told)
        return list(groups.values())

    def count(self, step=""):
        states = [told.remark.state for told in self.of(step)]
        return Count(step, STEPS.get(step, "ทุกขั้นตอน"), states.count(MISSING), states.count(LOOK))

    @cached_property
    def counts(self):
        return tuple(self.count(step) for step in STEPS)


def year_checks(reports: Iterable[Report]) -> YearChecks:
    reports = tuple(reports)
    ordered = sorted(told_once(reports), key=lambda told: (ORDER.index(told.remark.state), RANK[told.check.code]))
    return YearChecks(tuple(report.kind for report in reports), tuple(ordered))


def told_once(reports):
    """What several documents' checks say in the same words of the same place is one remark."""
    together = {}
    for report in reports:
        for result in report.results:
            for remark in result.remarks:
                found = together.setdefault((result.code, shared(remark)), (remark, result, {}))
                found[2][report.kind] = remark.place
    return [Told(remark, result, tuple(places.items())) for remark, result, places in together.values()]


def shared(remark):
    """The remark without what tells one document from another."""
    is_own = remark.place.page == OF_DOCUMENT
    return replace(remark, place=replace(remark.place, key="")) if is_own else remark
