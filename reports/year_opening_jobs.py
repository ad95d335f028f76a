"""Tells whoever oversees all agencies, once a year, that the next fiscal year is to be prepared. Loaded by jobs.py."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from assessments import permissions
from assessments.fiscal_year import first_day
from assessments.models import Membership
from assessments.services.notifying import notify
from assessments.thai import long_date
from assessments.year_opening import year_to_open
from ita_portal.jobs.schedule import daily
from ita_portal.jobs.tasks import task

ANNOUNCE = "reports.announce_year_opening"
KIND = "year_opening"
daily(ANNOUNCE, hour=7)


@task(ANNOUNCE)
def announce_year_opening(running):
    announce(today=localdate())


@transaction.atomic
def announce(*, today):
    """How many people were told; who was told of this year before is not told again."""
    year = year_to_open(today)
    if year is None:
        return 0
    return notify(
        people=overseers(),
        kind=KIND,
        title=f"ถึงเวลาเตรียมปีงบประมาณ พ.ศ. {year}",
        text=f"ปีงบประมาณ พ.ศ. {year} เริ่ม {long_date(first_day(year))} ดูว่าสิ่งใดพร้อมและสิ่งใดยังขาด",
        link=reverse("reports:year-opening-of", args=[year]),
        once_key=f"year-opening:{year}",
        fiscal_year=year,
    )


def overseers():
    """Active people who oversee all agencies by a present membership; superusers without one are not counted."""
    rows = Membership.objects.current().filter(agency=None)
    people = get_user_model().objects.filter(is_active=True, pk__in=rows.values("user"))
    return [person for person in people if permissions.oversees_all(person)]
