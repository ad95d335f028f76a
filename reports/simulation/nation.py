"""The whole invented nation: bodies, agencies, people, then year after year."""

from collections.abc import Callable
from random import Random

from django.db import transaction

from assessments.framework_store import all_frameworks
from reports.overview.refreshing import refresh_all
from reports.simulation.agencies import make_members
from reports.simulation.bodies import make_tree
from reports.simulation.people import make_people
from reports.simulation.storing import know_rows
from reports.simulation.versions import Publisher
from reports.simulation.windows import make_windows
from reports.simulation.years import Years


def simulate(*, agencies: int, years: int, seed: int, password: str, say: Callable[[str], None]):
    """`years` are the last ones that frameworks are known for; the plans are of the years after them."""
    frameworks = all_frameworks()[-years:]
    newest = frameworks[-1].fiscal_year + 1
    members, person = make_places(agencies, Random(f"{seed}"), newest, password)
    say(f"{len(members)} agencies")
    for framework, filled in fill_years(members, person, seed, frameworks):
        say(f"fiscal year {framework.fiscal_year + 1}: {filled} agencies with results of {framework.fiscal_year}")
    make_windows(newest, members, person, Random(f"{seed} windows"))
    know_rows()
    say("refreshing the overview")
    say(f"{refresh_all()} rows of the overview")


@transaction.atomic
def make_places(agencies, random, newest, password):
    tree = make_tree()
    members = make_members(tree, agencies=agencies, random=random, newest=newest)
    return members, make_people(members, tree, password=password)


def fill_years(members, person, seed, frameworks):
    """(framework, agency-years made), one after the other."""
    newest = frameworks[-1].fiscal_year + 1
    years = Years(members, seed, Publisher(person, seed, newest))
    for framework in frameworks:
        yield framework, years.add(framework, is_newest=framework is frameworks[-1])
