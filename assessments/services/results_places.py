"""Where an agency's results of a fiscal year go, and what stands there now.

Results of year Y are what the plan of year Y+1 answers (its baseline); that year is opened where it is missing. They
are also what the plan of year Y achieved (its result), where the agency made such a plan: where year Y has measures.
"""

from dataclasses import dataclass, field

from django.db.models import Q

from assessments.exchange.agency_names import AgencyIndex, KnownAgency
from assessments.exchange.comparing import Stored
from assessments.models import Agency, AgencyYear, Assessment, Score

KNOWN = ("pk", "code", "name", "short_name", "province", "kind")
Role = Assessment.Role


@dataclass
class Place:
    """One assessment that the file speaks of; `agency_year` and `assessment` are None until they are made."""

    agency: Agency
    role: str
    fiscal_year: int
    agency_year: AgencyYear | None = None
    assessment: Assessment | None = None
    scores: dict[str, Score] = field(default_factory=dict)

    @property
    def stored(self) -> Stored:
        if self.assessment is None:
            return Stored()
        values = {code: row.value for code, row in self.scores.items()}
        row = self.assessment
        return Stored(framework_code=row.framework_code, total=row.total, level=row.level, scores=values)

    def is_taken(self, framework) -> bool:
        """It holds figures of another year's framework, which somebody chose on purpose."""
        stored = self.stored
        has_figures = bool(stored.scores or stored.level or stored.total is not None)
        return has_figures and stored.framework_code != framework.code


def agencies_for(by):
    """The agencies whose results this person may import; all of them for the commands."""
    return Agency.objects.visible_to(by) if by else Agency.objects.all()


def agency_index(by) -> AgencyIndex:
    index = AgencyIndex()
    for values in agencies_for(by).order_by("pk").values_list(*KNOWN).iterator():
        index.add(KnownAgency(*values))
    return index


def known(agency) -> KnownAgency:
    return KnownAgency(*(getattr(agency, name) for name in KNOWN))


def places_of(framework, agencies, *, lock=False) -> dict[int, list[Place]]:
    """By agency: the baseline first, then the result where there is a plan. Four queries for any number of agencies."""
    agencies = {agency.pk: agency for agency in agencies}
    places = {pk: [Place(agency, Role.BASELINE, framework.fiscal_year + 1)] for pk, agency in agencies.items()}
    by_year = {}
    for year in _years(framework, agencies):
        year.agency = agencies[year.agency_id]
        if year.fiscal_year == framework.fiscal_year:
            places[year.agency_id].append(Place(year.agency, Role.RESULT, year.fiscal_year))
        place = places[year.agency_id][-1 if year.fiscal_year == framework.fiscal_year else 0]
        place.agency_year = year
        by_year[year.pk] = place
    _add_assessments(by_year, lock)
    return places


def _years(framework, agencies):
    """Next year whether it is planned or not, this year only with measures: the later app's name is enough for SQL."""
    planned = Q(fiscal_year=framework.fiscal_year, measures__isnull=False)
    years = AgencyYear.objects.filter(planned | Q(fiscal_year=framework.fiscal_year + 1), agency__in=agencies)
    return years.distinct().order_by("fiscal_year")


def _add_assessments(by_year, lock):
    rows = Assessment.objects.filter(agency_year__in=by_year).order_by("pk")
    found = {}
    for row in rows.select_for_update() if lock else rows:
        place = by_year[row.agency_year_id]
        if row.role == place.role:
            row.agency_year = place.agency_year
            place.assessment = row
            found[row.pk] = place
    for score in Score.objects.filter(assessment__in=found):
        found[score.assessment_id].scores[score.code] = score
