"""Shares of agencies, as pages and documents say them. Pure."""

from decimal import Decimal
from fractions import Fraction

from assessments.scoring.arithmetic import rounded

DECIMALS = 2


def percent(part: int, whole: int) -> Decimal | None:
    """Two decimals, half up; None of nobody."""
    return rounded(Fraction(100 * part, whole), DECIMALS) if whole else None
