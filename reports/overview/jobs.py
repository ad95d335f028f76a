"""Work that comes round: the derived rows follow the history, and are made anew every night."""

from django.utils.timezone import localdate

from assessments.fiscal_year import fiscal_year_of
from ita_portal.jobs.schedule import daily, every
from ita_portal.jobs.tasks import task
from reports.overview.checking import check_rows
from reports.overview.refreshing import follow_history, known_years, refresh_year

FOLLOW, SECONDS_BETWEEN_FOLLOWING = "reports.follow_history", 30
CHECK, SECONDS_BETWEEN_CHECKING = "reports.check_overview", 20
RENEW, HOUR_OF_RENEWING = "reports.renew_overview", 1


@task(FOLLOW)
def follow(running):
    follow_history(running.progress)


@task(CHECK)
def check(running):
    check_rows(tick=lambda: running.progress(0, 0))


@task(RENEW)
def renew(running):
    """The years at work: a night's look at everything finds what the history did not name, such as a closed agency."""
    present = fiscal_year_of(localdate())
    for year in known_years():
        if abs(year - present) <= 1:
            refresh_year(year, running.progress)


every(FOLLOW, seconds=SECONDS_BETWEEN_FOLLOWING)
every(CHECK, seconds=SECONDS_BETWEEN_CHECKING)
daily(RENEW, hour=HOUR_OF_RENEWING)
