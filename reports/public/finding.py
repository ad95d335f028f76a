"""Finding what is published: the agencies of a year by what is asked, and all documents of one agency.

Which agencies have published is read off the derived rows, which are at most a minute behind; which versions stand is
read live, so that a withdrawn one is offered to nobody.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from assessments.frameworks.kinds import KINDS
from assessments.models import Agency
from assessments.searching import matching
from reports.models import DocumentKind, OverviewRow, Publication

NEWEST_OF_ALL = 1
IN_ORDER = {kind: position for position, kind in enumerate(DocumentKind.values)}
SHOWN = ("agency_year_id", "agency__code", "name", "kind", "province")


@dataclass(frozen=True)
class Found:
    """An agency of the asked year with the versions that stand."""

    code: str
    name: str
    kind: str
    province: str
    documents: list[Publication]


@dataclass(frozen=True)
class AgencyDocuments:
    """`years` holds (fiscal year, its versions): the newest year first, by document, the newest version first."""

    agency: Agency
    years: list[tuple[int, list[Publication]]]
    standing: frozenset[int]


def published_years() -> list[int]:
    """Fiscal years up to the newest with a publication, the newest first."""
    newest = OverviewRow.objects.filter(published_count__gt=0).order_by("-fiscal_year").values("fiscal_year")
    return OverviewRow.objects.filter(fiscal_year__lte=newest[:NEWEST_OF_ALL]).fiscal_years()


def rows_found(asked):
    """One row an agency, in the order of names."""
    rows = OverviewRow.objects.of_year(asked.fiscal_year).filter(condition(asked.values), published_count__gt=0)
    return rows.order_by("sort_key", "agency_id").values(*SHOWN)


def other_years(asked, years) -> list[int]:
    """Where to look when this year has nothing: the years that have what is asked for; `years` where nothing is."""
    found = years_with(asked.values) if asked.values else years
    return [year for year in found if year != asked.fiscal_year]


def years_with(values):
    rows = OverviewRow.objects.filter(without_words(values), published_count__gt=0)
    if "q" in values:
        # As a list of agencies the words are looked for once, and not once a year.
        rows = rows.filter(agency__in=Agency.objects.filter(matching(values["q"])))
    return rows.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()


def condition(values):
    return matching(values.get("q", ""), "agency__") & without_words(values)


def without_words(values):
    wanted = Q()
    for name in ("kind", "province"):
        wanted &= Q(**{name: values[name]}) if name in values else Q()
    return wanted & has_document(values["document"]) if "document" in values else wanted


def has_document(kind):
    return Q(Exists(Publication.objects.kept().filter(agency_year=OuterRef("agency_year"), kind=kind)))


def with_documents(rows, document="") -> list[Found]:
    """In one query, whatever the number of rows. An agency that took everything back in this minute is left out."""
    documents = standing_by_year([row["agency_year_id"] for row in rows], document)
    return [found(row, documents[row["agency_year_id"]]) for row in rows if row["agency_year_id"] in documents]


def standing_by_year(agency_years, document):
    versions = Publication.objects.standing().filter(agency_year__in=agency_years)
    by_year = defaultdict(list)
    for version in versions.filter(kind=document) if document else versions:
        by_year[version.agency_year_id].append(version)
    return by_year


def found(row, documents):
    ordered = sorted(documents, key=by_document)
    return Found(row["agency__code"], row["name"], KINDS.get(row["kind"], ""), row["province"], ordered)


def by_document(version):
    return IN_ORDER[version.kind]


def documents_of_agency(code) -> AgencyDocuments | None:
    """All that it ever published, what was withdrawn among it; None for an agency that is not there or has nothing."""
    versions = published_versions_of(code)
    if not versions:
        return None
    years = [(year, list(own)) for year, own in groupby(versions, key=lambda version: version.fiscal_year)]
    return AgencyDocuments(versions[0].agency_year.agency, years, frozenset(latest_standing(versions)))


def published_versions_of(code):
    rows = Publication.objects.published().filter(agency_year__agency__code=code)
    versions = rows.select_related("withdrawal", "agency_year__agency")
    return sorted(versions, key=lambda version: (-version.fiscal_year, by_document(version), -version.number))


def latest_standing(versions):
    """The keys of those that nobody took back and that no later one replaced; `versions` are the newest first."""
    seen = set()
    for version in versions:
        document = (version.agency_year_id, version.kind)
        if document not in seen and not hasattr(version, "withdrawal"):
            seen.add(document)
            yield version.pk
