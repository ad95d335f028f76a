"""Figures as sums are those that the calculation gives, whatever was announced."""

from decimal import Decimal
from random import Random

import pytest

from assessments.framework_store import all_frameworks
from assessments.scoring import Announced, compute
from reports.models.overview import FIGURES
from reports.overview.figures import figures_of, level_of_figures

FRAMEWORKS = all_frameworks()
KINDS = ("municipality", "provincial_education")


def announced_by(framework, random, part):
    """A part of all codes, as an agency may have typed them."""
    codes = [code for code in framework.entries if random.random() < part]
    return {code: Decimal(random.randint(0, 10_000)) / 100 for code in codes}


def assert_same(framework, kind, scores, total):
    results = compute(framework, kind, Announced(scores, total))
    expected = {code: results.value(code) for code in FIGURES if code in framework.entries}

    figures = figures_of(framework.code, kind, scores, total)

    assert figures == {"total": results.total.value} | expected
    assert level_of_figures(framework.code, kind, figures) == results.level


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.code)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.9, 1])
def test_figures_equal_the_calculation_of_whatever_is_announced(framework, kind, part):
    random = Random(f"{framework.code} {kind} {part}")

    for _ in range(5):
        assert_same(framework, kind, announced_by(framework, random, part), None)


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.code)
def test_announced_total_stands_above_its_parts(framework):
    scores = {item.code: Decimal(90) for item in framework.items}

    assert_same(framework, "municipality", scores, Decimal("84.99"))


def test_half_is_rounded_up_once():
    scores = {f"i{number}": Decimal(90) for number in range(1, 4)} | {"i1": Decimal("90.015")}

    figures = figures_of("ita-2567", "municipality", scores, None)

    assert figures["1"] == Decimal("90.01")  # 90.005


def test_codes_of_another_year_count_for_nothing():
    figures = figures_of("ita-2569", "municipality", {"o43": Decimal(100)}, None)

    assert set(figures.values()) == {None}
