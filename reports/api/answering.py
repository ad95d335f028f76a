"""What the API answers: pages of rows by key, so that the last page costs what the first does, and single things."""

from datetime import datetime, time
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import make_aware

from assessments.searching import matching
from reports.api.parameters import position_of
from reports.api.problems import NOT_READY, Problem
from reports.models import Publication, PublishedResult
from reports.open_data.offering import data_of
from reports.open_data.places import file_url
from reports.open_data.publications import (
    agencies_with_publications,
    agency_rows,
    publication_row,
    with_agency,
)
from reports.open_data.results import as_shown, result_row
from reports.public.finding import latest_standing
from reports.versions import offered_files

EARLIEST = 1900  # no moment of the database is before this year, and some are not of any time zone


def agencies(values, path) -> dict:
    rows = agencies_with_publications().filter(matching(values["q"] or ""), **given(values, "kind", "province"))
    found, is_last = page(rows.order_by("pk"), after_key(values["cursor"]), values)
    return answer(agency_rows(found), path, values, None if is_last else found[-1].pk)


def agency(code) -> dict | None:
    """None for an agency that has published nothing, as for one that is not there."""
    row = next(agency_rows(agencies_with_publications().filter(code=code)), None)
    return row and {**row, "results": list(map(result_row, built(open_results().filter(agency__code=code))))}


def publications(values, path) -> dict:
    wanted = given(values, agency_year__agency__code="agency", kind="document", fiscal_year="fiscal_year_be")
    rows = Publication.objects.published().filter(published_since(values["published_since"]), **wanted)
    rows = with_agency(rows).order_by("-published_at", "-pk")
    found, is_last = page(rows, before_position(values["cursor"]), values)
    standing = Publication.objects.standing().filter(pk__in=[row.pk for row in found])
    standing = set(standing.order_by().values_list("pk", flat=True))
    cursor = None if is_last else position_of(found[-1].published_at, found[-1].pk)
    return answer((publication_row(row, standing) for row in found), path, values, cursor)


def publication(row) -> dict:
    versions = list(with_agency(Publication.objects.of(row.agency_year, row.kind).published().reverse()))
    standing = set(latest_standing(versions))
    own = next(version for version in versions if version.pk == row.pk)
    is_withdrawn = hasattr(own, "withdrawal")
    return {
        **publication_row(own, standing),
        "data_url": None if is_withdrawn else settings.PUBLIC_URL + data_path(row.address),
        "files": [file_value(row, file, is_withdrawn) for file in offered_files(row)],
        "versions": [version_value(publication_row(version, standing)) for version in versions],
    }


def data_path(address):
    return reverse("reports:api-publication-data", args=[address])


def file_value(publication, file, is_withdrawn):
    return {
        "format": file.format,
        "url": None if is_withdrawn else file_url(publication.address, file.format),
        "sha256": file.sha256,
        "size": file.size,
    }


def version_value(row):
    return {name: row[name] for name in ("address", "url", "version", "status", "published_at")}


def results(values, path) -> dict:
    rows = open_results().filter(assessed_year=values["assessed_year_be"], **given(values, agency__code="agency"))
    found, is_last = page(rows.order_by("pk"), after_key(values["cursor"]), values)
    return answer(map(result_row, built(found)), path, values, None if is_last else found[-1].pk)


def built(rows):
    """These rows of the open data. None at all before the first build mean nothing: raises Problem then."""
    if not rows and data_of() is None:
        detail = "The open data are being built for the first time; ask again after the seconds in Retry-After."
        raise Problem(NOT_READY, detail, NOT_READY.meaning)
    return rows


def open_results():
    """What the last build chose, without what was withdrawn since; the latest year first."""
    rows = PublishedResult.objects.filter(is_open=True, publication__withdrawal=None)
    return as_shown(rows).order_by("-assessed_year")


def given(values, *same, **named) -> dict:
    """Conditions for what was asked: {field: value}; `named` is field=parameter."""
    fields = {**{name: name for name in same}, **named}
    return {field: values[name] for field, name in fields.items() if values[name] is not None}


def published_since(day):
    if day is None or day.year < EARLIEST:
        return Q()
    return Q(published_at__gte=make_aware(datetime.combine(day, time.min)))


def after_key(cursor):
    return Q() if cursor is None else Q(pk__gt=cursor)


def before_position(cursor):
    """What was published earlier. The first condition says nothing new, and lets the index be used."""
    if cursor is None:
        return Q()
    moment, key = cursor
    return Q(published_at__lte=moment) & (Q(published_at__lt=moment) | Q(pk__lt=key))


def page(rows, where, values):
    """(the rows of this page, whether it is the last)"""
    found = list(rows.filter(where)[: values["limit"] + 1])
    return found[: values["limit"]], len(found) <= values["limit"]


def answer(rows, path, values, cursor):
    again = {name: value for name, value in values.items() if value is not None} | {"cursor": cursor}
    place = f"{settings.PUBLIC_URL}{path}?{urlencode(again)}" if cursor else None
    return {"next": place, "items": list(rows)}
