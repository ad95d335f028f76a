"""Reads one agency-year's plan as the pure modules take it. Two queries, however many measures."""

from assessments import thai
from assessments.framework_store import UnknownFramework, all_frameworks, framework_of_year
from measures.planning import MeasureFacts
from measures.progress import EntryFacts


def framework_for(agency_year):
    """That of the results the plan answers; before there are results, that of the year before, else the newest."""
    if agency_year.baseline:
        return agency_year.baseline.framework
    try:
        return framework_of_year(agency_year.fiscal_year - 1)
    except UnknownFramework:
        return all_frameworks()[-1]


def measures_of(agency_year):
    """Each with the decision that carried it over from an earlier year, if one did."""
    return list(agency_year.measures.select_related("carried_from").prefetch_related("lines"))


def entries_of(agency_year):
    return list(agency_year.progress_entries.select_related("measure").prefetch_related("lines"))


def measure_facts(measure):
    return MeasureFacts(
        key=measure.key,
        issue=measure.issue,
        indicator=measure.indicator,
        items=tuple(measure.texts("item")),
        urgency=measure.urgency,
        steps=tuple(measure.texts("step")),
        period=measure.period_text or thai.period(measure.period_start, measure.period_end),
        responsible=tuple(measure.texts("responsible")),
        monitoring=measure.monitoring,
    )


def entry_facts(entry):
    return EntryFacts(
        measure_key=entry.measure.key if entry.measure else "",
        performed=tuple(entry.texts("performed")),
        outcomes=tuple(entry.texts("outcome")),
        budget=entry.budget_amount,
    )
