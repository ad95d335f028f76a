"""Are the files of the publications what they were? And which files belong to none?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from reports.documents.stored_names import stored_names
from reports.models import Publication, PublishedFile
from reports.published_files import FOLDER, is_intact_copy, read, sha256_of, stored_path
from reports.versions import document_of

# Younger ones may belong to an attempt that is not finished.
LEFT_ALONE = timedelta(days=1)
MISSING, DIFFERS = "ไม่พบไฟล์", "ไฟล์ไม่ตรงกับค่า SHA-256 ที่บันทึกไว้"
UNREADABLE = "อ่านเนื้อหาที่ตรึงไว้ไม่ได้"


def faults() -> Iterator[tuple[str, str]]:
    """(name, what is wrong with it) of every file of a publication, and of every copy that its document shows."""
    for file in PublishedFile.objects.order_by("pk").iterator():
        if fault := fault_of(file.file.name, lambda name, file=file: sha256_of(read(name)) == file.sha256):
            yield file.file.name, fault
    for publication in publications():
        try:
            names = sorted(stored_names(document_of(publication)))
        except (OSError, ValueError):
            yield str(publication), UNREADABLE
            continue
        yield from ((name, fault) for name in names if (fault := fault_of(name, is_intact_copy)))


def fault_of(name, is_intact) -> str:
    if not default_storage.exists(name):
        return MISSING
    return "" if is_intact(name) else DIFFERS


def publications():
    return Publication.objects.prefetch_related("files")


def strays(now) -> list[Path]:
    """Old files in the folder of the publications that belong to none. Only to be asked while there are no faults."""
    folder = stored_path(FOLDER)
    copies = (name for publication in publications() for name in stored_names(document_of(publication)))
    known = {stored_path(name) for name in (*PublishedFile.objects.values_list("file", flat=True), *copies)}
    oldest = (now - LEFT_ALONE).timestamp()
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in known)
    return [path for path in files if path.stat().st_mtime < oldest]
