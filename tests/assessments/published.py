"""The real frameworks and the published figures of four agencies, for the calculation's tests."""

from decimal import Decimal
from pathlib import Path

from assessments import frameworks
from assessments.frameworks.loading import load_framework
from assessments.scoring import Announced, compute


def framework_of(fiscal_year):
    return load_framework(Path(frameworks.__file__).parent / f"ita-{fiscal_year}.toml")


F2565, F2566, F2567 = framework_of(2565), framework_of(2566), framework_of(2567)


def scores(**by_code):
    """`scores(i1="100", s9_5="75", n10="93.75")`: n and s stand for the codes of indicators and sub-indicators."""
    return {_code(name): Decimal(value) for name, value in by_code.items()}


def _code(name):
    return name.lstrip("ns").replace("_", ".") if name[0] in "ns" else name


def indicators(text):
    """Scores of indicators 1 to 10 in order."""
    return {str(number): Decimal(score) for number, score in enumerate(text.split(), start=1)}


def computed(framework, by_code, kind="education_area", total=None, level=""):
    total = None if total is None else Decimal(total)
    return compute(framework, kind, Announced(by_code, total, level))


NARATHIWAT_2 = {
    **indicators("100 100 100 100 100 100 100 99.63 95 93.75"),
    **scores(s9_1="100", s9_2="100", s9_3="100", s9_4="100", s9_5="75", s10_1="87.50", s10_2="100", o29="0", o36="0"),
}
KUT_HAE = indicators("100 99.82 100 97.37 100 99.86 99.86 99.31 90.71 100")
MUKDAHAN = indicators("95.67 88.69 93.91 90.22 89.66 96.04 94.40 93.79 86.28 100")
KUT_HAE_ITEMS = {
    **{f"i{number}": Decimal(100) for number in range(1, 16)},
    **{f"e{number}": Decimal(100) for number in range(1, 10)},
    **{f"o{number}": Decimal(100) for number in (7, 8, 9, 12, 13, *range(18, 27))},
    **scores(i2="92.11", i5="87.37", i11="92.11", e6="99.13", e9="97.62", o10="50", o11="50"),
}


def all_items(framework, value="100", **changed):
    return {**{item.code: Decimal(value) for item in framework.items}, **scores(**changed)}


def instruments(iit, eit, oit):
    return {"IIT": Decimal(iit), "EIT": Decimal(eit), "OIT": Decimal(oit)}


def ten(values):
    """Scores of indicators 1 to 10 from a list of numbers."""
    return {str(number): value for number, value in enumerate(values, start=1)}
