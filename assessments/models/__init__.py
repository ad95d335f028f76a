"""Rows of the assessments app, by entity."""

from assessments.models.agency import Agency, AgencyName, AgencyYear, Membership
from assessments.models.assessment import Assessment, PastResult, PastScore, Score, Target
from assessments.models.change import AppendOnly, Change
from assessments.models.finding import Finding, FindingLine, HasLines, Line, Urgency

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
    "Line",
    "Membership",
    "PastResult",
    "PastScore",
    "Score",
    "Target",
    "Urgency",
]
