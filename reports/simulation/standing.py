"""Which total each agency shall reach, so that mean and share passed of the nation are as published. Pure."""

from dataclasses import dataclass
from random import Random

from assessments.frameworks import Framework

PASSING, BEST = 85.02, 99.9  # a total is met within 0.01, and must not cross the pass mark
FAILING, SPREAD = 84.97, 50.0
MEAN_OF_FAILING = 76.0
KEPT, NEW = 0.85, 0.53  # of an agency's standing from year to year; together of variance 1


@dataclass(frozen=True)
class Nation:
    """Mean of the totals, and the share that passed (0–1)."""

    mean: float
    passed: float

    def totals(self, agencies: int) -> list[float]:
        """From the lowest to the highest."""
        failing = round(agencies * (1 - self.passed))
        return [*lower_totals(failing), *self.upper_totals(agencies - failing)]

    def upper_totals(self, count):
        mean = (self.mean - (1 - self.passed) * MEAN_OF_FAILING) / self.passed
        power = (BEST - PASSING) / (mean - PASSING) - 1
        return [PASSING + (BEST - PASSING) * place**power for place in places(count)]


def lower_totals(count):
    power = SPREAD / (FAILING - MEAN_OF_FAILING) - 1
    return [FAILING - SPREAD * (1 - place) ** power for place in places(count)]


def places(count):
    """Evenly between 0 and 1."""
    return [(number + 0.5) / count for number in range(count)]


def nation_of(frameworks: tuple[Framework, ...], fiscal_year: int) -> Nation:
    """As published for that year; for one that is not published yet (2569), like the latest before it."""
    known = [one for one in frameworks if one.fiscal_year <= fiscal_year and one.national.average is not None]
    national = known[-1].national
    return Nation(float(national.average), float(national.passed_percent) / 100)


def next_qualities(qualities: list[float], random: Random) -> list[float]:
    """Good ones stay good: an agency's standing in standard deviations, a year later."""
    return [KEPT * quality + NEW * random.gauss(0, 1) for quality in qualities]


def totals_by_rank(strengths: list[float], nation: Nation) -> list[float]:
    """Each agency's total, the strongest the highest."""
    order = sorted(range(len(strengths)), key=strengths.__getitem__)
    totals = nation.totals(len(strengths))
    return [total for _, total in sorted(zip(order, totals, strict=True))]
