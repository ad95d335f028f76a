"""Rows of the assessments app, by entity."""

from assessments.models.addresses import AddressCheck, OitAddress
from assessments.models.agency import Agency, AgencyName, AgencyYear
from assessments.models.assessment import Assessment, PastResult, PastScore, Score, Target
from assessments.models.change import AppendOnly, Change
from assessments.models.finding import Finding, FindingLine, HasLines, Line, Urgency
from assessments.models.importing import ImportNote, ResultsImport
from assessments.models.invitation import Invitation
from assessments.models.notification import EmailMessage, Notification, NotificationChoice
from assessments.models.people import Grant, Membership
from assessments.models.places import AgencyFormerName, Body
from assessments.models.window import WindowException, YearWindow

__all__ = [
    "AddressCheck",
    "Agency",
    "AgencyFormerName",
    "AgencyName",
    "AgencyYear",
    "AppendOnly",
    "Assessment",
    "Body",
    "Change",
    "EmailMessage",
    "Finding",
    "FindingLine",
    "Grant",
    "HasLines",
    "ImportNote",
    "Invitation",
    "Line",
    "Membership",
    "Notification",
    "NotificationChoice",
    "OitAddress",
    "PastResult",
    "PastScore",
    "ResultsImport",
    "Score",
    "Target",
    "Urgency",
    "WindowException",
    "YearWindow",
]
