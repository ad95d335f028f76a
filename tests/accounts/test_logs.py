"""The log tells a refusal in a line, and keeps the place in the code for the portal's own failures."""

import logging

import pytest
from django.test import Client

from tests.makers import make_agency, make_user

pytestmark = pytest.mark.django_db


def logged(caplog, address):
    client = Client(raise_request_exception=False)
    client.force_login(make_user())
    with caplog.at_level(logging.WARNING, logger="django.request"):
        response = client.get(address)
    return response.status_code, [record for record in caplog.records if record.name == "django.request"]


def test_refused_address_is_one_line(caplog):
    make_agency("other")

    status, records = logged(caplog, "/agencies/other/")

    assert (status, [record.exc_info for record in records]) == (404, [None])


def test_failure_keeps_its_place_in_the_code(caplog, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("assessments.views.oversight.matching", fail)

    status, records = logged(caplog, "/agencies/?q=a")

    assert status == 500
    assert [record.exc_info[0] for record in records] == [RuntimeError]
