"""What documents are made from: the agency-year as plain values, read once and handed to the pure builders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assessments.analysis import Analysis, FindingInput, PastYear
from assessments.frameworks import Framework
from assessments.scoring import Results
from assessments.scoring.arithmetic import FULL_MARKS


@dataclass(frozen=True)
class AgencyFacts:
    name: str
    short_name: str = ""
    kind: str = "other"
    parents: tuple[str, ...] = ()  # the ministry first
    province: str = ""
    district: str = ""
    numerals: str = "thai"
    logo: str = ""  # the stored name of its file


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

    @property
    def assessed_instruments(self):
        """Those that the rule of this kind of agency gives a weight."""
        return tuple(entry for entry in self.framework.instruments if entry.code in self.results.weighted)

    @property
    def is_partly_assessed(self):
        """Some kinds of agency are assessed by a part of the instruments: their total is no other's."""
        return len(self.assessed_instruments) < len(self.framework.instruments)

    @property
    def not_fully_known(self):
        """Assessed instruments that may hide a weak point: indicators without a score, and no full marks above them."""
        return tuple(
            entry.code
            for entry in self.assessed_instruments
            if self.results.value(entry.code) != FULL_MARKS
            and any(self.results.value(below.code) is None for below in self.framework.indicators_of(entry.code))
        )


@dataclass(frozen=True)
class PeriodFacts:
    start: date | None = None
    end: date | None = None
    text: str = ""

    def __bool__(self):
        """Whether any period is said."""
        return bool(self.start or self.end or self.text)


@dataclass(frozen=True)
class MeasureFacts:
    """All that is known of a measure; what planning asks of one is among it (measures/planning.py)."""

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
    is_draft: bool = False  # from the catalogue or an earlier plan, and not read by anybody yet

    @property
    def name(self):
        return self.title or self.weak_point

    @property
    def says_anything(self):
        """Whether anything was written about it, its place and period apart."""
        texts = (self.improvement, self.assessed_points, self.causes, self.approach, self.steps, self.responsible)
        return any((self.title, self.weak_point, self.monitoring, self.limitations, *texts))


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
class AttachmentFacts:
    title: str
    pages: int
    file: str


@dataclass(frozen=True)
class Content:
    agency: AgencyFacts
    fiscal_year: int
    baseline: AssessedYear | None = None
    result: AssessedYear | None = None
    history: tuple[PastYear, ...] = ()
    findings: tuple[FindingInput, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    published_plan: tuple[MeasureFacts, ...] = ()  # those of the latest published version; entries speak of these
    limitations: tuple[str, ...] = ()
    progress: tuple[ProgressFacts, ...] = ()
    photos: tuple[PhotoFacts, ...] = ()
    attachments: tuple[AttachmentFacts, ...] = ()
    narrative: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by NarrativePart value

    @property
    def planned(self):
        """What the progress report is held against: the plan as it was published, else as it now stands."""
        return self.published_plan or self.measures

    @property
    def assessed_year(self):
        """The fiscal year whose results the plan answers."""
        return self.baseline.fiscal_year if self.baseline else self.fiscal_year - 1

    @property
    def has_scores(self):
        """Whether there is any result that the plan answers."""
        return self.baseline is not None and self.baseline.has_figures

    @property
    def framework(self):
        return self.baseline.framework if self.baseline else None

    @property
    def plans_by_issue(self):
        return any(measure.issue for measure in self.measures)
