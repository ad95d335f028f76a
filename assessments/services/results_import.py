"""A file of results taken in: opened, read, checked, and written some agencies at a time."""

from contextlib import contextmanager

from django.db import transaction

from assessments.exchange.file_kinds import UPLOAD
from assessments.exchange.gathering import Gathering
from assessments.exchange.source import open_source
from assessments.framework_store import all_frameworks
from assessments.services.results_checking import Checker
from assessments.services.results_places import agency_index
from assessments.services.results_writing import ResultsWriter


@contextmanager
def gathered(path, name, framework, *, by, limits=UPLOAD, tick=lambda rows: None):
    """The rows of the file by agency. Raises UnusableFile."""
    source = open_source(path, name, framework, all_frameworks(), limits)
    with Gathering(source, agency_index(by)) as gathering:
        yield gathering.read(tick)


def check(gathering, *, create_kind=""):
    """Lists of Checked, a few agencies each; nothing is written."""
    yield from Checker(gathering.source, create_kind).chunks(gathering)


def take(gathering, *, create_kind="", by, after=0, history_from=None, advance=lambda chunk, written: None):
    """The same, each list written before it is given: agencies without a fault, with what `advance` writes.

    A list is one transaction, so that whoever stops in between goes on after its last row, and nothing is done twice.
    """
    writer = ResultsWriter(gathering.source.framework, by, create_kind)
    for chunk in Checker(gathering.source, create_kind, history_from).chunks(gathering, after):
        with transaction.atomic():
            advance(chunk, writer.write([checked.told for checked in chunk if checked.is_good]))
        yield chunk
