"""Invented agencies: their rows, official affiliation and units, and how good each is by nature."""

from dataclasses import dataclass
from functools import cache
from itertools import islice
from random import Random

from assessments.fiscal_year import last_day
from assessments.models import Agency, AgencyName
from assessments.provinces import PROVINCES
from measures.catalogue.loading import own_catalogue
from reports.simulation.bodies import Tree, names_above
from reports.simulation.kinds import MARK, SORTS, Sort, counts_for, full_name, short_name
from reports.simulation.storing import store_leaves

PREFIX = "sim-"
CAPITAL = PROVINCES[0]
CLOSED_OF_THOUSAND = 4
MOST = SORTS[0].kind
AT_A_TIME = 1000
NAME_COLUMNS = ("agency_id", "kind", "position", "text")


@dataclass(frozen=True)
class Member:
    """An agency with what the simulation knows of it beside its row."""

    agency: Agency
    quality: float  # by nature, in standard deviations
    parents: tuple[str, ...]
    units: tuple[str, ...]

    def is_at_work(self, fiscal_year: int) -> bool:
        closed = self.agency.closed_on
        return closed is None or closed > last_day(fiscal_year)


def make_members(tree: Tree, *, agencies: int, random: Random, newest: int) -> list[Member]:
    """`newest` is the last fiscal year to be filled: a few agencies are closed before it."""
    members = [
        member_of(tree, sort, number, random)
        for sort, count in counts_for(agencies).items()
        for number in range(1, count + 1)
    ]
    for number, member in enumerate(members, start=1):
        member.agency.code = f"{PREFIX}{number:05}"
    store(members)
    close_some(members, random, newest)
    return members


def member_of(tree, sort: Sort, number, random) -> Member:
    province = province_of(sort, number, random)
    body = tree.body_for(sort, number, province)
    agency = Agency(
        name=full_name(sort, number, province),
        short_name=short_name(sort, number, province),
        kind=sort.kind,
        province=province,
        district=f"เมือง{MARK}ที่ {random.randint(1, 12)}" if sort.branch == "local" else "",
        numerals=random.choice(Agency.Numerals.values),
        body=body,
    )
    return Member(agency, sort.quality + random.gauss(0, 1), tuple(names_above(body)), units_of(sort.kind))


def province_of(sort, number, random):
    """The capital has no local governments of these kinds; what is not of any place sits there."""
    if sort.of_province:
        return PROVINCES[1 + (number - 1) % (len(PROVINCES) - 1)]
    return random.choice(PROVINCES[1:]) if sort.in_province else CAPITAL


@cache
def units_of(kind):
    catalogue = own_catalogue()
    return tuple(dict.fromkeys(unit_for(catalogue, unit.code, kind) for unit in catalogue.units))


def unit_for(catalogue, code, kind):
    """What such work is usually called in agencies of this kind."""
    return catalogue.unit_words(code, kind).rpartition(" เช่น ")[2]


def store(members):
    waiting = iter(members)
    while chunk := list(islice(waiting, AT_A_TIME)):
        Agency.objects.bulk_create(member.agency for member in chunk)
    store_leaves(AgencyName, NAME_COLUMNS, (row for member in members for row in names_of(member)))


def names_of(member):
    texts = {AgencyName.Kind.PARENT: member.parents, AgencyName.Kind.UNIT: member.units}
    return [
        (member.agency.pk, kind.value, position, text)
        for kind, found in texts.items()
        for position, text in enumerate(found)
    ]


def close_some(members, random, newest):
    """Merged into another one of the same kind, on the last day of a year before the newest."""
    many = [member.agency for member in members if member.agency.kind == MOST]
    closing = random.sample(many, len(members) * CLOSED_OF_THOUSAND // 1000)
    staying = sorted(set(many) - set(closing), key=lambda agency: agency.pk)
    for agency in closing:
        agency.closed_on, agency.successor = last_day(newest - random.randint(1, 3)), random.choice(staying)
    Agency.objects.bulk_update(closing, ["closed_on", "successor"])
