"""Draw a document into a file, without a browser."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.layouts import LAYOUTS
from reports.management.lookup import add_place_arguments, find_agency_year
from reports.services import (
    KINDS,
    DocumentNotReady,
    build_document,
    render_docx,
    render_html,
    render_pdf,
    render_xlsx,
)

RENDERERS = {
    "pdf": render_pdf,
    "html": lambda document: render_html(document).encode(),
    "docx": render_docx,
    "xlsx": render_xlsx,
}


class Command(BaseCommand):
    help = "Renders one document of an agency-year."

    def add_arguments(self, parser):
        add_place_arguments(parser)
        parser.add_argument("--kind", required=True, choices=list(KINDS))
        parser.add_argument("--layout", choices=list(LAYOUTS))
        parser.add_argument("--format", required=True, choices=list(RENDERERS))
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *, agency, fiscal_year, kind, layout, format, output, **options):
        try:
            document = build_document(find_agency_year(agency, fiscal_year), kind, layout=layout)
        except DocumentNotReady as error:
            raise CommandError(str(error)) from None
        data = RENDERERS[format](document)
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}") from None
        self.stdout.write(f"{output}: {len(data):,} ไบต์")
