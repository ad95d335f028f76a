"""What the filter of the pages over many agencies shows; without a query."""

from django import template

from assessments.framework_store import UnknownFramework, framework_of_year
from reports.overview.asking import ANY
from reports.overview.wording import chosen_words

register = template.Library()
RARER = {"body", "stage", "level", "passed", "published", "trouble"}


@register.filter
def percent(share):
    """A share with its two decimals, 100.00 too: figures of a column stand under each other."""
    return "–" if share is None else f"{share:.2f}"


@register.filter
def rarer_count(asked):
    """How many values stand in the part of the filter that is folded."""
    return len(set(asked.values) & RARER)


@register.filter
def chosen(asked):
    return " · ".join(chosen_words(asked))


@register.filter
def level_choices(asked):
    """Levels of the year whose results the plans answer; one that the address names stays to be seen."""
    names = level_names(asked.fiscal_year - 1)
    named = asked.values.get("level")
    return [ANY, *((name, name) for name in dict.fromkeys([*names, *([named] if named else [])]))]


def level_names(assessed_year):
    try:
        return [level.name for level in framework_of_year(assessed_year).levels]
    except UnknownFramework:
        return []
