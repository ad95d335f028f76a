"""How figures, total and level follow from their parts. Pure, and never raising on odd data."""

from assessments.scoring.computing import compute
from assessments.scoring.improving import what_if
from assessments.scoring.levels import explain_level, level_of, level_of_indicator, matches_level
from assessments.scoring.results import Announced, Discrepancy, Figure, Results, WhatIf

__all__ = [
    "Announced",
    "Discrepancy",
    "Figure",
    "Results",
    "WhatIf",
    "compute",
    "explain_level",
    "level_of",
    "level_of_indicator",
    "matches_level",
    "what_if",
]
