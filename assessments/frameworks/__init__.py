"""What one year's ITA assesses and how: frozen values read from one TOML file a year.

Names, weights, rules and levels live in the files only; code asks the framework and never knows a year.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True)
class Provenance:
    """Where an entry comes from. `verified` is False for what no official source was seen for."""

    source: str
    verified: bool


@dataclass(frozen=True)
class Instrument:
    code: str  # "IIT", "EIT", "OIT"
    name: str
    name_en: str
    weight: Decimal  # percent of the total
    provenance: Provenance


@dataclass(frozen=True)
class Indicator:
    code: str  # "1" … "10"
    name: str
    instrument: str
    provenance: Provenance


@dataclass(frozen=True)
class SubIndicator:
    code: str  # "9.5"
    name: str
    indicator: str
    provenance: Provenance


@dataclass(frozen=True)
class Predecessor:
    """The item of last year that this one continues: `equal` scores compare, `changed` only with the reason."""

    code: str
    relation: str  # "equal" or "changed"
    reason: str


@dataclass(frozen=True)
class Item:
    """A question (IIT, EIT) or a disclosure item (OIT). `name` is empty while its official wording is unknown."""

    code: str  # "i1", "e9", "o29"
    name: str
    instrument: str
    indicator: str
    sub_indicator: str  # "" outside OIT
    issues: tuple[int, ...]
    components: tuple[str, ...]
    allowed: tuple[Decimal, ...]  # empty: any value 0–100
    predecessors: tuple[Predecessor, ...]
    provenance: Provenance
    issues_provenance: Provenance
    components_provenance: Provenance | None = None  # None without components

    @property
    def is_new(self):
        return not self.predecessors


@dataclass(frozen=True)
class Issue:
    number: int
    name: str
    provenance: Provenance


@dataclass(frozen=True)
class Level:
    """A band of the level scale; the first that matches counts, so order is meaning."""

    code: str
    name: str  # as printed: "AA", "ผ่านดีเยี่ยม"
    name_en: str
    total_min: Decimal
    instrument_min: Decimal | None  # every instrument must reach it too
    passed: bool


@dataclass(frozen=True)
class Rule:
    """How figures follow from their parts for some kinds of agency; `kinds` is empty for the general rule.

    `weights` are percent by instrument; an instrument without a weight is not assessed.
    `parts` says, by instrument, what an indicator and the instrument itself are the mean of:
    ("indicators" | "items") for the instrument, ("sub_indicators" | "items" | "announced") for an indicator;
    "announced" means that it cannot be computed from what is published.
    """

    kinds: tuple[str, ...]
    weights: dict[str, Decimal]
    instrument_from: dict[str, str]
    indicator_from: dict[str, str]
    provenance: Provenance


@dataclass(frozen=True)
class RequiredComponent:
    code: str
    text: str
    provenance: Provenance


@dataclass(frozen=True)
class RequiredDocument:
    """The OIT item that asks for one of the portal's documents, and the parts that it must contain."""

    kind: str  # "measures" or "progress"
    item: str
    components: tuple[RequiredComponent, ...]


@dataclass(frozen=True)
class CalendarEvent:
    name: str
    start_on: date
    end_on: date
    provenance: Provenance


@dataclass(frozen=True)
class National:
    """What was announced for the whole country; None where it was not seen."""

    agencies: int | None
    average: Decimal | None
    passed_percent: Decimal | None
    provenance: Provenance


@dataclass(frozen=True)
class Framework:
    code: str  # "ita-2566"
    fiscal_year: int  # Buddhist era, the year assessed
    name: str
    kinds: tuple[str, ...]  # kinds of agency it applies to
    pass_mark: Decimal
    decimals: int  # published figures are rounded half up to so many
    tolerance: Decimal
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    sub_indicators: tuple[SubIndicator, ...]
    items: tuple[Item, ...]
    issues: tuple[Issue, ...]
    levels: tuple[Level, ...]
    levels_per_indicator: bool  # letters are also given for each indicator (up to 2566)
    levels_provenance: Provenance
    rules: tuple[Rule, ...]
    documents: tuple[RequiredDocument, ...]
    calendar: tuple[CalendarEvent, ...]
    national: National
    item_scores_provenance: Provenance | None = None
    year_map_provenance: Provenance | None = None

    @cached_property
    def entries(self):
        """Everything that can carry a score, by code: instruments, indicators, sub-indicators, items."""
        groups = (self.instruments, self.indicators, self.sub_indicators, self.items)
        return {entry.code: entry for group in groups for entry in group}

    @cached_property
    def provenances(self):
        """Every provenance of the file, to count what is verified."""
        return tuple(_provenances_in(self))

    def rule_for(self, kind):
        """The rule of this kind of agency, else the general one."""
        general = next(rule for rule in self.rules if not rule.kinds)
        return next((rule for rule in self.rules if kind in rule.kinds), general)

    def depth_of(self, code):
        """One of "instrument", "indicator", "sub_indicator", "item", or None for a code this year does not have."""
        depths = {Instrument: "instrument", Indicator: "indicator", SubIndicator: "sub_indicator", Item: "item"}
        return depths.get(type(self.entries.get(code)))

    def indicators_of(self, instrument):
        return tuple(entry for entry in self.indicators if entry.instrument == instrument)

    def sub_indicators_of(self, indicator):
        return tuple(entry for entry in self.sub_indicators if entry.indicator == indicator)

    def items_of(self, code):
        """Items below an instrument, indicator or sub-indicator, in official order."""
        return tuple(item for item in self.items if code in (item.instrument, item.indicator, item.sub_indicator))

    def items_of_issue(self, number):
        return tuple(item for item in self.items if number in item.issues)

    def issue(self, number):
        return next(issue for issue in self.issues if issue.number == number)

    def document(self, kind):
        return next(document for document in self.documents if document.kind == kind)


def _provenances_in(value):
    if isinstance(value, Provenance):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _provenances_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _provenances_in(getattr(value, field.name))
