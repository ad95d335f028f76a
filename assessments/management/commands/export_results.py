"""Give many agencies' results out: manage.py export_results --framework CODE --format csv|xlsx"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.exchange.file_kinds import CSV, XLSX
from assessments.framework_store import UnknownFramework, get_framework
from assessments.services.results_export import export_lines, export_to


class Command(BaseCommand):
    help = "Writes all agencies' results by one framework, announced and computed; import_results takes the file back."

    def add_arguments(self, parser):
        parser.add_argument("--framework", required=True, help="ita-2567")
        parser.add_argument("--format", choices=(CSV, XLSX), required=True)
        parser.add_argument("--output", type=Path, help="file to write; standard output without it (CSV)")
        parser.add_argument("--template", action="store_true", help="the agencies alone, to be filled in")

    def handle(self, *, framework, format, output, template, **options):
        try:
            framework = get_framework(framework)
            if output:
                with output.open("wb") as file:
                    export_to(file, framework, by=None, file_format=format, is_template=template)
            else:
                self.print(framework, format, template)
        except UnknownFramework as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}") from None

    def print(self, framework, file_format, is_template):
        if file_format == XLSX:
            raise CommandError("ไฟล์ .xlsx ต้องระบุ --output FILE")
        for piece in export_lines(framework, by=None, is_template=is_template):
            self.stdout.write(piece.decode(), ending="")
