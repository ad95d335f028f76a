"""The results as Markdown: chapters of text and tables, and at the end what was aimed at and what came out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Target:
    """`measured` shall be at most `limit`, or at least if `at_least`."""

    name: str
    limit: float
    measured: float
    unit: str = ""
    at_least: bool = False

    @property
    def is_met(self):
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    @property
    def row(self):
        sign = "≥" if self.at_least else "≤"
        return (
            self.name,
            f"{sign} {self.limit:g}{self.unit}",
            f"{self.measured:.2f}{self.unit}",
            yes_or_no(self.is_met),
        )


@dataclass(frozen=True)
class Chapter:
    title: str
    blocks: tuple[str, ...]  # paragraphs and tables
    targets: tuple[Target, ...] = ()


def markdown(title: str, facts: str, chapters: Sequence[Chapter]) -> str:
    parts = [f"# {title}", facts]
    for chapter in chapters:
        parts += [f"## {chapter.title}", *(block.strip() for block in chapter.blocks)]
    rows = [target.row for target in targets_of(chapters)]
    return "\n\n".join([*parts, "## Targets", table(("target", "wanted", "measured", "met"), rows)]) + "\n"


def targets_of(chapters) -> list[Target]:
    return [target for chapter in chapters for target in chapter.targets]


def table(header: Iterable[str], rows: Iterable[Iterable]) -> str:
    """The first column to the left, the others to the right."""
    header = tuple(header)
    rule = ("---", *("---:" for _ in header[1:]))
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (header, rule, *rows))


def spread(values: Iterable[float], digits=2) -> str:
    """Median, and lowest and highest where they differ from it as printed."""
    values = sorted(values)
    middle, low, high = (f"{value:.{digits}f}" for value in (median(values), values[0], values[-1]))
    return middle if low == high else f"{middle} ({low}–{high})"


def megabytes(size: float) -> str:
    return f"{size / 1e6:.0f}"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def yes_or_no(value):
    return "yes" if value else "**no**"
