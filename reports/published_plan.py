"""The plan as it was published: what the progress report says was planned, whatever is edited since."""

import json
from datetime import date

from django.db.models import F, Value

from reports.documents.content import MeasureFacts, PeriodFacts
from reports.models import DocumentKind, Publication, PublishedFile
from reports.published_files import read

LISTS = ("items", "improvement", "assessed_points", "causes", "approach", "steps", "responsible")


def published_data(agency_year):
    """Data files of the published versions of the measures document, as reading.stored_texts takes rows: the position
    is the version's number, the text the file's name."""
    return PublishedFile.objects.filter(
        publication__agency_year=agency_year,
        publication__kind=DocumentKind.MEASURES,
        publication__state=Publication.State.PUBLISHED,
        publication__withdrawal=None,
        format=PublishedFile.Format.DATA,
    ).annotate(position=F("publication__number"), text=F("file"), kind=Value("file"))


def published_plan(names) -> tuple[MeasureFacts, ...]:
    """The measures of the latest of these files, in their order.

    () where nothing was published, where the version shows no measures, and where its file is lost, which
    verify_publications tells of: then the present measures stand.
    """
    return tuple(map(measure_of, measures_in(names)))


def measures_in(names) -> list[dict]:
    """Of the last of these files; [] where there is none or it is lost."""
    try:
        return json.loads(read(list(names)[-1]))["measures"]
    except (IndexError, FileNotFoundError):
        return []


def in_published_words(value: dict, agency_year) -> dict:
    """An exchange file whose measures are the published ones. Those added since follow: entries may name them."""
    plan = measures_in(published_data(agency_year).order_by("position").values_list("file", flat=True))
    planned = {measure["id"] for measure in plan}
    added = [measure for measure in value["measures"] if measure["id"] not in planned]
    return {**value, "measures": [*plan, *added]}


def measure_of(value) -> MeasureFacts:
    """A measure of an exchange file as documents take it."""
    return MeasureFacts(
        key=value["id"],
        urgency=value["urgency"],
        issue=value["issue"],
        indicator=value["indicator"] or "",
        title=value["title"],
        weak_point=value["weak_point"],
        monitoring=value["monitoring"],
        limitations=tuple(value["constraints"]),
        period=period_of(value["period"]),
        **{name: tuple(value[name]) for name in LISTS},
    )


def period_of(value) -> PeriodFacts:
    return PeriodFacts(day_of(value["start"]), day_of(value["end"]), value["text"])


def day_of(text) -> date | None:
    return date.fromisoformat(text) if text else None
