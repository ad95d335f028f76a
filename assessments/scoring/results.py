"""What goes into the calculation and what comes out: frozen values, None where something is not scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.frameworks import Level


@dataclass(frozen=True)
class Announced:
    """What was officially announced: one mapping for instrument, indicator, sub-indicator and item codes."""

    scores: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    level: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure as announced and as it follows from its parts; `value` is the announced one where there is one."""

    code: str
    announced: Decimal | None
    computed: Decimal | None

    @property
    def value(self):
        return self.computed if self.announced is None else self.announced


@dataclass(frozen=True)
class Discrepancy:
    """An announced figure that does not follow from its parts. `code` may also be "total" or "level" (then names)."""

    code: str
    announced: Decimal | str
    computed: Decimal | str
    difference: Decimal | None  # announced less computed; None for a level
    reason: str


@dataclass(frozen=True)
class Results:
    """`level` follows from the figures; `announced_level` is the text as announced, "" where there is none."""

    kind: str
    figures: Mapping[str, Figure]
    total: Figure
    level: Level | None
    announced_level: str
    discrepancies: tuple[Discrepancy, ...]
    weighted: Mapping[str, Decimal | None]

    @property
    def level_name(self):
        """The level to print: as announced, else as computed, else empty."""
        return self.announced_level or (self.level.name if self.level else "")

    def value(self, code):
        """The score of this code, None where it is unknown or the year does not have it."""
        figure = self.figures.get(code)
        return figure.value if figure else None


@dataclass(frozen=True)
class WhatIf:
    """What full marks in one entry would bring; totals and levels are None while they cannot be computed."""

    code: str
    name: str
    score: Decimal
    gain: Decimal
    new_total: Decimal | None
    new_level: Level | None
    raises_level: bool
