"""The command that fills a database with an invented nation: what it refuses, and that a seed decides everything."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from assessments.models import Agency, Score
from reports.models import Publication

pytestmark = pytest.mark.django_db


def simulate(**options):
    said = StringIO()
    call_command("simulate_nation", stdout=StringIO(), stderr=said, **options)
    return said.getvalue()


def figures_of_nation(seed):
    with transaction.atomic():
        simulate(agencies=40, years=1, seed=seed)
        names = Agency.objects.order_by("code").values_list("code", "name")
        scores = Score.objects.order_by("pk").values_list("assessment__agency_year__agency__code", "code", "value")
        addresses = Publication.objects.order_by("pk").values_list("address", flat=True)
        found = list(names), list(scores), list(addresses)
        transaction.set_rollback(True)
    return found


def test_seed_decides_everything():
    first, again, other = figures_of_nation(7), figures_of_nation(7), figures_of_nation(8)

    assert first == again
    assert first[1] != other[1]


def test_production_is_refused(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="PRODUCTION"):
        simulate(agencies=100, years=1, seed=1)

    assert not Agency.objects.exists()


@pytest.mark.parametrize("options", [{"agencies": 5}, {"agencies": -1}, {"years": 0}, {"years": 99}])
def test_impossible_numbers_are_refused(options):
    with pytest.raises(CommandError, match="must be"):
        simulate(**options)

    assert not Agency.objects.exists()
