"""How long our renderer takes for each document, cold and warm, beside Chromium and LibreOffice."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from reports.writers.renderer import Renderer
from tests.benchmarks.measuring import Cost
from tests.benchmarks.renderers import Subject, drawing, drawing_cold, peak_of_drawing
from tests.benchmarks.report import Chapter, Target, counted, megabytes, spread, table
from tests.benchmarks.rivals import Chromium, LibreOffice
from tests.benchmarks.samples import pages_of

# Warm wall time, as a part of Chromium's.
LIMITS = {"3 pages": 0.25, "11 pages": 0.5, "41 pages": 0.8}
WARM, COLD, ONE_PASS = "ours, warm", "ours, cold", "Chromium, first pass alone"
METHOD = """
Each round draws the document once with each program in turn, so that what else the machine does falls on all of them.
Figures are medians of the rounds ({rounds}; lowest–highest), ratios medians of the ratios within a round. Chromium is
`--headless --print-to-pdf` of the same HTML with the same fonts and pictures; LibreOffice is `--headless --convert-to
pdf` of the DOCX of the same document with the same letters. Both have used their profiles before. Where there is a
contents page, Chromium prints twice: once to learn the pages of the headings, once with the numbers filled in; what is
done between is not counted. Warm is a renderer that has drawn other documents, as a worker's has, cold is one whose
processes are still to be started. Making the HTML or the DOCX is not counted for any. CPU is that of all processes
together, memory the most that they held at one time (PSS, in a run of its own)."""


@dataclass(frozen=True)
class Comparison:
    """By program: the cost of each round; the peak in bytes and the file, of those that were looked at."""

    subject: Subject
    costs: dict[str, list[Cost]]
    peaks: dict[str, int]
    files: dict[str, bytes]

    def ratios(self, one, other, quantity="wall"):
        pairs = zip(self.costs[one], self.costs[other], strict=True)
        return [getattr(ours, quantity) / getattr(theirs, quantity) for ours, theirs in pairs]


def chapter(subjects: list[Subject], renderer: Renderer, folder: Path, rounds: int) -> Chapter:
    compared = [compare(subject, renderer, folder, rounds) for subject in subjects]
    tables = [block for comparison in compared for block in (heading(comparison.subject), cost_table(comparison))]
    ratios = "Ours as a part of theirs:"
    return Chapter(
        "Against Chromium and LibreOffice",
        (METHOD.format(rounds=rounds), *tables, ratios, ratio_table(compared)),
        tuple(target(comparison) for comparison in compared if comparison.subject.sample.key in LIMITS),
    )


def compare(subject, renderer, folder, rounds) -> Comparison:
    own = folder / f"rivals {subject.sample.key}".replace(" ", "-")
    own.mkdir()
    rivals = [rival(own, subject.document, subject.pictures) for rival in (Chromium, LibreOffice)]
    peaks, files = {WARM: peak_of_drawing(renderer, subject)}, {WARM: subject.pdf}
    for rival in rivals:
        rival.draw()
        peaks[rival.name], files[rival.name] = rival.peak(), rival.pdf.read_bytes()
    return Comparison(subject, in_rounds(subject, renderer, rivals, rounds), peaks, files)


def in_rounds(subject, renderer, rivals, rounds) -> dict[str, list[Cost]]:
    costs = {WARM: [], COLD: [], ONE_PASS: []} | {rival.name: [] for rival in rivals}
    for _ in range(rounds):
        for rival, (name, draw) in zip(rivals, ours(subject, renderer), strict=True):
            costs[name].append(draw())
            passes = rival.draw()
            costs[rival.name].append(sum(passes, Cost(0, 0)))
            if len(passes) > 1:
                costs[ONE_PASS].append(passes[0])
    return {name: found for name, found in costs.items() if found}


def ours(subject, renderer):
    return ((WARM, lambda: drawing(renderer, subject)), (COLD, lambda: drawing_cold(subject)))


def heading(subject) -> str:
    sample, tables = subject.sample, subject.document.tables
    rows = sum(len(table.rows) for table in tables)
    return (
        f"**{sample.key}**: {sample.about}. {sample.landscape} of {sample.pages} pages are landscape; "
        f"{counted(len(tables), 'table')}, {counted(rows, 'row')}, {counted(len(subject.pictures), 'photo')}."
    )


def cost_table(comparison) -> str:
    header = ("program", "wall s", "CPU s", "memory MB", "pages", "PDF kB")
    return table(header, (cost_row(name, comparison) for name in comparison.costs))


def cost_row(name, comparison):
    costs = comparison.costs[name]
    figures = (spread(cost.wall for cost in costs), spread(cost.cpu for cost in costs))
    if name not in comparison.files:
        return (name, *figures, "", "", "")
    file = comparison.files[name]
    return (name, *figures, megabytes(comparison.peaks[name]), pages_of(file)[0], f"{len(file) / 1000:,.0f}")


def ratio_table(compared) -> str:
    columns = [(one, other) for one in (WARM, COLD) for other in (Chromium.name, LibreOffice.name)]
    header = ("document", *(f"{one.removeprefix('ours, ')} / {other}, wall · CPU" for one, other in columns))
    rows = ((it.subject.sample.key, *(ratio_pair(it, *column) for column in columns)) for it in compared)
    return table(header, rows)


def ratio_pair(comparison, one, other) -> str:
    wall, cpu = (spread(comparison.ratios(one, other, quantity)) for quantity in ("wall", "cpu"))
    return f"{wall} · {cpu}"


def target(comparison) -> Target:
    key = comparison.subject.sample.key
    measured = median(comparison.ratios(WARM, Chromium.name))
    return Target(f"{key}, warm: wall time as a part of Chromium's", LIMITS[key], measured)
