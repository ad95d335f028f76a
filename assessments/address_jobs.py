"""Long work of the addresses: opening those of one year when somebody asks, and every night those that are due.

Each result is written when it is known, so a worker that dies loses only what was on its way, eight addresses at most.
A job works for one turn and then hands over to a next one, so that silent servers do not hold up the work of others.
"""

from datetime import datetime
from functools import partial
from time import monotonic

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
SECONDS_A_TURN, SECONDS_A_NIGHT_TURN = 20, 300  # by day somebody waits; the night looks for what is due each time
NIGHT_ENDS = 6  # o'clock: after it a worker is there for the people who wait
CHECKING = "ตรวจแล้ว {:,} จาก {:,} ที่อยู่"
daily(CHECK_DUE, hour=2)


@task(addresses.CHECK)
def check_addresses(running, agency_year_id, since=""):
    """What an earlier attempt has checked is not asked again; what somebody edits meanwhile is.

    `since` (ISO 8601) is when somebody asked; the job itself may be a later turn.
    """
    year = AgencyYear.objects.filter(pk=agency_year_id).first()
    if year:
        check_year(running, year, since=datetime.fromisoformat(since) if since else None)


def check_year(running, year, check=None, since=None):
    since, rows = since or running.job.created_at, addresses.addresses_of(year)
    total, until = rows.given().count(), monotonic() + SECONDS_A_TURN
    while pending := list(rows.unchecked_since(since)):
        if monotonic() >= until:
            return hand_over(running, year, since)
        seconds = until - monotonic()
        check_round(running, pending, total=total, done=total - len(pending), check=check, seconds=seconds)
    addresses.tell_newly_broken(addresses=rows, since=since)


def hand_over(running, year, since):
    with running.completing():
        addresses.ask_for_the_rest(agency_year=year, since=since, job=running.job)


@task(CHECK_DUE)
def check_addresses_due(running):
    check_due(running)


def check_due(running, check=None):
    """One turn; while there is more, and it is still night, the next turn is another job, behind what waits."""
    since, until = running.job.created_at, monotonic() + SECONDS_A_NIGHT_TURN
    due = addresses.due_addresses(now=since, today=localdate(since), most=MOST_IN_A_ROUND)
    check_round(running, due, total=len(due), check=check, seconds=SECONDS_A_NIGHT_TURN)
    addresses.tell_newly_broken(addresses=addresses.disclosed_addresses(localdate(since)), since=since)
    with running.completing():
        if (len(due) == MOST_IN_A_ROUND or monotonic() >= until) and localtime(now()).hour < NIGHT_ENDS:
            enqueue(CHECK_DUE)


def check_round(running, rows, *, total, done=0, check=None, seconds):
    """Open these addresses for so long; items that are disclosed at one address share one look at it."""
    by_url = {}
    for row in rows:
        by_url.setdefault(row.url, []).append(row)
    check = check or partial(check_address, user_agent=addresses.user_agent())

    def say():
        running.progress(done, total, CHECKING.format(done, total))

    say()
    for url, found in check_all(by_url, check, tick=say, seconds=seconds):
        addresses.record_checks(addresses=by_url[url], found=found)
        done += len(by_url[url])
        say()
