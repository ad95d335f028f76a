"""What to look at before a document is published. Explains and never blocks: people decide.

`run` takes plain values and gives a Report. Rules live where the portal computes by them (planning, progress, scoring,
analysis); here they are asked, together with what only a reader of the whole document sees.
"""

from reports.checks.check import FULL
from reports.checks.registry import CHECKS
from reports.checks.results import (
    COMPLETE,
    LOOK,
    MISSING,
    ORDER,
    CheckResult,
    ComponentResult,
    ItemResult,
    Place,
    Remark,
    Report,
    worst,
)
from reports.checks.subject import LastYear, Subject

__all__ = [
    "COMPLETE",
    "LOOK",
    "MISSING",
    "CheckResult",
    "ComponentResult",
    "ItemResult",
    "LastYear",
    "Place",
    "Remark",
    "Report",
    "Subject",
    "checks_of",
    "run",
]


def checks_of(kind):
    return tuple(check for check in CHECKS if check.is_for(kind))


def run(subject: Subject) -> Report:
    """Every check of this kind of document: the missing first, then what to look at, then the complete."""
    results = {check: result_of(check, subject) for check in checks_of(subject.kind) if check.applies(subject)}
    ordered = sorted(results.values(), key=lambda result: ORDER.index(result.state))
    return Report(subject.kind, tuple(ordered), tuple(item_results(subject, results)))


def result_of(check, subject):
    remarks = sorted(check.find(subject), key=lambda remark: ORDER.index(remark.state))
    return CheckResult(check.code, check.title, check.advice, tuple(remarks))


def item_results(subject, results):
    """The items of the plan's own year that ask for this document; the full report answers for all of them."""
    framework = subject.framework_of(subject.content.fiscal_year) or subject.framework
    for document in framework.documents:
        if subject.kind in (document.kind, FULL):
            yield ItemResult(
                code=document.item,
                fiscal_year=framework.fiscal_year,
                components=tuple(component_result(each, subject.kind, results) for each in document.components),
                is_verified=all(component.provenance.verified for component in document.components),
            )


def component_result(component, kind, results):
    """A component that no check is made for can only be looked at; one whose checks find nothing there is missing."""
    answering = tuple(result for check, result in results.items() if component.code in check.components)
    is_checked = any(component.code in check.components for check in checks_of(kind))
    state = worst(result.state for result in answering) if answering else MISSING if is_checked else LOOK
    return ComponentResult(component.text, answering, state)
