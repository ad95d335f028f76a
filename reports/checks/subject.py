"""What is checked: one kind of document of an agency-year, as plain values, with what it is compared to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assessments.frameworks import Framework
from reports.checks.passages import Passage, passages_of
from reports.documents.content import Content


@dataclass(frozen=True)
class LastYear:
    """Texts of the agency's year before, by sort of text: {sort: {text: where it stands}}, see repeats.py."""

    fiscal_year: int
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """`framework` is the one that the plan is written under, there before there are scores; `frameworks` are all."""

    kind: str
    content: Content
    framework: Framework
    frameworks: tuple[Framework, ...] = ()
    other_names: tuple[str, ...] = ()  # of agencies that this one has no reason to speak of
    last_year: LastYear | None = None
    narrative_names: Mapping[str, str] = field(default_factory=dict)  # by part

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything people typed that this kind of document prints."""
        return tuple(passages_of(self.content, self.kind, self.narrative_names))

    @cached_property
    def points(self):
        """The weak points that follow from the scores; none without scores."""
        return self.content.baseline.analysis.weak_points if self.content.baseline else ()

    @property
    def assessed_years(self):
        """The results that the plan answers and those after it, as far as there are any."""
        return tuple(year for year in (self.content.baseline, self.content.result) if year)

    @cached_property
    def spoken_frameworks(self):
        """Those whose names and codes this document may use: of the years assessed, and of the plan's own year."""
        assessed = (year.framework for year in self.assessed_years)
        own = (framework for framework in self.frameworks if framework.fiscal_year == self.content.fiscal_year)
        return tuple({framework.code: framework for framework in (self.framework, *assessed, *own)}.values())

    def framework_of(self, fiscal_year):
        return next((framework for framework in self.frameworks if framework.fiscal_year == fiscal_year), None)
