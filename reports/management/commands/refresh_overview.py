"""Makes the derived rows of the overview anew: manage.py refresh_overview [--year 2569]"""

from django.core.management.base import BaseCommand, CommandError

from reports.overview.refreshing import known_years, refresh_year


class Command(BaseCommand):
    help = "Makes the rows that lists of many agencies read anew, from what is stored."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, metavar="N", help="one fiscal year (Buddhist era); without it, all")

    def handle(self, *, year, **options):
        years = known_years()
        if year is not None and year not in years:
            raise CommandError(f"No agency has the fiscal year {year}.")
        for each in [year] if year is not None else years:
            self.stdout.write(f"{each}: {refresh_year(each):,} rows")
