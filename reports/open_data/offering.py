"""The files as the page and the downloads find them."""

from dataclasses import dataclass
from itertools import groupby

from reports.models import OpenDataFile, OpenDataMark
from reports.open_data.datasets import DATASETS, Dataset

SECONDS_BETWEEN_BUILDS = 600


@dataclass(frozen=True)
class Part:
    """The files of one year, or of all (None)."""

    fiscal_year: int | None
    files: list[OpenDataFile]


@dataclass(frozen=True)
class Offered:
    dataset: Dataset
    parts: list[Part]


def offered() -> list[Offered]:
    """Every dataset with its files, all years first and then the latest; in one query."""
    found = {dataset.name: [] for dataset in DATASETS}
    for file in sorted(OpenDataFile.objects.all(), key=in_order):
        if file.dataset in found:
            found[file.dataset].append(file)
    return [Offered(dataset, parts_of(found[dataset.name])) for dataset in DATASETS]


def in_order(file):
    return (file.fiscal_year is not None, -(file.fiscal_year or 0), file.format)


def parts_of(files):
    return [Part(year, list(own)) for year, own in groupby(files, key=lambda file: file.fiscal_year)]


def data_of():
    """The moment of which the data are, or None before the first build."""
    return OpenDataMark.objects.values_list("built_at", flat=True).first()


def file_named(name, file_format) -> OpenDataFile | None:
    return OpenDataFile.objects.filter(name=name, format=file_format).first()
