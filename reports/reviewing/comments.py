"""Services of comments: said once, answered, resolved and opened again; what was said is never changed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from assessments import permissions
from assessments.services.notifying import notify
from assessments.templatetags.thai import thai_moment
from assessments.versioning import StaleVersion
from assessments.writing import record
from measures.services import in_plan
from reports.models import Comment
from reports.reviewing.targets import Targets

# The same words by the same person in the same place so soon are a second press of the button.
SAME_PRESS = timedelta(minutes=1)
STATES = {True: "ปิดเรื่องแล้ว", False: "เปิดอยู่"}


class CommentRefused(ValueError):
    """Nothing was changed. The message is Thai, for the user."""


def unresolved_by_target(agency_year) -> dict[str, int]:
    rows = Comment.objects.filter(agency_year=agency_year).unresolved().order_by()
    return dict(rows.values_list("target").annotate(Count("pk")))


@transaction.atomic
def add_comment(*, agency_year, target, text, by) -> Comment:
    """Raises CommentRefused for a target that the year does not have."""
    in_plan.lock(agency_year)
    if not Targets(agency_year).is_known(target):
        raise CommentRefused("ไม่พบสิ่งที่ต้องการให้ความเห็น อาจถูกลบไปแล้ว โปรดเลือกใหม่")
    return say(agency_year=agency_year, target=target, text=text, by=by)


@transaction.atomic
def answer(*, comment, text, by) -> Comment:
    """An answer to a first comment; one to an answer goes to the same thread."""
    in_plan.lock(comment.agency_year)
    first = comment.answers or comment
    return say(agency_year=first.agency_year, target=first.target, answers=first, text=text, by=by)


def say(*, text, by, **values):
    said = Comment.objects.filter(**values, by=by, at__gte=timezone.now() - SAME_PRESS).order_by("-pk").first()
    if said and said.text == text:
        return said
    comment = Comment.objects.create(**values, text=text, by=by)
    record(comment, {"text": ("", text)}, by=by)
    tell(comment)
    return comment


@transaction.atomic
def set_resolved(*, comment, is_resolved, version, by) -> Comment:
    """Resolve a thread or open it again. Raises CommentRefused when that has been done, or somebody was first."""
    present = Comment.objects.select_related("agency_year__agency", "resolved_by").get(pk=comment.pk)
    if present.answers_id or present.is_resolved == is_resolved:
        raise CommentRefused(done_words(present))
    who, when = (by, timezone.now()) if is_resolved else (None, None)
    try:
        Comment.objects.compare_and_set(present, version, resolved_by=who, resolved_at=when)
    except StaleVersion as stale:
        raise CommentRefused(done_words(stale.row)) from None
    record(present, {"resolved_at": (STATES[not is_resolved], STATES[is_resolved])}, by=by)
    return present


def done_words(comment):
    if comment.is_resolved:
        return f"ความเห็นนี้ปิดเรื่องไปแล้ว โดย {comment.resolved_by} เมื่อ {thai_moment(comment.resolved_at)}"
    return "ความเห็นนี้เปิดอยู่ โปรดดูสถานะล่าสุดแล้วทำรายการอีกครั้ง"


def tell(comment):
    """The agency's own people, and who spoke in this thread before."""
    year = comment.agency_year
    notify(
        people=people_besides(comment),
        kind="comment",
        title=f"ความเห็นใหม่: {Targets(year).label(comment.target)}",
        text=f"{year}\n{comment.by}: {comment.text}",
        link=reverse("reports:comments", args=[year.agency.code, year.fiscal_year]) + f"#comment-{comment.pk}",
        once_key=f"comment-{comment.pk}",
        agency=year.agency,
        fiscal_year=year.fiscal_year,
    )


def people_besides(comment):
    agency, first = comment.agency_year.agency, comment.answers or comment
    own = {*permissions.people_with(permissions.SUBMIT, agency), *permissions.people_with(permissions.APPROVE, agency)}
    spoke = {reply.by for reply in first.replies.select_related("by")} | {first.by}
    spoke &= set(permissions.people_with(permissions.COMMENT, agency))
    return sorted((own | spoke) - {comment.by}, key=lambda person: person.pk)
