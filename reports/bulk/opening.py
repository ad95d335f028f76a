"""Opening a fiscal year for many agencies, with the framework of the results that its plan answers."""

from django.db.models import Q
from django.urls import reverse

from assessments.framework_store import UnknownFramework, framework_of_year
from assessments.models import AgencyYear
from assessments.open_steps import year_rows
from assessments.permissions import EDIT
from assessments.services.agencies import YearExists, open_year
from assessments.windows import ENTRY, YearLocked, lock
from reports.bulk.reach import NOWHERE
from reports.bulk.settled import done, not_needed, refused
from reports.overview.stages import excepted_agencies

CLOSED, NOT_YOURS = "หน่วยงานยุบเลิกแล้ว", "ท่านไม่มีสิทธิ์เปิดปีของหน่วยงานนี้"
EXISTS, OPENED = "หน่วยงานมีปีงบประมาณ พ.ศ. {} แล้ว", "เปิดปีงบประมาณ พ.ศ. {} ด้วยกรอบ {} แล้ว"


def years_to_open(fiscal_year) -> list[int]:
    """The year shown and the next one, where the framework is known whose results it answers."""
    return [year for year in (fiscal_year, fiscal_year + 1) if framework_for(year)]


def framework_for(fiscal_year):
    try:
        return framework_of_year(fiscal_year - 1)
    except UnknownFramework:
        return None


def with_year(fiscal_year) -> Q:
    """On OverviewRow: agencies that have the year."""
    return Q(agency__in=AgencyYear.objects.of_year(fiscal_year).order_by().values("agency"))


def locked_agencies(fiscal_year, today) -> Q:
    """On OverviewRow: those for which scores of the year may not be entered today."""
    window = next((row for row in year_rows(fiscal_year) if row.step == ENTRY), None)
    if window is None or lock(window.days, today) is None:
        return NOWHERE
    return ~Q(agency__in=excepted_agencies(window, today))


def carry_out(run, outcome, by, prepared):
    """Called in the transaction that writes the outcome."""
    agency, year = outcome.agency, run.target_year
    link, framework = reverse("assessments:agency", args=[agency.code]), framework_for(year)
    if agency.closed_on:
        return not_needed(CLOSED, link)
    if AgencyYear.objects.filter(agency=agency, fiscal_year=year).exists():
        return not_needed(EXISTS.format(year), link)
    if not by.has_perm(EDIT, agency):
        return refused(NOT_YOURS)
    if framework is None:
        return refused(f"ไม่มีกรอบการประเมินปี {year - 1} ในระบบแล้ว")
    return opened(agency, year, framework, by, link)


def opened(agency, fiscal_year, framework, by, link):
    try:
        open_year(agency=agency, fiscal_year=fiscal_year, framework=framework, by=by)
    except YearExists:
        return not_needed(EXISTS.format(fiscal_year), link)
    except YearLocked as locked:
        return refused(str(locked), link)
    return done(
        OPENED.format(fiscal_year, framework.code), reverse("assessments:year", args=[agency.code, fiscal_year])
    )
