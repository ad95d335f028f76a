"""Rows of the assessments app, by entity."""

from assessments.models.agency import Agency, AgencyName, AgencyYear, Membership
from assessments.models.assessment import Assessment, PastResult, PastScore, Score, Target
from assessments.models.change import AppendOnly, Change
from assessments.models.finding import Finding, FindingLine, HasLines, Line, Urgency
from assessments.models.importing import ImportNote, ResultsImport

__all__ = [
    "Agency",
    "AgencyName",
    "AgencyYear",
    "AppendOnly",
    "Assessment",
    "Change",
    "Finding",
    "FindingLine",
    "HasLines",
    "ImportNote",
    "Line",
    "Membership",
    "PastResult",
    "PastScore",
    "ResultsImport",
    "Score",
    "Target",
    "Urgency",
]
