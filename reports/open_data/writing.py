"""Rows into the files of a dataset, CSV and JSON in one pass over the rows.

Files are stored packed: a year of scores is a hundred megabytes of repeated words. Hash and size are of the unpacked.
"""

import csv
import gzip
import hashlib
import io
import json
import os
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assessments.exchange.writing import BOM, csv_text
from reports.exchange.exporting import number
from reports.models import OpenDataFile

CSV, JSON = OpenDataFile.Format.CSV, OpenDataFile.Format.JSON
LEVEL = 6
CHARACTERS = 1 << 16  # gathered before they are packed


@dataclass(frozen=True)
class Written:
    """`size` and `sha256` of what is downloaded, in bytes; `rows` without the head."""

    sha256: str
    size: int
    packed_size: int
    rows: int


class PackedText:
    """A gzip file of UTF-8 that knows the hash and size of what goes in. Equal contents make equal files."""

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.size, self.hash, self.text = path, 0, hashlib.sha256(), io.StringIO(newline="")
        self.file = path.open("wb")
        self.packed = gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=self.file, mtime=0)

    def flush(self):
        data = self.text.getvalue().encode()
        self.hash.update(data)
        self.size += len(data)
        self.packed.write(data)
        self.text.seek(0)
        self.text.truncate()

    def flush_when_long(self):
        if self.text.tell() > CHARACTERS:
            self.flush()

    def finish(self, rows) -> Written:
        """On the disk, before anything says that it is there."""
        self.flush()
        self.packed.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        return Written(self.hash.hexdigest(), self.size, self.file.tell(), rows)

    def close(self):
        self.packed.close()
        self.file.close()


class CsvRows:
    """Excel knows by the mark at the start that it is UTF-8; no text becomes a formula."""

    def __init__(self, file, names, about):
        self.file, self.writer = file, csv.writer(file.text)
        file.text.write(BOM)
        self.writer.writerow(names)

    def add(self, row):
        self.writer.writerow(["" if value is None else csv_text(value) for value in row.values()])
        self.file.flush_when_long()

    def end(self):
        """Nothing follows the rows."""


class JsonRows:
    """One object: what is said `about` the file, and its rows, one a line."""

    def __init__(self, file, names, about):
        self.file, self.before = file, "\n"
        file.text.write(json.dumps({**about, "rows": []}, ensure_ascii=False).removesuffix("]}"))

    def add(self, row):
        self.file.text.write(self.before + ENCODER.encode(row))
        self.before = ",\n"
        self.file.flush_when_long()

    def end(self):
        self.file.text.write("\n]}\n")


def json_number(value):
    if isinstance(value, Decimal):
        return number(value)
    raise TypeError(f"{value!r} is no value of a row")


ENCODER = json.JSONEncoder(ensure_ascii=False, default=json_number)
WRITERS = {CSV: CsvRows, JSON: JsonRows}


def write_files(paths: dict, names: list[str], rows, *, about: dict, tick) -> dict[str, Written]:
    """{format: path} → {format: what was written}. Rows are dicts in the order of `names`; `tick` gets their number."""
    files, count = {}, 0
    try:
        files = {each: PackedText(path) for each, path in paths.items()}
        writers = [WRITERS[each](file, names, about) for each, file in files.items()]
        for row in rows:
            count += 1
            for writer in writers:
                writer.add(row)
            tick(count)
        for writer in writers:
            writer.end()
        return {each: file.finish(count) for each, file in files.items()}
    finally:
        for file in files.values():
            file.close()
