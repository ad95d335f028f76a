"""What is read while nobody waits: names of C types."""

from pathlib import Path

from weasyprint.text.ffi import ffi

from reports.exchange.file import read_file
from reports.exchange.importing import import_agency_year
from reports.services import build_document, pictures_of
from reports.writers.array_types import read_types
from reports.writers.html import for_pdf
from reports.writers.pdf import write_pdf
from reports.writers.warm import warm_up

DEMO = Path(__file__).resolve().parents[2] / "reports" / "demo"


def test_drawing_asks_for_no_type_that_was_not_read_ahead(db):
    file = read_file((DEMO / "demo-esa1-2567.json").read_bytes())
    document = build_document(import_agency_year(file=file).agency_year, "measures")
    warm_up()
    list(read_types())
    known = set(ffi._parsed_types)

    write_pdf(for_pdf(document), pictures_of(document))

    assert set(ffi._parsed_types) - known == set()
