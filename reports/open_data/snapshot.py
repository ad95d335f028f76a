"""What there is to give out at one moment: which result of an agency and year counts, and which versions stand.

Of several documents that stand and carry a result of the same agency and year, the one published last is believed.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from reports.models import Publication, PublishedResult

SAYS_NOTHING = Q(total=None, level="", scores={})


@dataclass(frozen=True)
class Snapshot:
    """`results`: assessed year → keys of PublishedResults in the order of agency codes; `standing`: keys of versions.

    `counts`: fiscal year of documents → (published, withdrawn).
    """

    results: Mapping[int, list[int]]
    counts: Mapping[int, tuple[int, int]]
    standing: frozenset[int]

    @property
    def open_results(self) -> set[int]:
        return {pk for pks in self.results.values() for pk in pks}


def snapshot() -> Snapshot:
    standing = Publication.objects.standing().order_by().values_list("pk", flat=True)
    return Snapshot(chosen(), publication_counts(), frozenset(standing.iterator()))


def chosen() -> dict[int, list[int]]:
    newest = {}
    for agency, year, code, *age, pk in candidates():
        newest[agency, year] = max(newest.get((agency, year), ((), "", 0)), (tuple(age), code, pk))
    by_year = defaultdict(list)
    for (_, year), (_, code, pk) in newest.items():
        by_year[year].append((code, pk))
    return {year: [pk for _, pk in sorted(rows)] for year, rows in sorted(by_year.items())}


def candidates():
    """(agency, assessed year, its code, when it was published, its version, its role, key)"""
    rows = PublishedResult.objects.filter(publication__in=Publication.objects.standing()).exclude(SAYS_NOTHING)
    version = ("publication__published_at", "publication_id", "role")
    return rows.order_by().values_list("agency_id", "assessed_year", "agency__code", *version, "pk").iterator()


def publication_counts() -> dict[int, tuple[int, int]]:
    """Neither number ever falls: where both are as they were, nothing has happened."""
    rows = Publication.objects.published().order_by("fiscal_year").values_list("fiscal_year")
    counted = rows.annotate(published=Count("pk"), withdrawn=Count("withdrawal"))
    return {year: (published, withdrawn) for year, published, withdrawn in counted}
