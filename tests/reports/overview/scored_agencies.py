"""Agencies with random results, for pages whose figures are recomputed from the scores."""

from decimal import Decimal
from random import Random

from assessments.framework_store import get_framework
from assessments.models import Assessment, Membership
from tests.makers import make_agency, make_agency_year, make_assessment, make_user

FISCAL_YEAR, FRAMEWORK = 2568, get_framework("ita-2567")


def make_results(*, seed=1, framework=FRAMEWORK, fiscal_year=FISCAL_YEAR, agency=None, without=(), **values):
    """One agency with a score of every indicator and item but those named in `without`."""
    random = Random(seed)
    agency = agency or make_agency(**values)
    codes = [entry.code for entry in (*framework.indicators, *framework.items) if entry.code not in without]
    scores = {code: Decimal(random.randrange(4000, 10001)) / 100 for code in codes}
    year = make_agency_year(agency, fiscal_year)
    return make_assessment(year, framework=framework.code, fiscal_year=fiscal_year - 1, scores=scores)


def assessments_of(**agency):
    """As stored, of agencies with these values, to compute from."""
    conditions = {f"agency_year__agency__{name}": value for name, value in agency.items()}
    found = Assessment.objects.filter(agency_year__fiscal_year=FISCAL_YEAR, **conditions)
    return list(found.prefetch_related("scores").select_related("agency_year__agency"))


def administrator(**reach):
    """Of a branch, a kind or a province; of all without any."""
    user = make_user()
    Membership.objects.create(user=user, role="administrator", **(reach or {"reach": "all"}))
    return user
