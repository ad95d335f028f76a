"""Accepting what the head approved, where nothing is open: one document after the other, by the usual move."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.models import AgencyYear
from reports.bulk.settled import done, not_needed, refused
from reports.checks.registry import APPROVAL
from reports.checks.results import LOOK, MISSING
from reports.models import Comment, Review
from reports.reviewing import moves
from reports.reviewing.lapsing import lapse_if_changed, lapsed_words
from reports.reviewing.looking import look_at
from reports.reviewing.people import agencies_where
from reports.reviewing.rounds import latest_round, standing_of
from reports.reviewing.services import ReviewRefused, make_move

AGENCY = "agency_year__agency__"
NOT_YOURS = "ท่านไม่มีสิทธิ์รับเอกสารของหน่วยงานนี้"
CHANGED_MEANWHILE = "เนื้อหาเปลี่ยนไประหว่างที่ตรวจ โปรดตรวจแล้วรับที่หน้าตรวจเอกสาร"
NO_YEAR = "หน่วยงานไม่มีปีงบประมาณนี้แล้ว"


def waiting_documents(rows, fiscal_year, user):
    """The reviews that wait for this person's word, of the agencies of these OverviewRows."""
    approved = Review.objects.visible_to(user).filter(state=moves.APPROVED, agency_year__fiscal_year=fiscal_year)
    own = approved.filter(agencies_where(user, moves.ACCEPTING, AGENCY))
    return own.filter(agency_year__agency__in=rows.order_by().values("agency"))


def look(run, outcome, tick):
    """What the checks find, and the hash of the content that they looked at; None where there is nothing to look at."""
    year = year_of(run, outcome)
    review = latest_round(year, outcome.kind) if year else None
    return look_at(year, outcome.kind) if review and review.state == moves.APPROVED else None


def carry_out(run, outcome, by, seen):
    """Called in the transaction that writes the outcome. What the checks found counts for the content they saw."""
    year = year_of(run, outcome)
    review = latest_round(year, outcome.kind) if year else None
    if review is None:
        return refused(NO_YEAR)
    link = page("review", year, outcome.kind)
    if review.state in (moves.ACCEPTED, moves.PUBLISHED):
        return not_needed(moves.said(standing_of(review)), link)
    if review.state != moves.APPROVED:
        return accept(review, by, link)  # which says why not
    if seen is None or seen.sha256 != review.content_sha256:
        return not_as_approved(review, link)
    return obstacle(year, outcome.kind, seen) or accept(review, by, link)


def not_as_approved(review, link):
    """What the checks saw was something else. The round ends, unless the content is as it was approved again."""
    has_lapsed = lapse_if_changed(review=review)
    return refused(f"รับเอกสารไม่ได้: {lapsed_words(review)}" if has_lapsed else CHANGED_MEANWHILE, link)


def obstacle(year, kind, seen):
    """Why it is not accepted without somebody looking at it, or None."""
    missing, looked_at = counts(seen.check)
    if missing or looked_at:
        found = [f"สิ่งที่ขาด {missing} แห่ง"] * bool(missing) + [f"ต้องดูด้วยตา {looked_at} แห่ง"] * bool(looked_at)
        return refused(f"ระบบตรวจพบ{' '.join(found)}", page("check", year, kind))
    if open_comments := Comment.objects.filter(agency_year=year).unresolved().count():
        return refused(f"มีความเห็นที่ยังไม่ปิด {open_comments} เรื่อง", reverse_of("comments", year))
    return None


def counts(check):
    """Without the remark that no machine sees an approval: the head gave it in the portal, on this very content."""
    results = (result for result in check.results if result.code != APPROVAL.code)
    states = [remark.state for result in results for remark in result.remarks]
    return states.count(MISSING), states.count(LOOK)


def accept(review, by, link):
    """The service asks for the right, the state, the version and the content once more."""
    try:
        make_move(review=review, version=review.version, move=moves.ACCEPT.name, by=by)
    except ReviewRefused as refusal:
        return refused(str(refusal), link)
    except PermissionDenied:
        return refused(NOT_YOURS)
    return done(f"รับ{review.get_kind_display()} รอบที่ {review.round} แล้ว", link)


def year_of(run, outcome):
    """Read anew each time: what hangs on it may have changed."""
    years = AgencyYear.objects.select_related("agency__body").prefetch_related("assessments__scores")
    return years.filter(agency=outcome.agency_id, fiscal_year=run.fiscal_year).first()


def page(name, year, kind):
    return reverse(f"reports:{name}", args=[year.agency.code, year.fiscal_year, kind])


def reverse_of(name, year):
    return reverse(f"reports:{name}", args=[year.agency.code, year.fiscal_year])
