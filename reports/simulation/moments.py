"""When things happened in an invented year; the newest one is taken to have begun two months ago. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from django.utils.timezone import get_default_timezone

from assessments.fiscal_year import first_day, last_day

OFFICE_HOURS = (8 * 60, 17 * 60)  # minutes of the day
PLANS, EARLY_PLANS = (20, 150), (-50, 20)  # days after the year's first, in older years and in the newest
REPORTS = (5, 45)  # days after its last
LATER = timedelta(days=14)
TO_APPROVAL, TO_ACCEPTANCE, TO_PUBLISHING = timedelta(days=2), timedelta(days=4), timedelta(days=5)
DRAWING = timedelta(minutes=2)


@dataclass(frozen=True)
class Moments:
    """Of one version, or of a round that leads to none."""

    submitted: datetime

    @property
    def approved(self):
        return self.submitted + TO_APPROVAL

    @property
    def accepted(self):
        return self.submitted + TO_ACCEPTANCE

    @property
    def requested(self):
        return self.submitted + TO_PUBLISHING

    @property
    def published(self):
        return self.requested + DRAWING

    @property
    def later(self):
        return Moments(self.submitted + LATER)


def moments_for(kind: str, fiscal_year: int, random: Random, *, is_newest: bool) -> Moments:
    if kind == "progress":
        day = last_day(fiscal_year) + timedelta(days=random.randint(*REPORTS)) - TO_PUBLISHING
    else:
        day = first_day(fiscal_year) + timedelta(days=random.randint(*(EARLY_PLANS if is_newest else PLANS)))
    minutes = random.randint(*OFFICE_HOURS)
    return Moments(datetime.combine(day, time(minutes // 60, minutes % 60), get_default_timezone()))
