"""Files of bulk actions are kept for a while; what a killed attempt left goes as well."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from reports.bulk.gathering import FOLDER
from reports.models import BulkRun
from reports.published_files import stored_path

KEPT_DAYS = 14
KEPT = timedelta(days=KEPT_DAYS)
LEFT_ALONE = timedelta(days=2)  # younger ones may belong to an attempt that is not finished


def remove_old(now=None):
    """Of runs that ended so long ago; the run keeps what it says of the file."""
    now = now or timezone.now()
    old = BulkRun.objects.filter(ended_at__lt=now - KEPT, removed_at=None).exclude(file="")
    for run in old:
        Path(run.file.path).unlink(missing_ok=True)
        BulkRun.objects.filter(pk=run.pk).update(removed_at=now)
    remove_strays(now)


def remove_strays(now):
    folder = stored_path(FOLDER)
    kept = {Path(run.file.path).name for run in BulkRun.objects.exclude(file="").filter(removed_at=None)}
    working = {str(pk) for pk in BulkRun.objects.filter(state=BulkRun.State.WORKING).values_list("pk", flat=True)}
    for path in folder.iterdir() if folder.exists() else ():
        is_wanted = path.name in kept or path.name.partition("-")[0] in working
        if not is_wanted and path.stat().st_mtime < (now - LEFT_ALONE).timestamp():
            remove(path)


def remove(path):
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
