"""What is asked of reviews: the latest round of a document and how it stands, in words."""

from assessments.templatetags.thai import thai_moment
from reports.models import Publication, Review, ReviewEvent
from reports.reviewing.moves import ACCEPTED, APPROVED, Standing

WITH_PEOPLE = ("submitted_by", "opened_by", "approved_by", "accepted_by", "closed_by", "publication")


def latest_round(agency_year, kind) -> Review | None:
    """None before the document was ever submitted."""
    return Review.objects.of(agency_year, kind).select_related(*WITH_PEOPLE).last()


def numbered_round(agency_year, kind, number) -> Review | None:
    return Review.objects.of(agency_year, kind).filter(round=number).first()


def standing_of(review) -> Standing:
    """Of the latest round; a document without one is a draft."""
    if review is None:
        return Standing("")
    event = review.events.select_related("by").last()
    return Standing(review.state, review.is_opened, by_and_when(event) if event else "", is_out(review))


def is_out(review) -> bool:
    return review.publication is not None and review.publication.is_published


def by_and_when(event) -> str:
    return f"โดย{'ระบบ' if event.by is None else f' {event.by}'} เมื่อ {thai_moment(event.at)}"


def events_of(agency_year, kind):
    """Every move of every round, the newest first."""
    events = ReviewEvent.objects.filter(review__agency_year=agency_year, review__kind=kind)
    return events.select_related("by", "review").order_by("-pk")


def kinds_to_publish(agency_year) -> set:
    """Documents whose page of publishing has something to do or to show: they are approved, or a version was made."""
    through = Review.objects.filter(agency_year=agency_year, state__in=(APPROVED, ACCEPTED))
    versions = Publication.objects.filter(agency_year=agency_year)
    kinds = (rows.order_by().values_list("kind", flat=True) for rows in (through, versions))
    return set(next(kinds).union(*kinds))


def own_last_move(agency_year, kind, user):
    """The last move that this person made on this document, or None."""
    return events_of(agency_year, kind).filter(by=user).first()
