"""One invented agency-year in memory: what is stored of it, and what its data files say."""

from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from assessments.framework_store import get_framework
from assessments.models import AgencyYear, Assessment
from reports.simulation.agencies import Member
from reports.simulation.course import Course
from reports.simulation.figures import level_for
from reports.simulation.planning import Found, PlannedMeasure, Report, findings_for, plan_for, reports_for
from reports.simulation.scores import paper_of, scores_for, weakest
from reports.simulation.values import exported

MOST_WEAK = 4


@dataclass
class Work:
    """Scores and total are hundredths. `year` and `assessment` are the rows, once they are stored."""

    member: Member
    course: Course
    framework_code: str
    fiscal_year: int
    scores: dict[str, int]
    total: int
    level: str
    measures: list[PlannedMeasure] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    findings: list[Found] = field(default_factory=list)
    year: AgencyYear | None = None
    assessment: Assessment | None = None

    @property
    def assessed_year(self):
        return self.fiscal_year - 1

    @cached_property
    def exported(self):
        return exported(self)


def work_of(member, course, framework_code, total: float, random: Random) -> Work:
    """`total` (0–100) is what its scores shall lead to."""
    kind, framework = member.agency.kind, get_framework(framework_code)
    paper = paper_of(framework_code, kind)
    scores = scores_for(paper, total, random)
    reached, instruments = paper.figures.results_of(scores)
    level = level_for(framework, reached, instruments)
    announced = scores if course.results == "items" else instruments
    work = Work(member, course, framework_code, framework.fiscal_year + 1, announced, reached, level.name)
    fill(work, framework, weakest(paper, scores, MOST_WEAK), random)
    return work


def fill(work, framework, weak, random):
    """Findings, measures and reports, as far as the agency has come."""
    kind = work.member.agency.kind
    if work.course.has_findings:
        work.findings = findings_for(framework, kind, weak, work.scores)
    if work.course.has_plan:
        work.measures = plan_for(framework, kind, weak, work.scores, work.fiscal_year, random)
        work.reports = reports_for(work.measures, work.course.reported, random)
