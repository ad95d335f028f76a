"""Our own renderer under measurement: cold, with the start of all its processes, and warm."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assessments.models import AgencyYear
from reports.documents.model import Document
from reports.services import build_document, pictures_of
from reports.writers.html import for_pdf
from reports.writers.renderer import Renderer
from reports.writers.sections import Printed
from tests.benchmarks.measuring import Cost, Peak, measured
from tests.benchmarks.samples import Sample, check_pages, stored


@dataclass(frozen=True)
class Subject:
    """A document as the renderer takes it, with the PDF it makes of it."""

    sample: Sample
    agency_year: AgencyYear
    document: Document
    printed: Printed
    pictures: dict[str, Path]
    pdf: bytes


def subject(sample: Sample, folder: Path, renderer: Renderer) -> Subject:
    """Raises AnotherSize."""
    agency_year = stored(sample, folder, f"bench-{sample.key.replace(' ', '-')}")
    document = build_document(agency_year, sample.kind)
    printed, pictures = for_pdf(document), pictures_of(document)
    pdf = renderer.draw(printed, pictures)
    check_pages(sample, pdf)
    return Subject(sample, agency_year, document, printed, pictures, pdf)


def drawing_cold(subject: Subject) -> Cost:
    """From nothing to the PDF: process, libraries, fonts, warming up, drawing."""
    with closing(Renderer()) as renderer:
        return drawing(renderer, subject)


def drawing(renderer: Renderer, subject: Subject, **values) -> Cost:
    """Of a document that no child has seen, unless `about` names one that has. Raises AnotherSize."""
    cost, pdf = measured(lambda: renderer.draw(subject.printed, subject.pictures, **values), lambda: roots_of(renderer))
    check_pages(subject.sample, pdf)
    return cost


def roots_of(renderer) -> Iterator[int]:
    if renderer.warm:
        yield renderer.warm.process.pid


def peak_of_drawing(renderer: Renderer, subject: Subject) -> int:
    """Bytes, of the warm process and its child together; not of this process, which asks."""
    with Peak(renderer.warm.process.pid, with_root=True) as peak:
        renderer.draw(subject.printed, subject.pictures)
    return peak.bytes
