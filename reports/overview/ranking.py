"""Places by total, within one kind of agency and one framework only, and where there are enough of them."""

from collections import defaultdict

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from reports.overview.assessed import Assessed, assessed_of

FEWEST = 5


def totals_by_kind(rows) -> dict[str, Assessed]:
    """How many agencies of each kind have a total, and of which framework; most first."""
    counted = rows.order_by().exclude(total=None).values_list("kind", "framework_code").annotate(agencies=Count("*"))
    kinds = defaultdict(dict)
    for kind, framework_code, agencies in counted:
        kinds[kind][framework_code] = agencies
    found = [(kind, assessed_of(counts)) for kind, counts in kinds.items()]
    return dict(sorted(found, key=lambda pair: (-pair[1].agencies, pair[0])))


def by_total(rows):
    """Those with a total, the best first."""
    return rows.exclude(total=None).order_by(F("total").desc(), "sort_key", "agency_id")


def with_places(group, shown, name="place"):
    """`shown` rows, a page of them, with `name`: one more than there are better totals in `group`.

    The group decides the place, and what is shown of it (a search) does not change it. Equal totals share a place.
    """
    better = group.order_by().filter(total__gt=OuterRef("total")).annotate(one=Count("*")).values("one")
    better.query.group_by = None
    return shown.annotate(**{name: Coalesce(Subquery(better), 0) + 1})


def all_places(group) -> dict:
    """{total: its place} of a whole group, in one pass."""
    totals = group.exclude(total=None).order_by("-total").values_list("total", flat=True)
    places = {}
    for place, total in enumerate(totals, 1):
        places.setdefault(total, place)
    return places
