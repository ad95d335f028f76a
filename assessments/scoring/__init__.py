"""How figures, total and level follow from their parts. Pure, and never raising on odd data."""

from assessments.scoring.computing import compute
from assessments.scoring.improving import what_if
from assessments.scoring.levels import (
    explain_level,
    explain_next_level,
    explain_outcome,
    level_of,
    level_of_indicator,
    matches_level,
)
from assessments.scoring.next_level import NextLevel, next_level
from assessments.scoring.results import Announced, Discrepancy, Figure, Results, WhatIf

__all__ = [
    "Announced",
    "Discrepancy",
    "Figure",
    "NextLevel",
    "Results",
    "WhatIf",
    "compute",
    "explain_level",
    "explain_next_level",
    "explain_outcome",
    "level_of",
    "level_of_indicator",
    "matches_level",
    "next_level",
    "what_if",
]
