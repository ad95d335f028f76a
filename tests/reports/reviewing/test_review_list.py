"""The list of reviews: what one sees and what waits for one, filtered, with few queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Review
from tests.reports.reviewing.rounds import make_office, make_round

pytestmark = pytest.mark.django_db
KIND = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"


@pytest.fixture
def office():
    return make_office(administrator=True)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def listed(user, **asked):
    rows = browser(user).get(reverse("reports:reviews"), asked).context["review_list"]
    return {(row.agency_year.agency.code, row.kind) for row in rows}


def test_list_shows_the_latest_round_of_what_one_sees(office):
    other = make_office("other")
    office.submit()
    office.move("recall", "officer")
    office.submit()
    office.submit("announcement")
    other.submit()

    assert listed(office.officer) == {("own", "measures"), ("own", "announcement")}
    assert listed(office.administrator) == {("own", "measures"), ("own", "announcement"), ("other", "measures")}
    assert Review.objects.count() == 4


def test_what_waits_for_a_head_and_for_an_administrator(office):
    other = make_office("other")
    office.submit()
    office.submit("announcement")
    office.move("approve", "head", kind="announcement")
    make_round(other, "submitted")

    assert listed(office.head, waiting="on") == {("own", "measures")}
    assert listed(office.administrator, waiting="on") == {("own", "announcement")}
    assert listed(office.officer, waiting="on") == set()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "submitted"}, {"own"}),
        ({"state": "approved"}, {"other"}),
        ({"kind": "full"}, set()),
        ({"kind": "measures", "year": "2567"}, {"own", "other"}),
        ({"year": "2566"}, set()),
        ({"q": "other"}, {"other"}),
        ({"state": "x", "kind": "y", "year": "z"}, {"own", "other"}),
    ],
)
def test_list_is_filtered(office, asked, found):
    other = make_office("other")
    office.submit()
    make_round(other, "submitted")
    other.move("approve", "head")

    assert {code for code, _ in listed(office.administrator, **asked)} == found


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_list_takes_the_same_queries_for_one_and_three_rows(office):
    client, address = browser(office.administrator), reverse("reports:reviews")
    office.submit()
    of_one = queries_of(client, address)
    for code in ("second", "third"):
        make_office(code).submit()

    assert queries_of(client, address) == of_one <= 15
