"""From an agency-year to a document, and from a document to HTML or PDF."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.urls import reverse

from reports import documents
from reports.documents.drafts import draft
from reports.documents.model import AttachedPages, Cover, Document, Emblem, Photos
from reports.layouts import UnknownLayout
from reports.reading import content_of
from reports.setups import setup_for
from reports.writers.binding import bind
from reports.writers.docx import write_docx
from reports.writers.html import for_pdf, write_html
from reports.writers.renderer import Renderer
from reports.writers.xlsx import write_xlsx

KINDS = documents.KIND_NAMES
RENDERER = Renderer()


class DocumentNotReady(ValueError):
    """The document cannot be made as asked. The message is Thai, for the user."""


def build_document(agency_year, kind, layout=None) -> Document:
    """The number of queries is the same for any number of measures, scores or photos."""
    try:
        return documents.build(content_of(agency_year), kind, layout, setup_for(agency_year, kind))
    except (documents.UnknownKind, UnknownLayout) as error:
        raise DocumentNotReady(str(error)) from error


def draft_of(agency_year, part) -> tuple[str, ...]:
    """What the portal writes for this part while the agency has not written its own."""
    return draft(content_of(agency_year), part)


def render_html(document, picture=lambda name: "") -> str:
    """A page for the browser; `picture` gives the address of a stored photo."""
    return write_html(document, asset=static, picture=picture, more_sheets=["css/preview.css"])


def html_for_browser(document, agency_year) -> str:
    """The preview: photos come through their own page, which asks who is looking."""
    place = {"agency_code": agency_year.agency.code, "fiscal_year": agency_year.fiscal_year}
    addresses = {
        photo.file.name: reverse("measures:photo-file", kwargs={**place, "pk": photo.pk})
        for photo in agency_year.photos.all()
        if photo.file
    }
    logo = reverse("reports:logo-file", args=[agency_year.agency.code])
    return render_html(document, lambda name: addresses.get(name, logo))


def render_pdf(document) -> bytes:
    """In this process and without bounds: for commands. Loads WeasyPrint."""
    from reports.writers.pdf import write_pdf  # heavy native libraries, wanted here alone

    return bind(write_pdf(for_pdf(document), pictures_of(document)), attached_files(document))


def draw_pdf(document, *, about: str, while_waiting=lambda: None) -> bytes:
    """In a child of a warm process, within bounds of time and memory. Raises RenderTooLarge or RenderFailed.

    `about` names the document whatever its content: its next draft is drawn faster. What `while_waiting` raises, it is
    asked every half second, ends the drawing.
    """
    pdf = RENDERER.draw(for_pdf(document), pictures_of(document), about=about, while_waiting=while_waiting)
    return bind(pdf, attached_files(document))


def render_docx(document) -> bytes:
    """The same document for Word, to be edited or circulated there."""
    return write_docx(document, pictures_of(document))


def render_xlsx(document) -> bytes:
    """Every table of the document as a sheet."""
    return write_xlsx(document)


def pictures_of(document) -> dict[str, Path]:
    names = {name for block in document.blocks for name in picture_names(block) if name}
    return {name: Path(default_storage.path(name)) for name in names}


def picture_names(block):
    if isinstance(block, Photos):
        return [picture.file for picture in block.pictures]
    emblem = block.emblem if isinstance(block, Cover) else block
    return [emblem.file] if isinstance(emblem, Emblem) else []


def attached_files(document) -> list[Path]:
    attached = (block for block in document.blocks if isinstance(block, AttachedPages))
    return [Path(default_storage.path(block.file)) for block in attached]
