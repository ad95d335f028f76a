"""Who asks, and three agencies in two provinces, each with one officer."""

import pytest

from reports.overview.refreshing import refresh_all
from tests.makers import make_user
from tests.reports.bulk.runs import make_administrator, make_agencies


@pytest.fixture
def administrator():
    """Of all agencies."""
    return make_administrator("administrator")


@pytest.fixture
def agencies():
    found = make_agencies("a", "b", province="ตรัง") + make_agencies("c", province="ตราด")
    for agency in found:
        make_user(f"{agency.code}-officer", officer_of=agency)
    refresh_all()
    return found
