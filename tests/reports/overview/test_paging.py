"""Pages of the list, also those that are read from its end."""

import pytest
from django.db.models import F

from reports.models import OverviewRow
from reports.overview.paging import LongPaginator
from tests.makers import make_agency

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", [["name", "agency_id"], [F("total").desc(nulls_last=True), "agency_id"]])
@pytest.mark.parametrize("known", [None, True])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 6, 7, 8])
def test_every_row_stands_on_one_page_in_its_place(order, count, known):
    for number in range(count):
        total = None if number % 3 == 0 else number
        OverviewRow.objects.create(
            agency=make_agency(), fiscal_year=2568, name=f"{number % 2}", kind="school", total=total
        )
    rows = OverviewRow.objects.order_by(*order)

    paginator = LongPaginator(rows, 2, count=known and count)

    pages = [list(paginator.page(number)) for number in paginator.page_range]
    assert [row for page in pages for row in page] == list(rows)
    assert [len(page) for page in pages[:-1]] == [2] * (len(pages) - 1)
