"""An invented nation for trying and measuring: manage.py simulate_nation --agencies 8325 --years 5 --seed 1"""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.framework_store import all_frameworks
from assessments.models import Agency
from reports.management.commands.load_demo import PASSWORD
from reports.simulation.agencies import PREFIX
from reports.simulation.kinds import FEWEST
from reports.simulation.nation import simulate
from reports.simulation.people import ADMINISTRATOR


class Command(BaseCommand):
    help = "Fills a database with an invented nation: agencies, announced results, plans, reports, publications."

    def add_arguments(self, parser):
        parser.add_argument("--agencies", type=int, default=8325)
        parser.add_argument("--years", type=int, default=5, help="the last years that frameworks are known for")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same figures")

    def handle(self, *, agencies, years, seed, **options):
        self.refuse(agencies, years)
        start = time.monotonic()

        def say(text):
            self.stderr.write(f"{time.monotonic() - start:7.1f} s  {text}")

        simulate(agencies=agencies, years=years, seed=seed, password=PASSWORD, say=say)
        self.stdout.write(f"บัญชี {ADMINISTRATOR} เห็นทุกหน่วยงาน รหัสผ่านเริ่มต้น {PASSWORD}")

    def refuse(self, agencies, years):
        known = len(all_frameworks())
        if settings.PRODUCTION:
            raise CommandError("An invented nation is refused with PRODUCTION=true.")
        if agencies < FEWEST:
            raise CommandError(f"--agencies must be {FEWEST} or more, so that every kind is there.")
        if not 1 <= years <= known:
            raise CommandError(f"--years must be 1 to {known}: for so many years frameworks are known.")
        if Agency.objects.filter(code__startswith=PREFIX).exists():
            raise CommandError(
                f"Agencies with codes {PREFIX}… are here already. A nation is not filled twice: take an empty database."
            )
