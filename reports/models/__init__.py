"""Rows of the reports app, by entity."""

from reports.models.bulk import BulkFile, BulkOutcome, BulkRun
from reports.models.comment import Comment
from reports.models.composing import (
    AgencyLogo,
    Attachment,
    DocumentKind,
    DocumentPart,
    DocumentSetup,
    Narrative,
    NarrativeLine,
    NarrativePart,
)
from reports.models.open_data import OpenDataFile, OpenDataMark, PublishedResult
from reports.models.overview import ItemTally, OverviewMark, OverviewRow
from reports.models.publication import Publication, PublishedFile
from reports.models.rendering import Rendering
from reports.models.review import Review
from reports.models.review_event import ReviewEvent
from reports.models.withdrawal import Withdrawal

__all__ = [
    "AgencyLogo",
    "Attachment",
    "BulkFile",
    "BulkOutcome",
    "BulkRun",
    "Comment",
    "DocumentKind",
    "DocumentPart",
    "DocumentSetup",
    "ItemTally",
    "Narrative",
    "NarrativeLine",
    "NarrativePart",
    "OpenDataFile",
    "OpenDataMark",
    "OverviewMark",
    "OverviewRow",
    "Publication",
    "PublishedFile",
    "PublishedResult",
    "Rendering",
    "Review",
    "ReviewEvent",
    "Withdrawal",
]
