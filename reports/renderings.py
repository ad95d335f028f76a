"""PDFs of drafts: what was drawn once is not drawn again while nothing changed that goes into it."""

import hashlib
import shutil
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from ita_portal.jobs import queue
from ita_portal.jobs.models import Job
from reports.models import Rendering
from reports.published_files import sha256_of, write
from reports.services import attached_files, pictures_of
from reports.writers.html import for_pdf

TASK = "reports.draw_document"
FOLDER = "renderings"
KEPT = timedelta(days=30)
ROOT = Path(__file__).resolve().parents[1]
PRINT_CODE = ("reports/writers/*.py", "reports/writers/*.json", "reports/unbroken_words.py")
PRINT_FILES = ("static/css/print*.css", "static/css/numerals-*.css", "static/fonts/*.ttf")


def key_of(document) -> str:
    """Equal for equal files: the printed text, the bytes of pictures and attachments, and what draws them."""
    digest = hashlib.sha256(drawing_version().encode())
    digest.update(repr(for_pdf(document)).encode())
    for name, path in sorted(pictures_of(document).items()):
        digest.update(f"{name} {hash_of_file(path)}".encode())
    for path in attached_files(document):
        digest.update(hash_of_file(path).encode())
    return digest.hexdigest()


def hash_of_file(path) -> str:
    """Of nothing for a file that is not there: it is drawn as one that was never given."""
    return sha256_of(path.read_bytes()) if path.exists() else ""


@cache
def drawing_version() -> str:
    """Of our print code and files as they were when the process began, and of WeasyPrint."""
    paths = (path for pattern in (*PRINT_CODE, *PRINT_FILES) for path in sorted(ROOT.glob(pattern)))
    return f"{version('weasyprint')} {' '.join(sha256_of(path.read_bytes()) for path in paths)}"


def finished(agency_year, key) -> Rendering | None:
    row = Rendering.objects.filter(agency_year=agency_year, key=key).first()
    return row if row and default_storage.exists(row.file.name) else None


def drawing_job(agency_year, kind, job_id) -> Job | None:
    """The job of this id, if it draws this kind of document of this agency-year."""
    job = Job.objects.filter(task=TASK, pk=job_id).first()
    asked = {"agency_year_id": agency_year.pk, "kind": kind}
    return job if job and asked.items() <= job.arguments.items() else None


@transaction.atomic
def start_rendering(*, agency_year, kind, layout, key, by) -> Job:
    """The job that draws the document as it now stands; the one that is at it already, if there is one."""
    arguments = {"agency_year_id": agency_year.pk, "kind": kind, "layout": layout}
    return queue.enqueue(TASK, by=by, once=f"{agency_year.pk}-{key}", **arguments)


def store(name, data: bytes) -> str:
    """Written under the day, so that old ones are found without looking at each."""
    path = f"{FOLDER}/{timezone.localdate().isoformat()}/{name}"
    write(path, data)
    return path


def keep_rendering(agency_year, kind, key, name, data):
    """Called where the job ends, in the same transaction."""
    values = {"kind": kind, "file": name, "size": len(data), "created_at": timezone.now()}
    Rendering.objects.update_or_create(agency_year=agency_year, key=key, defaults=values)


def prune_renderings():
    """Rows older than 30 days, then the folders that hold no file of a row any more."""
    Rendering.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    oldest = timezone.localdate() - KEPT - timedelta(days=2)
    folder = Path(default_storage.path(FOLDER))
    for each in folder.iterdir() if folder.exists() else ():
        if each.is_dir() and day_of(each.name) < oldest:
            shutil.rmtree(each, ignore_errors=True)


def day_of(name) -> date:
    """What is no day is left alone."""
    try:
        return date.fromisoformat(name)
    except ValueError:
        return date.max
