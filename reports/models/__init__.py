"""Rows of the reports app, by entity."""

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

__all__ = [
    "AgencyLogo",
    "Attachment",
    "DocumentKind",
    "DocumentPart",
    "DocumentSetup",
    "Narrative",
    "NarrativeLine",
    "NarrativePart",
    "Publication",
    "PublishedFile",
    "Rendering",
]
