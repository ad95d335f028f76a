"""The files of the open data, made anew from what is published, and swapped for those before in one transaction.

Old files go a little later: whoever began a download goes on with it, and addresses always lead to the new ones.
"""

import hashlib
import json
import os
from contextlib import AbstractContextManager, suppress
from datetime import timedelta

from django.utils import timezone

from reports.models import OpenDataFile, OpenDataMark, PublishedResult
from reports.open_data.datasets import DATASETS, TERMS
from reports.open_data.extracting import quietly, read_new
from reports.open_data.results import moment
from reports.open_data.snapshot import publication_counts, snapshot
from reports.open_data.writing import CSV, JSON, write_files
from reports.published_files import stored_path

FOLDER = "open-data"
KEPT = timedelta(hours=2)  # since a file was written or replaced: an attempt may still write it, somebody read it
AT_A_TIME = 500
FORMATS = (CSV, JSON)
READING, WRITING = "กำลังอ่านฉบับที่เผยแพร่", "กำลังเขียน {}"


class Overtaken(Exception):
    """Another build has swapped the files since this one began: what it chose to keep may be replaced by now."""


def build(attempt: str, completing: AbstractContextManager, progress=quietly, *, anew=False) -> bool:
    """False when nothing was published or withdrawn since the last time. `anew` keeps no file and no doubt.

    `completing` is the transaction in which the new files begin to count. Raises Overtaken: then it is begun again.
    """
    begun, source, before = timezone.now(), present_source(), OpenDataMark.objects.first()
    if before and before.source == source and not anew:
        return False
    read_new(lambda done, total: progress(done, total, READING))
    found = snapshot()
    files = [file for part in parts(found) for file in files_of(*part, found, attempt, begun, progress, anew=anew)]
    with completing:
        hold_mark(before, source, begun)
        swap(files, found.open_results)
    remove_old(begun)
    return True


def present_source() -> str:
    """Changes with every publication and withdrawal, and where the files' form changes."""
    made_of = [sorted(publication_counts().items()), [repr(dataset.columns) for dataset in DATASETS]]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def parts(found):
    return [(dataset, year) for dataset in DATASETS for year in dataset.parts(found)]


def files_of(dataset, year, found, attempt, begun, progress, *, anew) -> list[OpenDataFile]:
    """Those that are there where they are made of the same, else new ones."""
    name, source = dataset.file_name(year), dataset.source_of(found, year)
    kept = [] if anew else kept_files(name, source)
    if len(kept) == len(FORMATS):
        return kept
    stored = {each: f"{FOLDER}/{attempt}/{name}.{each}.gz" for each in FORMATS}
    paths = {each: stored_path(place) for each, place in stored.items()}
    words = WRITING.format(dataset.title)
    about = {
        "dataset": dataset.name,
        "title": dataset.title,
        "about": dataset.about,
        "fiscal_year_be": year,
        "generated_at": moment(begun),
        "terms": TERMS,
    }
    names = [column.name for column in dataset.columns]
    rows = dataset.rows(found, year)
    written = write_files(paths, names, rows, about=about, tick=lambda count: progress(0, 0, words))
    same = {"name": name, "dataset": dataset.name, "fiscal_year": year, "source": source, "built_at": begun}
    return [OpenDataFile(format=each, file=stored[each], **vars(written[each]), **same) for each in FORMATS]


def kept_files(name, source):
    files = OpenDataFile.objects.filter(name=name, source=source)
    return [file for file in files if stored_path(file.file.name).exists()]


def hold_mark(before, source, begun):
    """The mark's row lets one build after the other swap; one that began before the last swap does not."""
    values = {"source": source, "built_at": begun}
    mark, is_new = OpenDataMark.objects.select_for_update().get_or_create(pk=1, defaults=values)
    if not is_new and (before is None or mark.built_at != before.built_at):
        raise Overtaken
    OpenDataMark.objects.filter(pk=1).update(**values)


def swap(files, open_results):
    date_replaced()
    OpenDataFile.objects.all().delete()
    for file in files:
        file.pk = None  # also those that are kept: their rows were deleted a moment ago
    OpenDataFile.objects.bulk_create(files)
    open_now = set(PublishedResult.objects.filter(is_open=True).values_list("pk", flat=True))
    mark_open(open_now - open_results, is_open=False)
    mark_open(open_results - open_now, is_open=True)


def date_replaced():
    """From now on they are old: whoever began a download has KEPT to go on with it, however long they were offered."""
    for name in OpenDataFile.objects.values_list("file", flat=True):
        with suppress(FileNotFoundError):
            os.utime(stored_path(name))


def mark_open(pks, *, is_open):
    pks = sorted(pks)
    for start in range(0, len(pks), AT_A_TIME):
        PublishedResult.objects.filter(pk__in=pks[start : start + AT_A_TIME]).update(is_open=is_open)


def remove_old(now):
    """Files that no row names, and folders that they leave empty."""
    folder, oldest = stored_path(FOLDER), (now - KEPT).timestamp()
    named = {stored_path(name) for name in OpenDataFile.objects.values_list("file", flat=True)}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            is_empty = not any(path.iterdir())
            if is_empty and path.stat().st_mtime < oldest:
                path.rmdir()
        elif path not in named and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
