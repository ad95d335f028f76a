"""Where search engines find what is published: a sitemap in pages, each a range of primary keys.

A range is read off the primary key, so that a page costs the same however many publications there are. What is
withdrawn or replaced leaves gaps in a range.
"""

from django.db.models import Max

from reports.models import Publication

MOST_ADDRESSES = 5000
LAST_PAGE = 1_000_000


def pages() -> range:
    """The numbers of the pages, from the newest publication; one query."""
    last = Publication.objects.aggregate(last=Max("pk"))["last"] or 0
    return range(1, -(-last // MOST_ADDRESSES) + 1)


def addresses(number: int) -> list[tuple]:
    """(address, when it was published) of the versions that stand, on this page."""
    if not 1 <= number <= LAST_PAGE:
        return []
    last = number * MOST_ADDRESSES
    rows = Publication.objects.standing().filter(pk__gt=last - MOST_ADDRESSES, pk__lte=last)
    return list(rows.order_by("pk").values_list("address", "published_at"))
