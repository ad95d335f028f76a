"""Which steps rows of the overview are late with, and since when, for lists and files to say it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db.models import BooleanField, Case, Q, Value, When

from assessments.fiscal_year import BUDDHIST_OFFSET
from assessments.models import WindowException
from assessments.thai import SHORT_MONTHS
from assessments.windows import STEP_NAMES
from reports.overview.stages import closed_windows, late_with, late_with_any

MARKS = {step: f"late_{step}" for step in STEP_NAMES}  # columns that `marked` adds


@dataclass(frozen=True)
class LateStep:
    """In words: มาตรการ, ปิด 31 ต.ค. 2569."""

    name: str
    closed: str

    def __str__(self):
        return f"{self.name} {self.closed}"


class Lateness:
    """The windows of a year that are over, read once."""

    def __init__(self, fiscal_year: int, today: date):
        self.windows, self.today = closed_windows(fiscal_year, today), today

    @property
    def condition(self) -> Q:
        return late_with_any(self.windows, self.today)

    def marked(self, rows):
        """The rows, each with whether it is late with each step."""
        late = {window.step: late_with(window, self.today) for window in self.windows}
        return rows.annotate(**{MARKS[step]: truth_of(late.get(step)) for step in STEP_NAMES})

    def steps_of(self, row: dict, last_days: dict) -> list[LateStep]:
        """What a marked row is late with."""
        late = [window for window in self.windows if row[MARKS[window.step]]]
        return [late_step(window.step, self.closed_on(window, row, last_days)) for window in late]

    def closed_on(self, window, row, last_days):
        """For this agency: an exception that has run out counts when it went beyond the window."""
        return replace(window.days, until=last_days.get((window.pk, row["agency_id"]))).deadline

    def last_days(self, agencies=None) -> dict:
        """{(window, agency): the last day of the latest exception}, of these agencies or of all; one query."""
        if not self.windows:
            return {}
        exceptions = WindowException.objects.filter(window__in=[window.pk for window in self.windows])
        if agencies is not None:
            exceptions = exceptions.filter(agency__in=agencies)
        found = exceptions.order_by("pk").values_list("window_id", "agency_id", "until")
        return {(window, agency): until for window, agency, until in found}


def truth_of(condition):
    if condition is None:
        return Value(False, output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


@lru_cache(maxsize=256)  # most agencies share the days of the windows
def late_step(step: str, closed_on: date) -> LateStep:
    day = f"{closed_on.day} {SHORT_MONTHS[closed_on.month - 1]} {closed_on.year + BUDDHIST_OFFSET}"
    return LateStep(STEP_NAMES[step], f"ปิด {day}")
