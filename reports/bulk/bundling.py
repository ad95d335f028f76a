"""One ZIP of what was gathered, written to disk piece by piece: memory stays the same however many files there are."""

import hashlib
import os
import re
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.timezone import localtime

from assessments.exchange.writing import csv_lines
from assessments.templatetags.thai import thai_moment
from reports.bulk.gathering import FOLDER, PIECE, hash_of
from reports.models import BulkFile, BulkOutcome
from reports.published_files import stored_path
from reports.publishing import short_address
from reports.services import KINDS

INDEX = "index.csv"
HEAD = ("รหัสหน่วยงาน", "หน่วยงาน", "จังหวัด", "เอกสาร", "ฉบับ", "ไฟล์", "ขนาด (ไบต์)", "SHA-256", "ที่อยู่สั้น")
NO_PROVINCE = "ไม่ระบุจังหวัด"
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
LONGEST = 70  # characters of a folder's or file's name: Thai takes three bytes each, and systems allow 255
READABLE = 0o644 << 16
BUNDLING = "กำลังรวมไฟล์ {:,} จาก {:,}"


class SourceLost(Exception):
    """A file that was gathered is not there any more, or is another one."""

    def __init__(self, file):
        super().__init__(file.source)
        self.outcome = file.outcome


def bundle(run, attempt, tick) -> dict:
    """The values of the run's file. Each attempt begins a file of its own; what was drawn is there already.

    Raises SourceLost.
    """
    name = f"{FOLDER}/{run.pk}-{attempt}.zip"
    path = stored_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        with ZipFile(file, "w") as archive:
            write_files(archive, run, tick)
            write_index(archive, run)
        file.flush()
        os.fsync(file.fileno())
    return {"file": name, "sha256": hash_of(path), "size": path.stat().st_size}


def files_of(run):
    """In the order of the folders; read a few at a time."""
    files = BulkFile.objects.filter(outcome__run=run).select_related("outcome__agency", "publication")
    return files.order_by("outcome", "pk")


def taken_back(run):
    """Outcomes of which a version was withdrawn after it was gathered."""
    withdrawn = BulkFile.objects.filter(outcome__run=run, publication__withdrawal__isnull=False)
    return BulkOutcome.objects.filter(pk__in=withdrawn.values("outcome")).select_related("agency__body")


def write_files(archive, run, tick):
    total = files_of(run).count()
    for number, file in enumerate(files_of(run).iterator(), start=1):
        info = entry(run, place_of(run, file), ZIP_STORED)  # PDF and DOCX are packed already
        copy(archive, info, file)
        tick(BUNDLING.format(number, total))


def entry(run, name, packing):
    info = ZipInfo(name, localtime(run.asked_at).timetuple()[:6])
    info.compress_type, info.external_attr = packing, READABLE
    return info


def copy(archive, info, file):
    """The bytes that were counted, or none."""
    digest = hashlib.sha256()
    info.file_size = file.size
    with source_of(file) as source, archive.open(info, "w") as member:
        while piece := source.read(PIECE):
            digest.update(piece)
            member.write(piece)
    if digest.hexdigest() != file.sha256:
        raise SourceLost(file)


def source_of(file):
    try:
        return stored_path(file.source).open("rb")
    except OSError:
        raise SourceLost(file) from None


def write_index(archive, run):
    with archive.open(entry(run, INDEX, ZIP_DEFLATED), "w") as member:
        for line in csv_lines(index_rows(run)):
            member.write(line)


def index_rows(run):
    yield HEAD
    for file in files_of(run).iterator():
        agency, publication = file.outcome.agency, file.publication
        address = short_address(publication) if publication else ""
        named = (agency.code, agency.name, agency.province, KINDS[file.kind], version_of(run, file))
        yield (*named, place_of(run, file), file.size, file.sha256, address)


def version_of(run, file):
    if file.publication:
        return f"ฉบับที่ {file.publication.number}"
    return f"ฉบับร่าง {thai_moment(file.outcome.at)}"


def place_of(run, file):
    """Province / agency / document; the code keeps agencies of one name apart."""
    agency = file.outcome.agency
    version = f"ฉบับที่ {file.publication.number}" if file.publication else "ฉบับร่าง"
    document = f"{fit(KINDS[file.kind])} {run.fiscal_year} {version}.{file.format}"
    return f"{fit(agency.province) or NO_PROVINCE}/{fit(agency.name)} ({agency.code})/{document}"


def fit(text):
    """A name that Windows takes as well."""
    return UNFIT.sub(" ", text).strip(" .")[:LONGEST].strip(" .")
