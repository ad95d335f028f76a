"""How commands name an agency-year."""

from django.core.management.base import CommandError

from assessments.models import AgencyYear


def add_place_arguments(parser):
    parser.add_argument("--agency", required=True, metavar="CODE", help="the agency's code")
    parser.add_argument(
        "--fiscal-year", required=True, type=int, metavar="N", help="fiscal year of the plan, e.g. 2567"
    )


def find_agency_year(code, fiscal_year):
    """The agency-year of the operator's words; CommandError that names what there is."""
    years = AgencyYear.objects.select_related("agency").filter(agency__code=code)
    found = years.filter(fiscal_year=fiscal_year).first()
    if found:
        return found
    known = ", ".join(str(year.fiscal_year) for year in years) or "ไม่มี"
    raise CommandError(f"ไม่พบหน่วยงาน {code} ปีงบประมาณ {fiscal_year} (ปีที่มีของรหัสนี้: {known})")
