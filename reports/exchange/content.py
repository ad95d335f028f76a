"""What an exchange file says, as plain frozen values."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class AgencyPart:
    code: str
    name: str
    short_name: str
    kind: str
    province: str
    district: str
    numerals: str
    parents: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentPart:
    framework_code: str
    fiscal_year: int
    total: Decimal | None
    level: str
    rank_position: int | None
    rank_group: str
    peers_label: str
    peers_count: int | None
    peers_average: Decimal | None
    scores: dict[str, Decimal]


@dataclass(frozen=True)
class PastPart:
    fiscal_year: int
    total: Decimal | None
    scores: dict[str, Decimal]


@dataclass(frozen=True)
class Entry:
    """A finding, measure, progress entry or photo: column values, and lists of texts by kind."""

    values: dict
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class AgencyYearFile:
    fiscal_year: int
    agency: AgencyPart
    baseline: AssessmentPart
    result: AssessmentPart | None
    history: tuple[PastPart, ...]
    findings: tuple[Entry, ...]
    measures: tuple[Entry, ...]
    limitations: tuple[str, ...]
    narratives: dict[str, tuple[str, ...]]
    progress: tuple[Entry, ...]
    photos: tuple[Entry, ...]
