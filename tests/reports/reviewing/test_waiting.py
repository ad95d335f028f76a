"""The number of documents that wait for a person, in the menu of every page: whose it is, and what it costs."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.reviewing import waiting
from reports.reviewing.waiting import shown_count, waiting_reviews
from tests.reports.reviewing.rounds import make_head, make_office, make_round

pytestmark = pytest.mark.django_db
BESIDE_MENU = re.compile(r"การตรวจเอกสาร&nbsp;<span[^>]*>(\S+?)<span class=\"visually-hidden\"> รายการที่รอท่าน")


@pytest.fixture
def office():
    return make_office(administrator=True)


def menu(user, address):
    client = Client()
    client.force_login(user)
    return BESIDE_MENU.findall(client.get(address).content.decode())


def test_each_person_is_shown_the_own_step_alone(office):
    other = make_office("other")
    office.submit()
    office.submit("announcement")
    office.move("approve", "head", kind="announcement")
    make_round(other, "submitted")

    people = ("officer", "head", "administrator")
    assert [shown_count(office.person(name)) for name in people] == ["", "1", "1"]


def test_number_goes_when_the_step_is_done(office):
    office.submit()
    before = shown_count(office.person("head"))
    office.move("approve", "head")

    assert (before, shown_count(office.person("head"))) == ("1", "")


def test_many_are_said_to_be_many(office, monkeypatch):
    monkeypatch.setattr(waiting, "MOST_COUNTED", 1)
    office.submit()
    of_one = shown_count(office.person("head"))
    office.submit("announcement")

    assert (of_one, shown_count(office.person("head"))) == ("1", "1+")


def test_menu_of_any_page_says_how_many_wait(office):
    office.submit()
    office.submit("full")
    pages = (reverse("assessments:agency", args=["own"]), reverse("assessments:notifications"))

    assert [menu(office.head, page) for page in pages] == [["2"], ["2"]]
    assert [menu(office.officer, page) for page in pages] == [[], []]


def queries_of_count(person):
    request = RequestFactory().get("/")
    request.user = person
    with CaptureQueriesContext(connection) as queries:
        str(waiting_reviews(request)["waiting_reviews"])
    return len(queries)


def test_counting_takes_one_query_besides_ones_roles_and_none_without_this_step(office):
    office.submit()
    of_one = queries_of_count(office.person("head"))
    office.submit("announcement")
    for number in range(3):
        make_head(make_office(f"more{number}").year.agency, f"head{number}")

    assert of_one == queries_of_count(office.person("head")) == 2
    assert queries_of_count(office.person("officer")) == 1


def test_nobody_signed_in_is_counted_nothing():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    assert waiting_reviews(request) == {}
