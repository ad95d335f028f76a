"""Drafting measures from the catalogue for the weak points that no measure answers."""

from django.db import transaction
from django.db.models import prefetch_related_objects

from assessments.analysis import URGENT, answering
from assessments.analysis_inputs import analyse_year
from assessments.versioning import StaleVersion
from measures import planning
from measures.catalogue import drafts
from measures.catalogue.loading import own_catalogue
from measures.services import in_plan, plan
from measures.services.measures import DraftToBeChanged, accept_draft, add_draft

TAKEN, STALE, UNCHANGED = "taken", "stale", "unchanged"


@transaction.atomic
def draft_measures(*, agency_year, by, only_urgent=False):
    """The new measures, marked as drafts until somebody reads them; none once every weak point is answered."""
    in_plan.lock(agency_year)
    prefetch_related_objects([agency_year.agency], "names")
    framework = plan.framework_for(agency_year)
    analysis = analyse_year(agency_year)
    facts = [plan.measure_facts(measure) for measure in plan.measures_of(agency_year)]
    points = answering.uncovered(framework, analysis.weak_points if analysis else (), facts)
    wanted = possible_drafts(agency_year.agency, framework, planning.prevailing_grouping(facts), points)
    return [
        add_suggested(agency_year, framework, draft, by)
        for draft in wanted
        if draft.urgency == URGENT or not only_urgent
    ]


def possible_drafts(agency, framework, grouping, points):
    return drafts.drafts_for(own_catalogue(), framework, agency.kind, grouping, points)


def add_suggested(agency_year, framework, draft, by):
    agency, values = agency_year.agency, drafts.values_of(framework, draft, agency_year.fiscal_year)
    unit = own_catalogue().own_unit(draft.suggestion.unit, agency.units, agency.kind)
    return add_draft(agency_year, by=by, lines=drafts.lines_of(framework, draft, unit), **values)


@transaction.atomic
def accept_drafts(*, agency_year, seen, by):
    """Keys by what became of them: TAKEN as it was read; `seen` is {pk: version}.

    STALE are those that somebody changed since, for nobody has read what they say now; UNCHANGED those that were
    carried over to be changed and are not. What is no draft any more, or gone, needs no word.
    """
    in_plan.lock(agency_year)
    keys = {TAKEN: [], STALE: [], UNCHANGED: []}
    for measure in agency_year.measures.filter(pk__in=seen, is_draft=True):
        measure.agency_year = agency_year
        keys[_outcome(measure, seen[measure.pk], by)].append(measure.key)
    return keys


def _outcome(measure, version, by):
    try:
        accept_draft(measure=measure, version=version, by=by)
    except StaleVersion:
        return STALE
    except DraftToBeChanged:
        return UNCHANGED
    return TAKEN
