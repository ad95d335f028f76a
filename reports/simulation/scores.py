"""Announced scores that lead to a wanted total: OIT items of the allowed values, questions around a mean. Pure.

Scores are whole hundredths, {code: hundredths}. Some items are hard for everybody, and stay so where the next
framework continues them.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from assessments.framework_store import framework_of_year, get_framework
from assessments.frameworks import Framework
from reports.simulation.figures import FULL, Figures, figures_for, shares_in

HIGHEST, LOWEST = 9990, 2000  # of IIT and EIT as a whole
ASKED = ("IIT", "EIT")
MOST_APART = 600  # hundredths between IIT and EIT, as a standard deviation
SPREAD = 500


@dataclass(frozen=True)
class Paper:
    """What is scored in a year, sorted for filling in."""

    figures: Figures
    oit: tuple[str, ...]
    shares: dict[str, float]  # of an OIT item in the OIT score
    halves: bool  # an item may also have half the marks
    hardness: dict[str, float]  # 0.3 … 3
    asked: dict[str, dict[str, float]]  # what IIT and EIT are made of: questions, or indicators that are announced
    questions: dict[str, tuple[str, ...]]  # of each indicator that is announced


@lru_cache
def paper_of(framework_code: str, kind: str) -> Paper:
    framework, figures = get_framework(framework_code), figures_for(framework_code, kind)
    oit = shares_in(figures.instruments["OIT"])
    return Paper(
        figures=figures,
        oit=tuple(oit),
        shares=oit,
        halves=any(len(item.allowed) > 2 for item in framework.items),
        hardness={item.code: hardness_of(framework_code, item.code) for item in framework.items},
        asked={one: shares_in(figures.instruments[one]) for one in ASKED},
        questions={code: questions_of(framework, code) for code in figures.announced},
    )


def questions_of(framework: Framework, code: str) -> tuple[str, ...]:
    """Of an indicator that is announced; none for a question itself."""
    return tuple(item.code for item in framework.items_of(code)) if framework.depth_of(code) == "indicator" else ()


@cache
def hardness_of(framework_code: str, code: str) -> float:
    """That of the item it continues, else drawn once for this code and year."""
    framework = get_framework(framework_code)
    before = framework.entries[code].predecessors
    if before:
        return hardness_of(framework_of_year(framework.fiscal_year - 1).code, before[0].code)
    return 0.3 * 10 ** Random(f"{framework_code} {code}").random()


def scores_for(paper: Paper, total: float, random: Random) -> dict[str, int]:
    """All announced scores of an agency whose total shall be this (0–100, met within 0.01)."""
    items, lost = oit_scores(paper, total, random)
    both = both_for(total, lost)
    while both > 2 * HIGHEST or both < 2 * LOWEST:
        lost = give_back(paper, items, lost) if both > 2 * HIGHEST else take_away(paper, items, lost)
        both = both_for(total, lost)
    room = min(HIGHEST - both / 2, both / 2 - LOWEST)
    apart = max(-room, min(room, random.gauss(0, MOST_APART)))
    for instrument, mean in zip(ASKED, (both / 2 + apart, both / 2 - apart), strict=True):
        items |= spread(paper, paper.asked[instrument], mean, random)
    return items | questions_below(paper, items, random)


def both_for(total, lost):
    """IIT and EIT together, in hundredths, at the weights of all years: 30, 30, 40."""
    return (100 * total - 0.4 * (FULL - lost)) / 0.3


def oit_scores(paper, total, random):
    """The items, and how many hundredths of OIT are lost: hard items first, about as far as the total is from full."""
    wanted = max(0.0, FULL - 100 * total + random.gauss(0, 400))
    items, lost = dict.fromkeys(paper.oit, FULL), 0.0
    for code in sorted(paper.oit, key=lambda code: random.expovariate(paper.hardness[code])):
        marks = FULL // 2 if paper.halves and random.random() < 0.4 else FULL
        if lost + marks * paper.shares[code] / 2 > wanted:
            break
        items[code] -= marks
        lost += marks * paper.shares[code]
    return items, lost


def give_back(paper, items, lost):
    """The item that weighs least gets full marks."""
    code = min((code for code in paper.oit if items[code] < FULL), key=paper.shares.__getitem__)
    lost -= (FULL - items[code]) * paper.shares[code]
    items[code] = FULL
    return lost


def take_away(paper, items, lost):
    code = max((code for code in paper.oit if items[code]), key=paper.hardness.__getitem__)
    lost += items[code] * paper.shares[code]
    items[code] = 0
    return lost


def spread(paper, shares, mean, random):
    """Scores around their weighted mean, harder ones lower, none beyond full marks."""
    apart = {code: random.gauss(0, 1) - paper.hardness.get(code, 1.0) for code in shares}
    middle = sum(apart[code] * share for code, share in shares.items())
    apart = {code: value - middle for code, value in apart.items()}
    scale = min(SPREAD, (FULL - mean) / max(apart.values()), mean / -min(apart.values()))
    return {code: round(mean + scale * value) for code, value in apart.items()}


def questions_below(paper, items, random):
    """Of announced indicators: what was asked is only one part of what was announced."""
    found = {}
    for indicator, questions in paper.questions.items():
        if questions:
            mean = max(0, min(FULL - 1, items[indicator] + random.gauss(0, 60)))
            even = dict.fromkeys(questions, 1 / len(questions))
            found |= spread(paper, even, mean, random)
    return found


def weakest(paper: Paper, scores: dict[str, int], count: int) -> list[str]:
    """Items furthest from full marks."""
    codes = sorted(paper.hardness, key=lambda code: (scores[code], -paper.hardness[code]))
    return [code for code in codes[:count] if scores[code] < FULL]
