"""Write an agency-year as an exchange file: manage.py export_agency_year --agency CODE --fiscal-year N"""

import json

from django.core.management.base import BaseCommand, CommandError

from reports.exchange.exporting import NothingToExport, export_agency_year
from reports.management.lookup import add_place_arguments, find_agency_year


class Command(BaseCommand):
    help = "Prints one agency-year as an exchange file (JSON) on standard output."

    def add_arguments(self, parser):
        add_place_arguments(parser)

    def handle(self, *, agency, fiscal_year, **options):
        try:
            value = export_agency_year(find_agency_year(agency, fiscal_year))
        except NothingToExport as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=1))
