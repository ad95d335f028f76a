"""Exact arithmetic on scores: fractions inside, so that a half stays a half until it is rounded for print."""

from decimal import Decimal
from fractions import Fraction
from math import floor

FULL_MARKS = Decimal(100)


def rounded(value, decimals):
    """Half up to so many decimals, as results are published; None stays None."""
    if value is None:
        return None
    shift = 10**decimals
    return Decimal(floor(Fraction(value) * shift + Fraction(1, 2))).scaleb(-decimals)


def finite(score):
    """The score, or None for what is no number at all."""
    return score if score is not None and Decimal(score).is_finite() else None


def mean(values):
    """None when there is nothing or anything is missing: a missing part never makes a figure smaller."""
    values = list(values)
    if not values or None in values:
        return None
    return sum(map(Fraction, values)) / len(values)


def parts_of(framework, rule, code):
    """Codes that this figure is the plain mean of by the rule; empty where it can only be announced."""
    entry = framework.entries[code]
    depth = framework.depth_of(code)
    if depth == "instrument":
        return _codes_below(framework, code, rule.instrument_from.get(code, "indicators"))
    if depth == "indicator":
        return _codes_below(framework, code, rule.indicator_from.get(entry.instrument, "announced"))
    return _codes_below(framework, code, "items") if depth == "sub_indicator" else ()


def _codes_below(framework, code, kind_of_part):
    finders = {
        "indicators": framework.indicators_of,
        "sub_indicators": framework.sub_indicators_of,
        "items": framework.items_of,
        "announced": lambda code: (),
    }
    return tuple(entry.code for entry in finders[kind_of_part](code))


def upward(framework):
    """Every entry that can carry a score, parts before what is made of them."""
    return (*framework.items, *framework.sub_indicators, *framework.indicators, *framework.instruments)


def announced_scores(framework, announced):
    """The announced figures that this year has and that are numbers."""
    known = ((code, finite(score)) for code, score in announced.scores.items() if code in framework.entries)
    return {code: score for code, score in known if score is not None}


def exact_values(framework, rule, scores):
    """By code: (figure from its parts' values, value). Values go up unrounded unless a figure was announced."""
    computed, values = {}, {}
    for entry in upward(framework):
        code = entry.code
        computed[code] = mean(values[part] for part in parts_of(framework, rule, code))
        values[code] = Fraction(scores[code]) if code in scores else computed[code]
    return computed, values


def weighted_value(rule, instrument, value):
    return None if value is None else Fraction(rule.weights[instrument]) * value / 100


def exact_total(rule, values):
    parts = [weighted_value(rule, code, values.get(code)) for code in rule.weights]
    return None if None in parts or not parts else sum(parts)
