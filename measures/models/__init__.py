"""Measures of an agency-year, what is carried over from earlier ones, progress, and the agency's own catalogue."""

from measures.models.carrying import CarryDecision
from measures.models.catalogue import ENTRY_LINES, CatalogueEntry, CatalogueLine
from measures.models.plan import MEASURE_LINES, Limitation, Measure, MeasureLine
from measures.models.progress import Photo, ProgressEntry, ProgressLine

__all__ = [
    "ENTRY_LINES",
    "MEASURE_LINES",
    "CarryDecision",
    "CatalogueEntry",
    "CatalogueLine",
    "Limitation",
    "Measure",
    "MeasureLine",
    "Photo",
    "ProgressEntry",
    "ProgressLine",
]
