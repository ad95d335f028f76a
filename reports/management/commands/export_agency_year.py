"""Write an agency-year as an exchange file: manage.py export_agency_year --agency CODE --fiscal-year N"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.exchange.exporting import NothingToExport, export_agency_year
from reports.exchange.workbook import TooLongForWorkbook, write_workbook
from reports.management.lookup import add_place_arguments, find_agency_year

JSON, XLSX = "json", "xlsx"
NEEDS_A_PLACE = "ไฟล์ XLSX พิมพ์บนหน้าจอไม่ได้: ระบุ --output FILE หรือส่งต่อไปยังไฟล์ (> FILE)"


class Command(BaseCommand):
    help = "Writes one agency-year as an exchange file (JSON or XLSX) to a file or to standard output."

    def add_arguments(self, parser):
        add_place_arguments(parser)
        parser.add_argument("--format", choices=(JSON, XLSX), default=JSON)
        parser.add_argument("--output", type=Path, metavar="FILE", help="without it, standard output")

    def handle(self, *, agency, fiscal_year, format=JSON, output=None, **options):
        try:
            value = export_agency_year(find_agency_year(agency, fiscal_year))
            data = write_workbook(value) if format == XLSX else as_json(value)
        except (NothingToExport, TooLongForWorkbook) as error:
            raise CommandError(str(error)) from None
        if output:
            self.write_file(output, data)
        elif format == JSON:
            self.stdout.write(data.decode(), ending="")
        else:
            self.pass_on(data)

    def write_file(self, output, data):
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}") from None
        self.stderr.write(f"{output}: {len(data):,} ไบต์")

    def pass_on(self, data):
        """Bytes can go to a file or a pipe, never to a terminal or to what takes texts only."""
        stream = getattr(self.stdout, "buffer", None)
        if stream is None or self.stdout.isatty():
            raise CommandError(NEEDS_A_PLACE)
        stream.write(data)


def as_json(value) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
