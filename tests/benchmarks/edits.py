"""One changed text of the 41 pages, drawn by the child that drew the document before, beside the whole document."""

from collections.abc import Callable
from dataclasses import replace
from statistics import median

from reports import documents
from reports.documents.content import Content
from reports.reading import content_of
from reports.setups import setup_for
from reports.writers.html import for_pdf
from reports.writers.renderer import Renderer
from tests.benchmarks.measuring import Cost
from tests.benchmarks.renderers import Subject, drawing
from tests.benchmarks.report import Chapter, Target, spread, table

LIMIT = 0.4
NOTHING = "nothing"
WORDS = " และทบทวนอีกครั้ง"
METHOD = """
Each round ({rounds}) draws the whole document in a new child of the warm renderer, then one edit after the other in the
same child: a few words more in the document as the edit before left it. The part is of the whole document of the same
round. Pages that are not laid out again are still painted, tagged and written again."""


def chapter(subject: Subject, renderer: Renderer, rounds: int) -> Chapter:
    whole, edited = [], {name: [] for name in EDITS}
    for number in range(rounds):
        content = content_of(subject.agency_year)
        draw = drawer(subject, renderer, f"edits-{number}")
        whole.append(draw(content))
        for name, edit in EDITS.items():
            content = edit(content)
            edited[name].append(draw(content))
    ratios = {name: list(map(ratio, costs, whole)) for name, costs in edited.items()}
    return Chapter(
        "One edited text of the 41 pages",
        (METHOD.format(rounds=rounds), cost_table(whole, edited, ratios)),
        tuple(target(name, median(found)) for name, found in ratios.items() if name != NOTHING),
    )


def drawer(subject, renderer, about) -> Callable[[Content], Cost]:
    """Draws this content in one and the same child."""
    setup = setup_for(subject.agency_year, subject.sample.kind)

    def draw(content):
        document = documents.build(content, subject.sample.kind, None, setup)
        return drawing(renderer, replace(subject, printed=for_pdf(document)), about=about)

    return draw


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
    NOTHING: lambda content: content,
}


def cost_table(whole, edited, ratios) -> str:
    rows = [("the whole document", *figures(whole), "")]
    rows += [(name, *figures(costs), spread(ratios[name])) for name, costs in edited.items()]
    return table(("changed", "wall s", "CPU s", "part of the whole"), rows)


def figures(costs):
    return spread(cost.wall for cost in costs), spread(cost.cpu for cost in costs)
