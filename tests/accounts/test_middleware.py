"""What opens, and what does not, between the password and the code."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts.codes import code_of, make_device
from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db
CLOSED = [
    "/agencies/own/",
    "/agencies/",
    "/admin/",
    "/accounts/",
    "/accounts/password/",
    "/accounts/profile/",
    "/accounts/logout/everywhere/",
    "/accounts/second-factor/remove/",
    "/accounts/second-factor/codes/",
]


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def owing_code():
    user = make_user(officer_of=make_agency("own"))
    return as_(user), make_device(user)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", [*CLOSED, "/accounts/second-factor/", "/accounts/second-factor/confirm/"])
def test_who_owes_a_code_is_asked_for_it_everywhere(path, method):
    client, _ = owing_code()

    assert getattr(client, method)(path)["Location"] == f"/accounts/code/?next={path}"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("kind", [{"administrator": True}, {"is_superuser": True}, {"is_staff": True}])
def test_administrator_without_a_device_opens_nothing_but_setting_it_up(required, kind, path, method):
    make_agency("own")
    client = as_(make_user(**kind))

    assert getattr(client, method)(path)["Location"] == f"/accounts/second-factor/?next={path}"


def test_administrator_may_set_it_up_and_then_opens_everything(required):
    user = make_user(administrator=True)
    client = as_(user)
    client.post("/accounts/second-factor/", {"password": "secret-for-tests"})
    device = user.totpdevice_set.get()

    page = client.get("/accounts/second-factor/confirm/")
    client.post("/accounts/second-factor/confirm/", {"code": code_of(device)})

    assert "agency-list" not in page.content.decode()
    assert client.get("/agencies/").status_code == 200


def test_administrator_may_sign_out(required):
    client = as_(make_user(administrator=True))

    client.post("/accounts/logout/")

    assert "_auth_user_id" not in client.session


def test_who_owes_a_code_may_sign_out():
    client, _ = owing_code()

    client.post("/accounts/logout/")

    assert "_auth_user_id" not in client.session


def test_officer_chooses_and_where_it_is_not_required_so_does_an_administrator(settings):
    agency = make_agency("own")
    settings.SECOND_FACTOR_REQUIRED = True
    assert as_(make_user(officer_of=agency)).get("/agencies/own/").status_code == 200

    settings.SECOND_FACTOR_REQUIRED = False
    assert as_(make_user(administrator=True)).get("/agencies/own/").status_code == 200


def test_code_given_in_one_session_opens_no_other():
    client, device = owing_code()
    client.post("/accounts/code/", {"code": code_of(device)})

    assert client.get("/agencies/own/").status_code == 200
    assert as_(device.user).get("/agencies/own/").status_code == 302


def test_new_device_asks_every_session_again():
    client, device = owing_code()
    client.post("/accounts/code/", {"code": code_of(device)})
    device.delete()
    make_device(device.user)

    assert client.get("/agencies/own/")["Location"].startswith("/accounts/code/")


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/reset/", "/favicon.ico", "/v/ZZZZZZZZ/"])
def test_public_page_answers_who_owes_a_code_as_it_does_a_stranger(path):
    client, _ = owing_code()

    ours, strangers = client.get(path), Client().get(path)

    assert ours.status_code == strangers.status_code
    assert "/accounts/code/" not in ours.get("Location", "")


def test_unverified_device_asks_for_nothing():
    user = make_user(officer_of=make_agency("own"))
    make_device(user, confirmed=False)

    assert as_(user).get("/agencies/own/").status_code == 200


def test_code_page_sends_on_who_owes_nothing():
    assert as_(make_user()).get("/accounts/code/?next=/agencies/")["Location"] == "/agencies/"
    assert as_(make_user()).get("/accounts/code/?next=https://elsewhere.example/")["Location"] == "/"


def test_device_costs_a_page_no_query():
    client, device = owing_code()
    client.post("/accounts/code/", {"code": code_of(device)})
    plain = as_(make_user(officer_of=make_agency("other")))

    counts = []
    for each, path in ((client, "/agencies/own/"), (plain, "/agencies/other/")):
        with CaptureQueriesContext(connection) as queries:
            each.get(path)
        counts.append(len(queries))

    assert counts[0] == counts[1]
