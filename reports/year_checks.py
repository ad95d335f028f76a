"""The remarks of all documents of a year, each once, by the step of the work on whose pages it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from reports.checks.registry import CHECKS
from reports.checks.results import LOOK, MISSING, ORDER, CheckResult, Place, Remark, Report
from reports.checks.wording import DEPTHS

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
# Pages of a new row that may answer several things at once, and how these are called together.
NEW_ROWS = {"new-finding": "ตัวชี้วัดที่ {key}: {count} {unit}"}
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
class Gathered(Remark):
    """Several remarks of one check that one form answers, said as one; `parts` are they."""

    parts: tuple[Remark, ...] = ()


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
    told = gathered(told_once(reports))
    ordered = sorted(told, key=lambda each: (ORDER.index(each.remark.state), RANK[each.check.code]))
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


def gathered(several):
    """What one check says of several things that one new row answers is one remark, where the first of them stood."""
    together = {}
    for index, told in enumerate(several):
        is_alone = told.remark.place.page not in NEW_ROWS or told.remark.quote
        key = index if is_alone else (told.check.code, told.remark.state, told.places)
        together.setdefault(key, []).append(told)
    return [group[0] if len(group) == 1 else as_one(group) for group in together.values()]


def as_one(group):
    """ตัวชี้วัดที่ 9: 2 ข้อ — o3, o6 ยังไม่ได้วิเคราะห์สาเหตุ"""
    parts = tuple(told.remark for told in group)
    first = parts[0]
    unit = "ข้อ" if all(remark.where.startswith(DEPTHS["item"]) for remark in parts) else "เรื่อง"
    where = NEW_ROWS[first.place.page].format(key=first.place.key, count=len(parts), unit=unit)
    says = f"{', '.join(code_of(remark.where) for remark in parts)} {shared_end(parts)}".rstrip()
    one = Gathered(where, says, first.place, state=first.state, parts=parts)
    return Told(one, group[0].check, tuple((kind, one.place) for kind in group[0].kinds))


def code_of(where):
    """The code in words that `wording.named` made; without one, the words."""
    for depth in DEPTHS.values():
        if where.startswith(depth):
            return where.removeprefix(depth).split(" ", 1)[0]
    return where


def shared_end(remarks):
    """The last clause, where all say the same: what is missing, without the score of each."""
    ends = {remark.says.rsplit(" ", 1)[-1] for remark in remarks}
    return ends.pop() if len(ends) == 1 else ""


def shared(remark):
    """The remark without what tells one document from another."""
    is_own = remark.place.page == OF_DOCUMENT
    return replace(remark, place=replace(remark.place, key="")) if is_own else remark
