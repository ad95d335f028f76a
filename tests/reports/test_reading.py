"""What documents are made from, read out of stored rows."""

from decimal import Decimal

import pytest

from reports.reading import content_of
from tests.makers import make_agency, make_agency_year, make_assessment, make_past_result

pytestmark = pytest.mark.django_db


def test_earlier_years_in_the_portal_are_in_the_documents_trend():
    agency = make_agency()
    make_assessment(make_agency_year(agency, 2566), framework="ita-2565", total=Decimal(88), scores={"9": 80})
    year = make_assessment(make_agency_year(agency, 2567), total=Decimal(91), scores={"9": 85}).agency_year
    make_past_result(year, 2560, 70)

    content = content_of(year)

    assert [(row.fiscal_year, row.total) for row in content.baseline.analysis.history] == [
        (2560, Decimal(70)),
        (2565, Decimal(88)),
        (2566, Decimal(91)),
    ]
    nine = next(row for row in content.baseline.analysis.indicators if row.code == "9")
    assert nine.difference == Decimal(5)


def test_another_agencys_years_are_not():
    make_assessment(make_agency_year(make_agency(), 2566), framework="ita-2565", total=Decimal(88))
    year = make_assessment(make_agency_year(make_agency(), 2567), total=Decimal(91), scores={"9": 85}).agency_year

    assert [row.fiscal_year for row in content_of(year).baseline.analysis.history] == [2566]
