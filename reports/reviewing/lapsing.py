"""What was approved holds for its content alone: when that changes, the round ends and both sides are told."""

from datetime import timedelta

from django.db import transaction
from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef
from django.utils import timezone

from assessments.models import Change
from assessments.templatetags.thai import thai_moment
from assessments.writing import record
from measures.services import in_plan
from reports.models import Review, ReviewEvent
from reports.reviewing.changes import changes_of_content
from reports.reviewing.content import present_sha256
from reports.reviewing.moves import LAPSED
from reports.reviewing.recording import moment_after, note_move

# A change counts from when its transaction began, and is seen when that ends.
OVERLAP = timedelta(minutes=10)


def lapse(review):
    """End the round by nobody's hand. Called inside a transaction, with the version as it was read."""
    before, reason = review.state, what_changed(review)
    Review.objects.compare_and_set(review, review.version, state=LAPSED, closed_at=moment_after(review))
    record(review, {"state": (Review.State(before).label, Review.State(LAPSED).label)}, by=None)
    note_move(review, ReviewEvent.Move.LAPSE, before, by=None, reason=reason)
    return review


def what_changed(review) -> str:
    """Who changed what last, since it was submitted."""
    change = changes_of_content(review.agency_year, review.submitted_at).first()
    if change is None:
        return "ข้อมูลที่เอกสารนี้ใช้เปลี่ยนไปหลังส่งตรวจ"
    what = f"{change.record} {change.field}".strip()
    return f"แก้ไขล่าสุด: {what} โดย{f' {change.by}' if change.by else 'ระบบ'} เมื่อ {thai_moment(change.at)}"


def lapsed_words(review) -> str:
    word = "คำรับรองสิ้นผล" if review.approved_at else "การส่งตรวจสิ้นผล"
    after = "รับรอง" if review.approved_at else "ส่งตรวจ"
    return f"เนื้อหาเปลี่ยนไปหลัง{after} {word} โปรดตรวจดูแล้วส่งตรวจใหม่ ({what_changed(review)})"


def reviews_to_look_at():
    """Open rounds of agencies in which something was changed since they were last compared."""
    since = ExpressionWrapper(OuterRef("compared_at") - OVERLAP, output_field=DateTimeField())
    changes = Change.objects.filter(agency=OuterRef("agency_year__agency"), at__gt=since)
    return Review.objects.undecided().filter(Exists(changes)).order_by("pk")


@transaction.atomic
def lapse_if_changed(*, review) -> bool:
    """Compare an open round with the year as it stands; True when it was ended."""
    in_plan.lock(review.agency_year)
    present, now = Review.objects.select_related("agency_year__agency").get(pk=review.pk), timezone.now()
    if not present.is_open:
        return False
    if present.content_sha256 == present_sha256(present.agency_year, present.kind):
        Review.objects.filter(pk=present.pk).update(compared_at=now)
        return False
    lapse(present)
    return True
