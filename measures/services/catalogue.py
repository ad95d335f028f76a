"""What the catalogue holds for a page, the project's and the agency's own, and how the agency keeps its entries."""

from dataclasses import dataclass

from django.db import transaction

from assessments import writing
from assessments.analysis.answering import lineage
from assessments.models import Agency
from measures.catalogue import Topic, folded
from measures.catalogue.loading import own_catalogue
from measures.models import CatalogueEntry, CatalogueLine
from measures.planning import next_key
from measures.services import in_plan


@dataclass(frozen=True)
class Found:
    """Own entries and topics; `broader` are topics of the indicator that an item belongs to."""

    entries: tuple[CatalogueEntry, ...] = ()
    topics: tuple[Topic, ...] = ()
    broader: tuple[Topic, ...] = ()

    def __bool__(self):
        return bool(self.entries or self.topics or self.broader)

    def with_words(self, text):
        words = folded(text).split()
        return Found(
            tuple(entry for entry in self.entries if holds_all(words, searched(entry))),
            tuple(topic for topic in self.topics if holds_all(words, topic.searched)),
            tuple(topic for topic in self.broader if holds_all(words, topic.searched)),
        )


def holds_all(words, text):
    return all(word in text for word in words)


def searched(entry):
    return folded(" ".join((entry.title, entry.monitoring, *(line.text for line in entry.lines.all()))))


def entries_of(agency):
    return list(agency.catalogue_entries.prefetch_related("lines"))


def find(agency, framework, *, code="", issue=None, text=""):
    """What there is for a code of this framework, else for an issue, else at all; of that, what holds all the words."""
    found = everything(agency)
    if code:
        found = for_code(agency, framework, code)
    elif issue:
        found = for_issue(agency, framework, issue)
    return found.with_words(text)


def everything(agency):
    topics = (topic for topic in own_catalogue().topics if topic.is_for(agency.kind))
    return Found(tuple(entries_of(agency)), tuple(topics))


def for_code(agency, framework, code):
    """Its own topics and those of the items below it."""
    catalogue, codes = own_catalogue(), lineage(framework, code)
    below = [item.code for item in framework.items_of(code)]
    topics = catalogue.topics_of_any(framework.code, [code, *below], agency.kind)
    keys = {topic.key for topic in topics}
    entries = (entry for entry in entries_of(agency) if entry.topic in keys or is_of(entry, code, codes))
    return Found(tuple(entries), topics, catalogue.nearest(framework.code, codes[1:], agency.kind))


def is_of(entry, code, codes):
    """An entry without a topic answers everything below its indicator."""
    return entry.indicator == code or (not entry.topic and entry.indicator in codes)


def for_issue(agency, framework, number):
    codes = [item.code for item in framework.items_of_issue(number)]
    topics = own_catalogue().topics_of_any(framework.code, codes, agency.kind)
    keys = {topic.key for topic in topics}
    entries = (entry for entry in entries_of(agency) if entry.issue == number or entry.topic in keys)
    return Found(tuple(entries), topics)


def advice_for(agency, framework, codes):
    """{"code", "field", "topic", "unit"} of the topics for these codes, each topic once, with who usually does it."""
    catalogue, advice = own_catalogue(), {}
    for code in codes:
        for topic in catalogue.nearest(framework.code, lineage(framework, code), agency.kind):
            unit = catalogue.unit_words(topic.measures[0].unit, agency.kind)
            found = {"code": code, "field": field_of(framework, code), "topic": topic, "unit": unit}
            advice.setdefault(topic.key, found)
    return list(advice.values())


def field_of(framework, code):
    """What the search calls the code."""
    return "item" if framework.depth_of(code) == "item" else "indicator"


def topic_key_of(agency, framework, codes):
    """The topic that a measure on these codes speaks of; "" where the catalogue has none."""
    topics = own_catalogue().nearest(framework.code, codes, agency.kind)
    return topics[0].key if topics else ""


@transaction.atomic
def keep_measure(*, measure, framework, by):
    """(entry, True): the measure's words in the agency's own catalogue; (entry, False) when they are there already."""
    agency = measure.agency_year.agency
    values = {
        "topic": topic_key_of(agency, framework, [*measure.texts("item"), measure.indicator]),
        "indicator": measure.indicator,
        "issue": measure.issue,
        "title": str(measure),
        "monitoring": measure.monitoring,
    }
    lines = {kind: measure.texts(kind) for kind in CatalogueLine.Kind.values}
    return keep_entry(agency=agency, values=values, lines=lines, by=by)


@transaction.atomic
def keep_entry(*, agency, values, lines, by):
    """(entry, True), or (entry, False) when the agency keeps the very same words already."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    for twin in agency.catalogue_entries.filter(title=values["title"]).prefetch_related("lines"):
        if in_plan.holds(twin, values, lines):
            return twin, False
    key = next_key("c", list(agency.catalogue_entries.values_list("key", flat=True)))
    return writing.create(CatalogueEntry, by=by, lines=lines, agency=agency, key=key, **values), True


@transaction.atomic
def change_entry(*, entry, version, values, lines, by):
    """True when anything differs; StaleVersion when somebody else wrote first."""
    return writing.edit(entry, version=version, by=by, lines=lines, **values)


@transaction.atomic
def drop_entry(*, entry, version, by):
    writing.remove(entry, version=version, by=by)
