"""Published, replaced, withdrawn and unpublished results of several agencies, without drawing a PDF."""

import csv
import gzip
import io
import json
from datetime import UTC, datetime

from django.db import transaction

from reports.exchange.exporting import export_agency_year
from reports.exchange.published_csv import write_csv
from reports.models import OpenDataFile, Publication, PublishedFile, Withdrawal
from reports.open_data.building import build
from reports.published_files import stored_path
from reports.publishing import keep_file, keep_value
from tests.makers import make_agency, make_agency_year, make_assessment, make_user
from tests.reports.publications import fresh

Format = PublishedFile.Format
LETTERS = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"


def scored_year(code, fiscal_year=2567, *, scores=None, total=None, level="", agency=None, **values):
    """An agency-year whose plan answers the results of the year before."""
    agency = agency or make_agency(code, **values)
    year = make_agency_year(agency, fiscal_year)
    framework = f"ita-{fiscal_year - 1}"
    make_assessment(year, framework=framework, scores=scores or {"9": 95, "o29": 0}, total=total, level=level)
    return year


def at(day, hour=9):
    """An hour of a day of November 2026 in UTC."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def publish_now(year, kind="measures", *, moment=None, title="มาตรการ", comment="", address=""):
    """The next version, frozen as the year stands now and published at this moment."""
    year, moment = fresh(year), moment or at(2)
    number = Publication.objects.of(year, kind).count() + 1
    publication = Publication.objects.create(
        agency_year=year,
        kind=kind,
        number=number,
        address=address or new_address(),
        title=title,
        agency_name=year.agency.name,
        fiscal_year=year.fiscal_year,
        comment=comment or ("แก้ไข" if number > 1 else ""),
        state="published",
        requested_by=make_user(),
        requested_at=moment,
        published_at=moment,
    )
    value = export_agency_year(year)
    keep_value(publication, Format.DATA, "data", value)
    keep_file(publication, Format.CSV, "data.csv", write_csv(value))
    keep_file(publication, Format.PDF, "measures.pdf", b"%PDF-1.7 " + publication.address.encode())
    return publication


def new_address():
    """The next of addresses that look like real ones."""
    number, letters = Publication.objects.count() + 1, ""
    for _ in range(8):
        number, digit = divmod(number, len(LETTERS))
        letters += LETTERS[digit]
    return letters


def take_back(publication, reason="คะแนนผิด", moment=None):
    return Withdrawal.objects.create(publication=publication, reason=reason, by=make_user(), at=moment or at(3))


def built(attempt="1-1", **how):
    return build(attempt, transaction.atomic(), **how)


def unpacked(name, file_format):
    """The bytes of a file as it is offered."""
    file = OpenDataFile.objects.get(name=name, format=file_format)
    return gzip.decompress(stored_path(file.file.name).read_bytes())


def csv_of(name):
    """[{column: text}] of a file as it is offered."""
    return list(csv.DictReader(io.StringIO(unpacked(name, "csv").decode("utf-8-sig"))))


def json_of(name):
    return json.loads(unpacked(name, "json"))


def names_offered():
    return [(file.name, file.format) for file in OpenDataFile.objects.all()]
