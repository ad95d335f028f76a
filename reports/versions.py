"""What is asked of publications: the versions of a document, the latest of each kind, the one at a public address."""

import json

from reports.documents.freezing import thawed
from reports.models import Publication, PublishedFile
from reports.published_files import read

Format = PublishedFile.Format
# What leaves the portal; the frozen document itself is in a form of our own. The first versions have no CSV.
OFFERED = (Format.PDF, Format.DOCX, Format.CSV, Format.DATA)


def latest_version(agency_year, kind):
    """Published or not; None before the first."""
    return Publication.objects.of(agency_year, kind).select_related("job", "agency_year__agency").last()


def versions_of(agency_year, kind):
    """All of them for the officers of the agency, the newest first."""
    rows = Publication.objects.of(agency_year, kind).select_related("job", "requested_by").prefetch_related("files")
    return list(rows.reverse())


def latest_by_kind(agency_year) -> dict:
    """kind → the latest published version that was not withdrawn."""
    return {row.kind: row for row in Publication.objects.kept().filter(agency_year=agency_year)}


def published_at(address):
    """The version at this address as somebody typed it, or None. What is not published is at no address."""
    wanted = address.upper().replace("-", "")
    rows = Publication.objects.published().select_related("agency_year__agency")
    return rows.filter(address=wanted).prefetch_related("files").first()


def siblings_of(publication):
    """Every published version of the same document, the newest first."""
    return list(Publication.objects.of(publication.agency_year, publication.kind).published().reverse())


def document_of(publication):
    """The frozen document, from its file alone."""
    return thawed(json.loads(read(file_of(publication, Format.DOCUMENT).file.name)))


def file_of(publication, file_format):
    """The PublishedFile, or None."""
    return next((row for row in publication.files.all() if row.format == file_format), None)


def offered_files(publication):
    return [file for each in OFFERED if (file := file_of(publication, each))]
