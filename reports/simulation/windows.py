"""Windows of the newest years, so that some agencies are late, and a few exceptions. A window that is there stays."""

from datetime import timedelta
from random import Random

from assessments.fiscal_year import first_day, last_day
from assessments.models import WindowException, YearWindow
from assessments.windows import ENTRY, PLAN, PROGRESS

YEARS = 2
EXCEPTIONS = 5
WEEKS_LONGER = 8


def make_windows(newest: int, members, person, random: Random):
    for fiscal_year in range(newest - YEARS + 1, newest + 1):
        for step, (opens_on, closes_on) in days_of(fiscal_year).items():
            days = {"opens_on": opens_on, "closes_on": closes_on}
            window, _ = YearWindow.objects.get_or_create(fiscal_year=fiscal_year, step=step, defaults=days)
            except_some(window, members, person, random)


def days_of(fiscal_year):
    """Results come in August, plans until December, reports until a month after the year."""
    begins, ends = first_day(fiscal_year), last_day(fiscal_year)
    return {
        ENTRY: (begins - timedelta(days=61), begins + timedelta(days=30)),
        PLAN: (begins - timedelta(days=61), begins + timedelta(days=75)),
        PROGRESS: (begins, ends + timedelta(days=31)),
    }


def except_some(window, members, person, random):
    until = window.closes_on + timedelta(weeks=WEEKS_LONGER)
    WindowException.objects.bulk_create(
        WindowException(
            window=window, agency=member.agency, until=until, reason="เหตุผลจำลอง: ขอขยายเวลา", granted_by=person
        )
        for member in random.sample(members, EXCEPTIONS)
    )
