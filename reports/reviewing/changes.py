"""The history of what a document says, without what was done about the document itself."""

from django.db.models import Q

from reports.models import Comment, Publication, Review, Withdrawal

ABOUT_DOCUMENTS = (Review, Publication, Withdrawal, Comment)


def changes_of_content(agency_year, since=None):
    """Of this year and of the agency itself, whose facts every document prints; the newest first."""
    of_year = Q(fiscal_year=agency_year.fiscal_year) | Q(fiscal_year__isnull=True)
    rows = agency_year.agency.changes.filter(of_year).select_related("by")
    for model in ABOUT_DOCUMENTS:
        rows = rows.exclude(record__startswith=f"{model._meta.verbose_name} ")
    return rows.filter(at__gte=since) if since else rows
