"""From what was announced to every figure, the total, the level and what does not add up."""

from assessments.scoring.arithmetic import (
    announced_scores,
    exact_total,
    exact_values,
    finite,
    rounded,
    weighted_value,
)
from assessments.scoring.discrepancies import find_discrepancies
from assessments.scoring.levels import level_of
from assessments.scoring.results import Figure, Results


def compute(framework, kind, announced):
    """All figures of an agency of this kind.

    A figure is the mean of its parts' values, where an announced part counts as published and a computed part goes
    up unrounded; only what is shown is rounded, half up, once. The level is that of the value shown.
    """
    rule = framework.rule_for(kind)
    scores = announced_scores(framework, announced)
    computed, values = exact_values(framework, rule, scores)
    figures = {
        code: Figure(code, scores.get(code), rounded(computed[code], framework.decimals)) for code in framework.entries
    }
    total = Figure("total", finite(announced.total), rounded(exact_total(rule, values), framework.decimals))
    level = level_of(framework, total.value, {code: figures[code].value for code in rule.weights if code in figures})
    return Results(
        kind=kind,
        figures=figures,
        total=total,
        level=level,
        announced_level=announced.level.strip(),
        discrepancies=find_discrepancies(framework, rule, figures, total, level, announced.level.strip(), values),
        weighted={
            code: rounded(weighted_value(rule, code, values.get(code)), framework.decimals) for code in rule.weights
        },
    )
