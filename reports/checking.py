"""Gathers what the checks of a document need, and runs them, in a number of queries that nothing stored changes."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import CharField, IntegerField, Q, Value

from assessments.framework_store import all_frameworks
from assessments.models import Agency, FindingLine
from measures.models import Measure, MeasureLine, ProgressLine
from measures.services.plan import framework_for
from reports import checks
from reports.checks import agencies, repeats
from reports.checks.check import FULL
from reports.drawable import drawable_kinds
from reports.models import NarrativeLine, NarrativePart
from reports.reading import content_of
from reports.year_checks import YearChecks, year_checks

NAME = "name"
WORDS = {repeats.MEASURE: "มาตรการ", repeats.DONE: "ผลการดำเนินการ", repeats.CAUSE: "ผลการวิเคราะห์"}
PARTS = dict(NarrativePart.choices)


def check_document(agency_year, kind) -> checks.Report:
    return checks.run(subject_of(agency_year, kind))


def check_year(agency_year) -> YearChecks:
    """Every kind of document that there is something to print for, from one reading of the year."""
    read = subject_of(agency_year, FULL)
    return year_checks(checks.run(replace(read, kind=kind)) for kind in kinds_of(read.content))


def kinds_of(content):
    return drawable_kinds(
        has_scores=content.has_scores, has_measures=bool(content.measures), has_progress=bool(content.progress)
    )


def subject_of(agency_year, kind) -> checks.Subject:
    """One query more than the document itself takes."""
    rows = list(rows_besides(agency_year))
    texts = texts_of(sorted(row for row in rows if row[0] != NAME))
    return checks.Subject(
        kind=kind,
        content=content_of(agency_year),
        framework=framework_for(agency_year),
        frameworks=all_frameworks(),
        other_names=tuple(text for sort, _, _, text in rows if sort == NAME and text),
        last_year=checks.LastYear(agency_year.fiscal_year - 1, texts) if texts else None,
        narrative_names=PARTS,
    )


def rows_besides(agency_year):
    """(sort, owner, position, text) of last year's texts and of the names of other agencies, in one query.

    The names serve to find them in the agency's own words; nothing else of other agencies is read.
    """
    before = {"agency": agency_year.agency, "fiscal_year": agency_year.fiscal_year - 1}
    others = others_of(agency_year.agency)
    unordered, first = text_value(""), Value(-1, IntegerField())
    sources = (
        (repeats.MEASURE, Measure, "agency_year", {}, "key", first, "title"),
        (repeats.MEASURE, MeasureLine, "measure__agency_year", {"kind": "step"}, "measure__key", "position", "text"),
        (repeats.DONE, ProgressLine, "entry__agency_year", {}, "entry__key", "position", "text"),
        (repeats.CAUSE, FindingLine, "finding__agency_year", {"kind": "cause"}, unordered, "position", "text"),
        (repeats.NARRATIVE, NarrativeLine, "narrative__agency_year", {}, "narrative__part", "position", "text"),
    )
    last_year = (
        model.objects.filter(**{f"{year}__{name}": value for name, value in before.items()}, **lines)
        .order_by()
        .values_list(text_value(sort), *fields)
        for sort, model, year, lines, *fields in sources
    )
    names = (
        others.order_by().values_list(text_value(NAME), unordered, first, field) for field in ("name", "short_name")
    )
    first_source, *rest = (*names, *last_year)
    return first_source.union(*rest, all=True)


def text_value(text):
    return Value(text, CharField())


def others_of(agency):
    """Agencies whose names have no business here: of the same kin, or of a place in another province."""
    strange = Q(kind__in=agencies.kin_of(agency.kind))
    if agency.province:
        strange |= Q(kind__in=agencies.PLACED_KINDS) & ~Q(province=agency.province)
    return Agency.objects.exclude(pk=agency.pk).filter(strange)


def texts_of(rows):
    """By sort, last year's texts with where they stand: the title and steps of a measure are one text."""
    texts, measures = defaultdict(dict), defaultdict(list)
    for sort, owner, _, text in rows:
        if sort == repeats.MEASURE:
            measures[owner].append(text)
        elif key := repeats.long_key(text):
            texts[sort][key] = place_of(sort, owner)
    for owner, words in measures.items():
        if key := repeats.long_key(*words):
            texts[repeats.MEASURE][key] = place_of(repeats.MEASURE, owner)
    return dict(texts)


def place_of(sort, owner):
    return PARTS.get(owner, owner) if sort == repeats.NARRATIVE else f"{WORDS[sort]} {owner}".strip()
