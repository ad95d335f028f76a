"""The API does what its description says: schemathesis asks the real application, in this process."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from ita_portal.wsgi import application
from tests.reports.published_nation import built, publish_now, scored_year, take_back

pytestmark = pytest.mark.django_db
DESCRIPTION = "/api/v1/openapi.json"
EXAMPLES = 30  # of an operation; the whole file takes less than a minute

schema = schemathesis.openapi.from_wsgi(DESCRIPTION, application)


@pytest.fixture
def _one_connection():
    """As Django's own client does it: a request does not close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def _nation(_one_connection):
    year = scored_year("demo-sao", name="อบต.ตัวอย่าง", kind="subdistrict_administration", province="เชียงใหม่", total=90)
    for address in ("", "", "K7QX2MRT"):  # the last is the example's
        publish_now(year, address=address)
    take_back(publish_now(scored_year("other", name="อื่น")))
    built()


@pytest.mark.usefixtures("_nation")
@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_api_answers_as_described(case):
    case.call_and_validate()
