"""Bring an exchange file in: manage.py import_agency_year FILE"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.exchange.importing import import_agency_year
from reports.exchange.reading import FaultyFile
from reports.exchange.workbook_reading import read_either


class Command(BaseCommand):
    help = "Imports one agency-year from an exchange file (JSON or XLSX); a file with any fault changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            content = read_either(file.read_bytes())
            imported = import_agency_year(file=content, folder=file.resolve().parent)
        except OSError as error:
            raise CommandError(f"อ่านไฟล์ {file} ไม่ได้: {error.strerror}") from None
        except FaultyFile as error:
            raise CommandError(f"ไม่ได้นำเข้า {file}: พบข้อผิดพลาด {len(error.faults)} แห่ง\n{error}") from None
        for note in imported.notes:
            self.stderr.write(note)
        word = "นำเข้าแล้ว" if imported.changed else "ข้อมูลตรงกับที่มีอยู่แล้ว ไม่มีอะไรเปลี่ยน"
        self.stdout.write(f"{imported.agency_year}: {word}")
