"""One changed text of the 41 pages, drawn by the child that drew the document before, beside the whole document."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from reports import documents
from reports.documents.content import Content
from reports.reading import content_of
from reports.setups import setup_for
from reports.writers.html import for_pdf
from reports.writers.renderer import Renderer
from reports.writers.sections import Printed
from tests.benchmarks.measuring import Cost
from tests.benchmarks.renderers import Subject, drawing
from tests.benchmarks.report import Chapter, Target, spread, table

LIMIT = 0.4
WORDS = " และทบทวนอีกครั้ง"
METHOD = """
Each round ({rounds}) draws the whole document in a new child of the warm renderer, then one edit after the other in the
same child: a few words more in the document as the edit before left it. The part is of the whole document of the same
round. Pages that are not laid out again are not painted again either, but tagged and written again. The target is for
edits of one section; a measure's steps stand in two."""


def chapter(subject: Subject, renderer: Renderer, rounds: int) -> Chapter:
    printed = [printed_of(subject, content) for content in edited_contents(content_of(subject.agency_year))]
    sections = dict(zip(EDITS, map(changed_sections, printed, printed[1:]), strict=False))
    whole, edited = [], {name: [] for name in EDITS}
    for number in range(rounds):
        costs = [drawing(renderer, replace(subject, printed=one), about=f"edits-{number}") for one in printed]
        whole.append(costs[0])
        for name, cost in zip(EDITS, costs[1:], strict=True):
            edited[name].append(cost)
    ratios = {name: list(map(ratio, costs, whole)) for name, costs in edited.items()}
    return Chapter(
        "One edited text of the 41 pages",
        (METHOD.format(rounds=rounds), cost_table(whole, edited, ratios, sections)),
        tuple(target(name, median(found)) for name, found in ratios.items() if sections[name] == 1),
    )


def edited_contents(content) -> Iterator[Content]:
    """As it is, then after one edit after the other."""
    yield content
    for edit in EDITS.values():
        content = edit(content)
        yield content


def printed_of(subject, content) -> Printed:
    setup = setup_for(subject.agency_year, subject.sample.kind)
    return for_pdf(documents.build(content, subject.sample.kind, None, setup))


def changed_sections(before: Printed, after: Printed) -> int:
    return sum(old != new for old, new in zip(before.sections, after.sections, strict=True))


def target(name, measured) -> Target:
    return Target(f"41 pages, {name} changed: wall time as a part of the whole", LIMIT, measured)


def ratio(part: Cost, whole: Cost) -> float:
    return part.wall / whole.wall


def reworded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{texts[0]}{WORDS}", *texts[1:])


def narrative_edit(part) -> Callable[[Content], Content]:
    return lambda content: replace(content, narrative=content.narrative | {part: reworded(content.narrative[part])})


def measure_edit(content) -> Content:
    first, *others = content.measures
    return replace(content, measures=(replace(first, steps=reworded(first.steps)), *others))


def progress_edit(content) -> Content:
    first, *others = content.progress
    return replace(content, progress=(replace(first, performed=reworded(first.performed)), *others))


EDITS = {
    "the preface": narrative_edit("preface"),
    "the introduction of the measures": narrative_edit("introduction"),
    "a step of one measure": measure_edit,
    "what was done in one progress entry": progress_edit,
    "a success factor in the analysis, the longest section": narrative_edit("strength_factors.IIT"),
    "nothing": lambda content: content,
}


def cost_table(whole, edited, ratios, sections) -> str:
    rows = [("the whole document", "", *figures(whole), "")]
    rows += [(name, sections[name], *figures(costs), spread(ratios[name])) for name, costs in edited.items()]
    return table(("changed", "sections", "wall s", "CPU s", "part of the whole"), rows)


def figures(costs):
    return spread(cost.wall for cost in costs), spread(cost.cpu for cost in costs)
