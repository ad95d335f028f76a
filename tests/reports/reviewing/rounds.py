"""A year with its people, and rounds of review at any state, made through the services."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from assessments.models import AgencyYear, Membership
from reports.reviewing.rounds import latest_round
from reports.reviewing.services import make_move, submit
from tests.makers import make_user
from tests.reports.publications import fresh, publishable_year

# The moves that lead to each state of a round that is on its way, with who makes them.
WAYS = {
    "submitted": [],
    "approved": [("approve", "head")],
    "accepted": [("approve", "head"), ("accept", "administrator")],
}


@dataclass
class Office:
    """One agency-year and its people, by what they are."""

    year: AgencyYear
    officer: object
    head: object
    administrator: object = None

    def person(self, name):
        """As a request reads it: without what was read before."""
        return get_user_model().objects.get(pk=getattr(self, name).pk)

    def submit(self, kind="measures"):
        return submit(agency_year=fresh(self.year), kind=kind, by=self.person("officer"))

    def latest(self, kind="measures"):
        return latest_round(fresh(self.year), kind)

    def move(self, name, by, *, kind="measures", reason="", version=None):
        review = self.latest(kind)
        return make_move(review=review, version=version or review.version, move=name, by=self.person(by), reason=reason)


def make_head(agency, username=None, **values):
    user = make_user(username, **values)
    Membership.objects.create(user=user, agency=agency, role=Membership.Role.HEAD)
    return user


def make_office(code="own", *, administrator=False, **agency):
    year = publishable_year(code, **agency)
    return Office(
        year,
        make_user(f"{code}-officer", officer_of=year.agency, name="เจ้าหน้าที่ทดสอบ"),
        make_head(year.agency, f"{code}-head", name="หัวหน้าทดสอบ"),
        make_user(f"{code}-admin", administrator=True, name="ผู้ดูแลทดสอบ") if administrator else None,
    )


def make_round(office, state="submitted", kind="measures"):
    office.submit(kind)
    for move, by in WAYS[state]:
        office.move(move, by, kind=kind)
    return office.latest(kind)
