"""One invented year: who stands where, what follows from it, and all its rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from django.db import transaction

from assessments.framework_store import all_frameworks
from assessments.frameworks import Framework
from reports.simulation.agencies import Member
from reports.simulation.course import Course, course_for
from reports.simulation.rows import store_works
from reports.simulation.standing import nation_of, next_qualities, totals_by_rank
from reports.simulation.versions import Publisher
from reports.simulation.work import work_of

AT_A_TIME = 500


@dataclass
class Years:
    """Years one after the other: agencies keep most of their quality."""

    members: list[Member]
    seed: int
    publisher: Publisher
    qualities: list[float] = field(default_factory=list)

    @transaction.atomic
    def add(self, framework: Framework, *, is_newest: bool) -> int:
        """The plans that answer this framework's results; how many agency-years."""
        random = Random(f"{self.seed} {framework.code}")
        self.publisher.begin_year(framework.fiscal_year + 1)
        made, works = 0, self.works(framework, random, is_newest)
        while chunk := list(islice(works, AT_A_TIME)):
            store_works(chunk)
            self.publisher.publish(chunk)
            made += len(chunk)
        return made

    def works(self, framework, random, is_newest) -> Iterator:
        for (member, course), total in self.totals(framework, random, is_newest):
            yield work_of(member, course, framework.code, total, random)

    def totals(self, framework, random, is_newest) -> Iterator[tuple[tuple[Member, Course], float]]:
        """In the order of the agencies. Only those that have results share the nation's mean."""
        qualities = self.next_qualities(random)
        taking = [
            (member, course, quality)
            for member, quality in zip(self.members, qualities, strict=True)
            if member.is_at_work(framework.fiscal_year + 1)
            and (course := course_for(random, is_newest=is_newest)).results
        ]
        nation = nation_of(all_frameworks(), framework.fiscal_year)
        totals = totals_by_rank([quality for _, _, quality in taking], nation)
        return zip(((member, course) for member, course, _ in taking), totals, strict=True)

    def next_qualities(self, random):
        first = [member.quality for member in self.members]
        self.qualities = next_qualities(self.qualities, random) if self.qualities else first
        return self.qualities
