"""Long work of the addresses: opening those of one year when somebody asks, and every night those that are due.

Each result is written when it is known, so a worker that dies loses only what was on its way, eight addresses at most.
"""

from functools import partial

from django.utils.timezone import localdate, localtime, now

from assessments.address_checking import check_address
from assessments.address_rounds import check_all
from assessments.models import AgencyYear
from assessments.services import addresses
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.schedule import daily
from ita_portal.jobs.tasks import task

CHECK_DUE = "assessments.check_addresses_due"
MOST_IN_A_ROUND = 2000
NIGHT_ENDS = 6  # o'clock: after it a worker is there for the people who wait
CHECKING = "ตรวจแล้ว {:,} จาก {:,} ที่อยู่"
daily(CHECK_DUE, hour=2)


@task(addresses.CHECK)
def check_addresses(running, agency_year_id):
    """What an earlier attempt has checked is not asked again; what somebody edits meanwhile is."""
    year = AgencyYear.objects.filter(pk=agency_year_id).first()
    if year:
        check_year(running, year)


def check_year(running, year, check=None):
    since, rows = running.job.created_at, addresses.addresses_of(year)
    total = rows.given().count()
    while pending := list(rows.unchecked_since(since)):
        check_round(running, pending, total=total, done=total - len(pending), check=check)
    addresses.tell_newly_broken(addresses=rows, since=since)


@task(CHECK_DUE)
def check_addresses_due(running):
    check_due(running)


def check_due(running, check=None):
    """One round; while there is more, and it is still night, the next round is another job, behind what waits."""
    since = running.job.created_at
    due = addresses.due_addresses(now=since, today=localdate(since), most=MOST_IN_A_ROUND)
    check_round(running, due, total=len(due), check=check)
    addresses.tell_newly_broken(addresses=addresses.disclosed_addresses(localdate(since)), since=since)
    with running.completing():
        if len(due) == MOST_IN_A_ROUND and localtime(now()).hour < NIGHT_ENDS:
            enqueue(CHECK_DUE)


def check_round(running, rows, *, total, done=0, check=None):
    """Open these addresses; items that are disclosed at one address share one look at it."""
    by_url = {}
    for row in rows:
        by_url.setdefault(row.url, []).append(row)
    check = check or partial(check_address, user_agent=addresses.user_agent())

    def say():
        running.progress(done, total, CHECKING.format(done, total))

    say()
    for url, found in check_all(by_url, check, tick=say):
        addresses.record_checks(addresses=by_url[url], found=found)
        done += len(by_url[url])
        say()
