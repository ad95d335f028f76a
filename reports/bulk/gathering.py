"""The documents of one agency that go into a ZIP: what stands published, or drafts, drawn where no kept one serves."""

import hashlib
from dataclasses import dataclass

from django.urls import reverse

from assessments.models import AgencyYear
from reports import renderings
from reports.bulk.settled import done, not_needed, refused
from reports.models import BulkFile, BulkRun, DocumentKind
from reports.published_files import stored_path, write
from reports.reviewing.content import present_document
from reports.services import DocumentNotReady, draw_pdf, render_docx
from reports.versions import file_of, latest_by_kind
from reports.writers.limits import RenderFailed

FOLDER = "bulk"
MOST_BYTES = 2 * 1024**3
GIGABYTES = f"{MOST_BYTES // 1024**3} GB"
PIECE = 1024**2
Format = BulkFile.Format
NO_YEAR, NOT_PUBLISHED = "ยังไม่ได้เปิดปีงบประมาณนี้", "ยังไม่มีฉบับที่เผยแพร่"
GONE = "ไฟล์ของฉบับที่เผยแพร่ไม่ครบหรือไม่ตรงกับค่า SHA-256 โปรดแจ้งผู้ดูแลระบบ"
TOO_LARGE = f"ไฟล์รวมจะใหญ่เกิน {GIGABYTES} จึงไม่ได้รวมหน่วยงานนี้ โปรดแบ่งด้วยตัวกรองแล้วสั่งอีกครั้ง"


@dataclass(frozen=True)
class Gathered:
    """Unsaved BulkFiles, why others are not there, and whether one of these is a fault."""

    files: tuple[BulkFile, ...] = ()
    lacks: tuple[str, ...] = ()
    is_faulty: bool = False

    def __add__(self, other):
        return Gathered(self.files + other.files, self.lacks + other.lacks, self.is_faulty or other.is_faulty)

    @property
    def size(self):
        return sum(file.size for file in self.files)


def gather(run, outcome, tick) -> Gathered:
    """May take long: a draft is drawn within the bounds of time and memory, and kept as soon as it is there."""
    year = AgencyYear.objects.select_related("agency").filter(agency=outcome.agency_id, fiscal_year=run.fiscal_year)
    if (year := year.first()) is None:
        return Gathered(lacks=(NO_YEAR,))
    if run.contents == BulkRun.Contents.PUBLISHED:
        publications = latest_by_kind(year)
        return sum((published(run, kind, publications.get(kind)) for kind in run.kinds), Gathered())
    return sum((draft(run, outcome, year, kind, tick) for kind in run.kinds), Gathered())


def published(run, kind, publication) -> Gathered:
    label = DocumentKind(kind).label
    if publication is None:
        return Gathered(lacks=(f"{label}: {NOT_PUBLISHED}",))
    stored = [file_of(publication, each) for each in formats_of(run)]
    if not all(file and is_intact(file) for file in stored):
        return Gathered(lacks=(f"{label}: {GONE}",), is_faulty=True)
    return Gathered(tuple(of_version(file, publication) for file in stored))


def formats_of(run):
    return (Format.PDF, Format.DOCX) if run.with_docx else (Format.PDF,)


def is_intact(file):
    path = stored_path(file.file.name)
    return path.exists() and hash_of(path) == file.sha256


def of_version(file, publication):
    values = {"source": file.file.name, "sha256": file.sha256, "size": file.size}
    return BulkFile(kind=publication.kind, format=file.format, publication=publication, **values)


def hash_of(path) -> str:
    """Read in pieces, whatever its size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def draft(run, outcome, year, kind, tick) -> Gathered:
    label = DocumentKind(kind).label
    try:
        document = present_document(year, kind)
        names = {Format.PDF: kept_pdf(year, kind, document, outcome, tick)}
        if run.with_docx:
            names[Format.DOCX] = drawn_docx(run, outcome, kind, document)
    except DocumentNotReady as refusal:
        return Gathered(lacks=(f"{label}: {refusal}",))
    except RenderFailed as refusal:
        return Gathered(lacks=(f"{label}: {refusal}",), is_faulty=True)
    return Gathered(tuple(of_draft(kind, each, name) for each, name in names.items()))


def kept_pdf(year, kind, document, outcome, tick) -> str:
    """The name of the file; drawn where it was not drawn before with the same content."""
    key = renderings.key_of(document)
    kept = renderings.finished(year, key)
    if kept:
        return kept.file.name
    pdf = draw_pdf(document, about=f"{year.pk}-{kind}", while_waiting=tick)
    name = renderings.store(f"bulk-{outcome.pk}-{key}.pdf", pdf)
    renderings.keep_rendering(year, kind, key, name, pdf)
    return name


def drawn_docx(run, outcome, kind, document) -> str:
    name = f"{FOLDER}/{run.pk}/{outcome.pk}-{kind}.docx"
    write(name, render_docx(document))
    return name


def of_draft(kind, file_format, name):
    path = stored_path(name)
    return BulkFile(kind=kind, format=file_format, source=name, sha256=hash_of(path), size=path.stat().st_size)


def carry_out(run, outcome, by, gathered):
    """Called in the transaction that writes the outcome: from here on these files belong to the run."""
    link = reverse("assessments:agency", args=[outcome.agency.code])
    lacks = " · ".join(gathered.lacks)
    if not gathered.files:
        return refused(lacks, link) if gathered.is_faulty else not_needed(lacks, link)
    if run.gathered + gathered.size > MOST_BYTES:
        return refused(TOO_LARGE, link)
    for file in gathered.files:
        file.outcome = outcome
    BulkFile.objects.bulk_create(gathered.files)
    words = f"รวมแล้ว {len(gathered.files)} ไฟล์" + (f" ({lacks})" if lacks else "")
    return done(words, link, gathered.size)
