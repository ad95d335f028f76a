"""How a move is kept: its moment, its event, and who is told of it."""

from django.utils import timezone

from reports.models import ReviewEvent
from reports.reviewing.telling import tell


def moment_after(review):
    """Now, but never before the last step: clocks of two machines differ."""
    return max(timezone.now(), review.last_step_at)


def note_move(review, move, before, *, by, reason=""):
    event = ReviewEvent.objects.create(
        review=review,
        move=move,
        by=by,
        at=review.last_step_at,
        from_state=before,
        to_state=review.state,
        reason=reason,
        content_sha256=review.content_sha256,
    )
    tell(event)
    return event
