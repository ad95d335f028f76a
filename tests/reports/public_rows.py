"""Published versions as rows alone, for pages that list them; nothing is drawn and no file is there."""

from datetime import UTC, datetime
from itertools import count

from assessments.models import AgencyYear
from reports.models import Publication, Withdrawal
from tests.makers import make_agency, make_agency_year, make_user

MORNING = datetime(2024, 2, 5, 3, tzinfo=UTC)  # 10.00 in Thailand
numbers = count(1)


def put_out(agency="", *, fiscal_year=2567, kind="measures", number=1, at=MORNING, **values):
    """A version of this agency, which is made when only its name is given. `values` may give a pk and the state."""
    agency = make_agency(name=agency) if isinstance(agency, str) else agency
    year = AgencyYear.objects.filter(agency=agency, fiscal_year=fiscal_year).first()
    row = Publication(
        agency_year=year or make_agency_year(agency, fiscal_year),
        fiscal_year=fiscal_year,
        kind=kind,
        number=number,
        comment="" if number == 1 else "แก้ไข",
        address=f"{next(numbers):08}",
        requested_at=at,
        published_at=None if values.get("state") == "requested" else at,
        requested_by=make_user(),
        **{"state": "published", "title": "มาตรการส่งเสริม", "agency_name": agency.name, **values},
    )
    return Publication.objects.bulk_create([row])[0]  # a row with a key of its own cannot be saved


def take_back(publication, reason="ตัวเลขผิด", at=MORNING):
    return Withdrawal.objects.create(publication=publication, reason=reason, by=make_user(), at=at)
