"""Rows of the reports app, by entity."""

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
from reports.models.publication import Publication, PublishedFile
from reports.models.rendering import Rendering
from reports.models.review import Review
from reports.models.review_event import ReviewEvent
from reports.models.withdrawal import Withdrawal

__all__ = [
    "AgencyLogo",
    "Attachment",
    "Comment",
    "DocumentKind",
    "DocumentPart",
    "DocumentSetup",
    "Narrative",
    "NarrativeLine",
    "NarrativePart",
    "Publication",
    "PublishedFile",
    "Rendering",
    "Review",
    "ReviewEvent",
    "Withdrawal",
]
