"""What documents are made from: the agency-year as plain values, read once and handed to the pure builders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assessments.analysis import Analysis, FindingInput, PastYear
from assessments.frameworks import Framework
from assessments.scoring import Results


@dataclass(frozen=True)
class AgencyFacts:
    name: str
    short_name: str = ""
    kind: str = "other"
    parents: tuple[str, ...] = ()  # the ministry first
    province: str = ""
    district: str = ""
    numerals: str = "thai"


@dataclass(frozen=True)
class AssessedYear:
    """One assessment with all that was announced and all that follows from it."""

    fiscal_year: int
    framework: Framework
    results: Results
    analysis: Analysis
    rank_position: int | None = None
    rank_group: str = ""
    peers_label: str = ""
    peers_count: int | None = None
    peers_average: Decimal | None = None

    @property
    def has_figures(self):
        return any(figure.value is not None for figure in (*self.results.figures.values(), self.results.total))


@dataclass(frozen=True)
class PeriodFacts:
    start: date | None = None
    end: date | None = None
    text: str = ""


@dataclass(frozen=True)
class MeasureFacts:
    key: str
    urgency: str
    issue: int | None = None
    indicator: str = ""
    title: str = ""
    weak_point: str = ""
    items: tuple[str, ...] = ()
    improvement: tuple[str, ...] = ()
    assessed_points: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()
    monitoring: str = ""
    period: PeriodFacts = PeriodFacts()

    @property
    def name(self):
        return self.title or self.weak_point


@dataclass(frozen=True)
class ProgressFacts:
    key: str
    measure: MeasureFacts | None = None
    indicator: str = ""
    activity: str = ""
    performed: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    period: PeriodFacts = PeriodFacts()
    budget_amount: Decimal | None = None
    budget_source: str = ""
    obstacles: str = ""
    suggestions: str = ""

    @property
    def name(self):
        return self.activity or (self.measure.name if self.measure else "")


@dataclass(frozen=True)
class PhotoFacts:
    caption: str
    taken_on: date | None = None
    file: str = ""


@dataclass(frozen=True)
class Content:
    agency: AgencyFacts
    fiscal_year: int
    baseline: AssessedYear | None = None
    result: AssessedYear | None = None
    history: tuple[PastYear, ...] = ()
    findings: tuple[FindingInput, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    limitations: tuple[str, ...] = ()
    progress: tuple[ProgressFacts, ...] = ()
    photos: tuple[PhotoFacts, ...] = ()
    narrative: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by NarrativePart value

    @property
    def assessed_year(self):
        """The fiscal year whose results the plan answers."""
        return self.baseline.fiscal_year if self.baseline else self.fiscal_year - 1

    @property
    def framework(self):
        return self.baseline.framework if self.baseline else None

    @property
    def plans_by_issue(self):
        return any(measure.issue for measure in self.measures)
