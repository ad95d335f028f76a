"""What a fiscal year lacks before it begins, gathered for one page, in as many queries for any number of agencies."""

from dataclasses import dataclass

from django.db.models import Count, Q

from assessments.fiscal_year import first_day
from assessments.framework_store import all_frameworks
from assessments.models import Agency
from assessments.open_steps import year_rows
from assessments.year_opening import (
    LACKING,
    LOOK,
    OVERVIEW,
    OVERVIEW_BEFORE,
    READY,
    RESULTS,
    Part,
    Point,
    answered_framework_point,
    calendar_point,
    own_framework_point,
    parts_of,
    window_points,
)
from assessments.year_opening_map import YearMap, map_point, year_map
from measures.catalogue.loading import own_catalogue
from reports.models import OverviewRow
from reports.year_opening_checks import catalogue_point, document_points, layout_points

OPEN_YEARS = "หน่วยงานเปิดเองได้ หรือนำเข้าผลหลายหน่วยงาน ระบบจะเปิดปีให้หน่วยงานที่ยังไม่ได้เปิด"
BRING_RESULTS = "นำเข้าเป็นไฟล์เมื่อประกาศผลแล้ว หรือให้หน่วยงานกรอกเอง"


@dataclass(frozen=True)
class Section:
    """`parts` are (framework, its Parts); `maps` are shown as tables."""

    code: str
    title: str
    points: tuple[Point, ...]
    parts: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    maps: tuple[YearMap, ...] = ()


@dataclass(frozen=True)
class YearOpening:
    fiscal_year: int
    sections: tuple[Section, ...]

    @property
    def begins_on(self):
        return first_day(self.fiscal_year)

    @property
    def year_before(self):
        """The one assessed, whose results this year's plan answers."""
        return self.fiscal_year - 1

    @property
    def year_after(self):
        return self.fiscal_year + 1

    @property
    def counts(self):
        """How many points are in each state, those that need somebody first."""
        states = [point.state for section in self.sections for point in section.points]
        return {state: states.count(state) for state in (LACKING, LOOK, READY)}


def year_opening(fiscal_year) -> YearOpening:
    frameworks = {framework.fiscal_year: framework for framework in all_frameworks()}
    sections = (
        framework_section(frameworks, fiscal_year),
        map_section(frameworks, fiscal_year),
        date_section(frameworks, fiscal_year),
        template_section(frameworks, fiscal_year),
        agency_section(fiscal_year),
    )
    return YearOpening(fiscal_year, sections)


def of_both_years(frameworks, fiscal_year):
    """Of the year assessed and of the year itself, those that there are."""
    return [frameworks[year] for year in (fiscal_year - 1, fiscal_year) if year in frameworks]


def framework_section(frameworks, fiscal_year):
    latest = frameworks[max(frameworks)].code
    points = (
        answered_framework_point(frameworks.get(fiscal_year - 1), fiscal_year, latest),
        own_framework_point(frameworks.get(fiscal_year), fiscal_year),
    )
    parts = tuple((framework.code, parts_of(framework)) for framework in of_both_years(frameworks, fiscal_year))
    return Section("frameworks", "กรอบการประเมิน", points, parts=parts)


def map_section(frameworks, fiscal_year):
    pairs = [(year, frameworks.get(year), frameworks.get(year - 1)) for year in (fiscal_year - 1, fiscal_year)]
    points = tuple(map_point(framework, previous, year) for year, framework, previous in pairs)
    maps = tuple(year_map(framework, previous) for _, framework, previous in pairs if framework and previous)
    return Section("map", "การเทียบข้อกับปีก่อน", points, maps=maps)


def date_section(frameworks, fiscal_year):
    windows = {row.step: row.days for row in year_rows(fiscal_year)}
    calendars = [calendar_point(frameworks.get(year), year) for year in (fiscal_year - 1, fiscal_year)]
    return Section("dates", "วันเวลา", (*window_points(windows, fiscal_year), *calendars))


def template_section(frameworks, fiscal_year):
    newest = frameworks[max(frameworks)]  # what a plan goes by while the framework that it answers is missing
    framework = frameworks.get(fiscal_year) or frameworks.get(fiscal_year - 1) or newest
    catalogue = [catalogue_point(own_catalogue(), each) for each in of_both_years(frameworks, fiscal_year)]
    points = (*document_points(framework, fiscal_year), *layout_points(framework), *catalogue)
    return Section("templates", "แบบเอกสารและคลังแนวทาง", points)


# --- Agencies --------------------------------------------------------------------------------------------------------


def agency_section(fiscal_year):
    found = counts_of(fiscal_year)
    points = (*opened_points(fiscal_year, found), left_over_point(fiscal_year - 1, found))
    return Section("agencies", "หน่วยงาน", points)


def counts_of(fiscal_year) -> dict[str, int]:
    """Of the agencies that were not closed, this year and the one before, by one walk over the derived rows."""
    closed = Agency.objects.exclude(closed_on=None).values("pk")
    years = OverviewRow.objects.filter(fiscal_year__in=(fiscal_year - 1, fiscal_year), agency_year__isnull=False)
    this, before = Q(fiscal_year=fiscal_year), Q(fiscal_year=fiscal_year - 1)
    found = years.exclude(agency__in=closed).aggregate(
        opened=Count("pk", filter=this),
        answered=Count("pk", filter=this & Q(assessed_year=fiscal_year - 1)),
        opened_before=Count("pk", filter=before),
        plans=Count("pk", filter=before & Q(plan_published_at=None)),
        reports=Count("pk", filter=before & Q(report_published_at=None)),
    )
    return found | {"agencies": Agency.objects.filter(closed_on=None).count()}


def opened_points(fiscal_year, found):
    """The year opened, and results of the year assessed in it."""
    total = found["agencies"]
    return (
        agencies_point(f"เปิดปีงบประมาณ พ.ศ. {fiscal_year}", "เปิด", found["opened"], total, OPEN_YEARS, OVERVIEW),
        agencies_point(f"ผลการประเมินปี {fiscal_year - 1}", "มีผล", found["answered"], total, BRING_RESULTS, RESULTS),
    )


def agencies_point(what, verb, number, total, advice, place):
    says = f"{verb}แล้ว {number:,} จาก {total:,} หน่วยงาน ยังไม่{verb} {total - number:,}"
    if total and number == total:
        return Point(what, READY, says, place=place)
    return Point(what, LACKING, says, advice, place)


def left_over_point(fiscal_year, found):
    """Years that agencies opened and whose documents nobody can read: not published, or taken back."""
    total, plans, reports = found["opened_before"], found["plans"], found["reports"]
    what = f"งานค้างของปีงบประมาณ พ.ศ. {fiscal_year}"
    if not total:
        return Point(what, READY, "ไม่มีหน่วยงานที่เปิดปีนี้ไว้")
    says = f"เปิดไว้ {total:,} หน่วยงาน ยังไม่เผยแพร่มาตรการ {plans:,} ยังไม่เผยแพร่รายงานผล {reports:,}"
    if plans or reports:
        return Point(what, LOOK, says, "ติดตามหน่วยงานให้เผยแพร่", OVERVIEW_BEFORE)
    return Point(what, READY, says, place=OVERVIEW_BEFORE)
