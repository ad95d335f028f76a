"""How far each agency gets in a year: older years are nearly all through, the newest stands at every stage. Pure."""

from dataclasses import dataclass
from random import Random

# In a hundred agencies.
WITHOUT_RESULTS, WITHOUT_RESULTS_YET, WITH_TOTAL_ONLY = 1.0, 6.0, 2.0
SECOND_VERSIONS, WITHDRAWN, WITH_FINDINGS, REPORTS_PUBLISHED = 3.0, 0.4, 20.0, 93.0
# Of those that have results in the newest year: what their plan has come to, in order; the rest has no plan yet.
NEWEST = (
    ("reporting", 8),
    ("published", 28),
    ("accepted", 1),
    ("approved", 3),
    ("submitted", 4),
    ("returned", 3),
    ("planned", 27),
)
OLDER = (("reporting", 91), ("published", 5), ("planned", 2))
WITH_PLAN = ("reporting", "published", "accepted", "approved", "submitted", "returned", "planned")
OUT = ("reporting", "published")


@dataclass(frozen=True)
class Course:
    """`reached`: one of WITH_PLAN, or "" without a plan. `results`: "items", "total" (with instruments) or ""."""

    results: str
    reached: str = ""
    reported: float = 0.0  # share of the measures that the report speaks of
    is_reported: bool = False  # the progress report is published too
    has_second: bool = False
    is_withdrawn: bool = False
    has_findings: bool = False

    @property
    def has_plan(self):
        return self.reached in WITH_PLAN

    @property
    def is_published(self):
        return self.reached in OUT


def course_for(random: Random, *, is_newest: bool) -> Course:
    missing = WITHOUT_RESULTS_YET if is_newest else WITHOUT_RESULTS
    results = drawn(random, (("", missing), ("total", WITH_TOTAL_ONLY)), "items")
    if results != "items":
        return Course(results)
    reached = drawn(random, NEWEST if is_newest else OLDER, "")
    is_reporting = reached == "reporting"
    return Course(
        results=results,
        reached=reached,
        reported=reported_share(random, is_newest) if is_reporting else 0.0,
        is_reported=is_reporting and not is_newest and one_of_hundred(random, REPORTS_PUBLISHED),
        has_second=reached in OUT and one_of_hundred(random, SECOND_VERSIONS),
        is_withdrawn=reached in OUT and one_of_hundred(random, WITHDRAWN),
        has_findings=one_of_hundred(random, WITH_FINDINGS),
    )


def reported_share(random, is_newest):
    """The newest year has begun; of older ones a tenth left something unsaid."""
    return 0.4 if is_newest else drawn(random, ((0.6, 10),), 1.0)


def drawn(random, shares, otherwise):
    """One of the names by its share of a hundred."""
    at = random.random() * 100
    for name, share in shares:
        at -= share
        if at < 0:
            return name
    return otherwise


def one_of_hundred(random, share):
    return random.random() * 100 < share
