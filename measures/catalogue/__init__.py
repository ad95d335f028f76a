"""Likely causes, approaches and measures in our own words, by what the assessment asks: read from the TOML files here.

A topic speaks of one subject however its items were numbered over the years. Pure; nothing of it is any agency's own.
"""

from dataclasses import dataclass
from functools import cached_property

from assessments.thai import arabic_digits


@dataclass(frozen=True)
class Suggestion:
    """A measure to take over. `unit` is the code of the work that is usually responsible."""

    title: str
    steps: tuple[str, ...]
    monitoring: str
    outcome: str
    unit: str


@dataclass(frozen=True)
class Topic:
    """`items` are codes by framework; `indicators` (or sub-indicators, instruments) mean the same in every year.

    `kinds` is empty for a topic worded for every kind of agency. `source` says what the words rest on; `verified` is
    False until an official source of the topic's criteria was seen.
    """

    key: str
    title: str
    causes: tuple[str, ...]
    approaches: tuple[str, ...]
    measures: tuple[Suggestion, ...]
    items: dict[str, tuple[str, ...]]
    indicators: tuple[str, ...]
    kinds: tuple[str, ...]
    source: str
    verified: bool

    def answers(self, framework_code, code):
        return code in self.indicators or code in self.items.get(framework_code, ())

    def is_for(self, kind):
        return not self.kinds or kind in self.kinds

    @cached_property
    def searched(self):
        """Every word of the topic, as search compares it."""
        measures = (text for each in self.measures for text in (each.title, *each.steps, each.monitoring, each.outcome))
        return folded(" ".join((self.title, *self.causes, *self.approaches, *measures)))


@dataclass(frozen=True)
class Unit:
    """Work that is usually responsible: words that name it, and what it is usually called, by family of agencies."""

    code: str
    label: str
    words: tuple[str, ...]
    typical: dict[str, str]


@dataclass(frozen=True)
class Catalogue:
    topics: tuple[Topic, ...]
    units: tuple[Unit, ...]
    families: dict[str, tuple[str, ...]]  # kinds of agency by family

    def topic(self, key):
        """None for a key that no topic has."""
        return next((topic for topic in self.topics if topic.key == key), None)

    def topics_for(self, framework_code, code, kind):
        """Those that answer an item, indicator or instrument; those worded for this kind of agency first."""
        found = (topic for topic in self.topics if topic.answers(framework_code, code))
        return _own_first(topic for topic in found if topic.is_for(kind))

    def nearest(self, framework_code, codes, kind):
        """Topics of the first of these codes that has any: an item, then what stands above it."""
        found = (self.topics_for(framework_code, code, kind) for code in codes)
        return next((topics for topics in found if topics), ())

    def topics_of_any(self, framework_code, codes, kind):
        """Those that answer any of the codes, each once, in the order of the codes."""
        found = (topic for code in codes for topic in self.topics_for(framework_code, code, kind))
        return tuple({topic.key: topic for topic in found}.values())

    def unit_words(self, code, kind):
        """Such work, and what it is usually called in agencies of this kind."""
        return f"{self._unit(code).label} เช่น {self._typical(code, kind)}"

    def own_unit(self, code, names, kind):
        """The agency's own unit that this work most likely belongs to; "" where no name fits."""
        for word in (*self._unit(code).words, self._typical(code, kind)):
            fitting = [name for name in names if word in name]
            if fitting:
                return min(fitting, key=len)
        return ""

    def _typical(self, code, kind):
        return self._unit(code).typical[self._family(kind)]

    def _unit(self, code):
        return next(unit for unit in self.units if unit.code == code)

    def _family(self, kind):
        return next(family for family, kinds in self.families.items() if kind in kinds)


def folded(text):
    """Case and the script of digits make no difference."""
    return arabic_digits(text).casefold()


def _own_first(topics):
    """Those worded for some kinds of agency stand before those for every kind."""
    return tuple(sorted(topics, key=lambda topic: not topic.kinds))
