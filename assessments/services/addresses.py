"""Addresses of OIT items: written by people, opened by jobs, and what was found told to the officers."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.urls import reverse

from assessments import address_outcomes as outcomes
from assessments import writing
from assessments.address_carrying import Earlier, carried_addresses, published_framework
from assessments.fiscal_year import fiscal_year_of
from assessments.framework_store import UnknownFramework, all_frameworks, framework_of_year
from assessments.models import AddressCheck, AgencyYear, OitAddress
from assessments.permissions import SUBMIT, people_with
from assessments.services.notifying import notify
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue

CHECK = "assessments.check_addresses"
STALE_AFTER = timedelta(days=6)  # a little under a week: a check at night does not wander into the morning
SUSPECT_AFTER = timedelta(hours=20)  # what has just failed is looked at again the next night
NEWS_SHOWN = 10


class AddressesConflict(Exception):
    """Somebody else changed these rows since they were read: {code: the row as it stands now}."""

    def __init__(self, stored):
        super().__init__("มีผู้อื่นแก้ไขที่อยู่เหล่านี้ไปแล้วระหว่างที่ท่านแก้ไข")
        self.stored = stored


@dataclass(frozen=True)
class AddressEdit:
    """One row as somebody left it; `version` is the one that was seen, 0 for none."""

    code: str
    url: str
    version: int


# --- What an agency gives --------------------------------------------------------------------------------------------


def framework_of(agency_year):
    """Whose items the agency discloses in this year."""
    return published_framework(all_frameworks(), agency_year.fiscal_year)


def addresses_of(agency_year):
    """The addresses of a year, for the items that it discloses."""
    return agency_year.oit_addresses.filter(framework_code=framework_of(agency_year).code)


def log_of(agency_year):
    """Every check of the year, the newest first."""
    return AddressCheck.objects.filter(address__agency_year=agency_year).select_related("address")


@transaction.atomic
def save_addresses(*, agency_year, edits, by):
    """Write the rows that somebody touched, all or none; how many changed. AddressesConflict names the stale ones."""
    AgencyYear.objects.select_for_update().get(pk=agency_year.pk)  # people who save come one after another
    stored = {row.code: row for row in addresses_of(agency_year)}
    changes = [edit for edit in edits if edit.url != url_of(stored.get(edit.code))]
    stale = [edit.code for edit in changes if edit.version != version_of(stored.get(edit.code))]
    if stale:
        raise AddressesConflict({code: stored.get(code) for code in stale})
    for edit in changes:
        _write(agency_year, edit, stored.get(edit.code), by)
    return len(changes)


def _write(agency_year, edit, row, by):
    if row:
        row.agency_year = agency_year
        writing.edit(row, version=edit.version, by=by, url=edit.url)
        return
    values = {"framework_code": framework_of(agency_year).code, "code": edit.code, "url": edit.url}
    row = OitAddress.objects.create(agency_year=agency_year, **values)
    writing.record(row, {"url": ("", edit.url)}, by=by)


def url_of(row):
    return row.url if row else ""


def version_of(row):
    return row.version if row else 0


def carried_over(agency_year):
    """{code: what last year, or this one under the framework known before, offers for the item}"""
    framework = framework_of(agency_year)
    years = [agency_year.fiscal_year - 1, agency_year.fiscal_year]
    rows = OitAddress.objects.given().filter(agency_year__agency=agency_year.agency, agency_year__fiscal_year__in=years)
    own = Q(agency_year=agency_year, framework_code=framework.code)
    columns = rows.exclude(own).values_list("agency_year__fiscal_year", "framework_code", "code", "url")
    return carried_addresses(framework, _framework_before(framework), [Earlier(*row) for row in columns])


def _framework_before(framework):
    try:
        return framework_of_year(framework.fiscal_year - 1)
    except UnknownFramework:
        return None


# --- Checking --------------------------------------------------------------------------------------------------------


def ask_for_check(*, agency_year, by):
    """The job that opens all addresses of the year; while one waits or runs, that one."""
    first, _ = _keys(agency_year)
    return check_under_way(agency_year) or enqueue(CHECK, by=by, once=first, agency_year_id=agency_year.pk)


def ask_for_the_rest(*, agency_year, since, job):
    """The next turn, called in the transaction in which this job ends: until then its own key is taken."""
    first, second = _keys(agency_year)
    once = second if job.once == first else first
    return enqueue(CHECK, by=job.by, once=once, agency_year_id=agency_year.pk, since=since.isoformat())


def check_under_way(agency_year):
    return Job.objects.wanted().filter(task=CHECK, once__in=_keys(agency_year)).first()


def _keys(agency_year):
    """Of the turns of one check, one after the other."""
    return f"year-{agency_year.pk}", f"year-{agency_year.pk}-next"


def due_addresses(*, now, today, most):
    """What the night opens, of agencies that still exist: what has just failed, then the longest unchecked, so many.

    Two questions: as one they take the database twice as long (20 seconds over a whole country of addresses).
    """
    rows = disclosed_addresses(today).filter(agency_year__agency__closed_on=None).given().with_checked_at()
    recent = rows.filter(checked_at__range=(now - STALE_AFTER, now - SUSPECT_AFTER)).with_last_outcomes()
    suspects = list(recent.filter(last__in=outcomes.BROKEN, one_before=outcomes.OK).order_by("pk")[:most])
    old = rows.filter(Q(checked_at=None) | Q(checked_at__lt=now - STALE_AFTER))
    longest_first = old.order_by(F("checked_at").asc(nulls_first=True), "pk")
    return suspects + list(longest_first[: most - len(suspects)])


def disclosed_addresses(today):
    """Those of this and last fiscal year, for the items of each."""
    present, found = fiscal_year_of(today), Q(pk__in=[])
    for year in (present, present - 1):
        framework = published_framework(all_frameworks(), year)
        found |= Q(agency_year__fiscal_year=year, framework_code=framework.code)
    return OitAddress.objects.filter(found)


def user_agent():
    """Says who asks and where to ask back."""
    return f"ITA-portal-link-check/1.0 (+{settings.PUBLIC_URL})".encode("ascii", "ignore").decode()


def record_checks(*, addresses, found):
    """One line of the log for each of these addresses, which share one url; those deleted meanwhile get none."""
    for address in addresses:
        try:
            _record(address, found)
        except IntegrityError:
            continue


@transaction.atomic
def _record(address, found):
    AddressCheck.objects.create(
        address_id=address.pk,
        url=address.url,
        outcome=found.outcome,
        status=found.status,
        final_url=found.final_url,
        milliseconds=found.milliseconds,
    )


# --- Telling ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def tell_newly_broken(*, addresses, since):
    """Tell the officers of what opened before and has now failed twice in a row; how many people.

    `addresses` is a QuerySet; `since` is when this round of checks began. Whoever repeats a round tells nobody twice.
    """
    rows = addresses.given().with_last_outcomes().filter(certain_at__gte=since)
    failed = rows.filter(last__in=outcomes.BROKEN, one_before__in=outcomes.BROKEN, two_before=outcomes.OK)
    by_year = {}
    for row in failed.select_related("agency_year__agency__body").order_by("pk"):
        by_year.setdefault(row.agency_year, []).append(row)
    return sum(_tell(year, rows) for year, rows in by_year.items())


def _tell(agency_year, rows):
    agency = agency_year.agency
    return notify(
        people=people_with(SUBMIT, agency),
        kind="address_broken",
        title=f"ที่อยู่เว็บของข้อ OIT เปิดไม่ได้ {len(rows)} ข้อ ปีงบประมาณ พ.ศ. {agency_year.fiscal_year}",
        text=f"{agency.name}: เคยเปิดได้ แต่ตรวจแล้วเปิดไม่ได้สองครั้งติดกัน\n{_listed(rows)}",
        link=reverse("assessments:oit-addresses", args=[agency.code, agency_year.fiscal_year]),
        once_key=f"oit-addresses:{agency_year.pk}:{max(row.certain_pk for row in rows)}",
        agency=agency,
        fiscal_year=agency_year.fiscal_year,
    )


def _listed(rows):
    lines = [f"- {row.code} {outcomes.NAMES[row.last]}" for row in rows[:NEWS_SHOWN]]
    return "\n".join([*lines, *([f"และอีก {len(rows) - NEWS_SHOWN} ข้อ"] if len(rows) > NEWS_SHOWN else [])])
