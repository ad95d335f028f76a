"""Services of reviewing: the rows each move leaves, who may make it, and what is refused without a trace."""

import pytest
from django.core.exceptions import PermissionDenied

from assessments.models import AppendOnly, Change, Membership
from reports.models import Review, ReviewEvent
from reports.reviewing.moves import BY_HAND
from reports.reviewing.services import ReviewRefused, submit
from tests.makers import make_agency_year, make_user
from tests.reports.publications import edit_measure, fresh, publishable_year
from tests.reports.reviewing.rounds import make_office, make_round

pytestmark = pytest.mark.django_db
STATES = ["submitted", "approved", "accepted"]
WHO = {"submitting": "officer", "approving": "head", "accepting": "administrator"}


@pytest.fixture
def office():
    return make_office(administrator=True)


def events(review):
    return [(row.move, row.by, row.from_state, row.to_state, row.reason) for row in review.events.all()]


def rows():
    return Review.objects.values().get(), ReviewEvent.objects.count(), Change.objects.count()


def test_submitting_begins_a_round_with_the_content_and_the_event(office):
    review = office.submit()

    assert (review.round, review.state, review.version, review.submitted_by) == (1, "submitted", 1, office.officer)
    assert len(review.content_sha256) == 64
    assert events(review) == [("submit", office.officer, "", "submitted", "")]
    assert review.events.get().content_sha256 == review.content_sha256


def test_whole_way_leaves_people_dates_and_events(office):
    office.submit()
    office.move("open", "head")
    office.move("approve", "head")
    office.move("open_approved", "administrator")
    office.move("accept", "administrator")

    review = office.latest()
    assert (review.state, review.version) == ("accepted", 5)
    assert (review.approved_by, review.accepted_by, review.opened_by) == (
        office.head,
        office.administrator,
        office.administrator,
    )
    assert review.submitted_at <= review.approved_at <= review.opened_at <= review.accepted_at
    assert [(move, before, after) for move, _, before, after, _ in events(review)] == [
        ("submit", "", "submitted"),
        ("open", "submitted", "submitted"),
        ("approve", "submitted", "approved"),
        ("open_approved", "approved", "approved"),
        ("accept", "approved", "accepted"),
    ]


def test_history_of_the_year_says_each_move(office):
    make_round(office, "accepted")

    told = Change.objects.filter(record__startswith="การตรวจเอกสาร").order_by("pk")
    assert [(row.field, row.before, row.after, row.by, row.fiscal_year) for row in told] == [
        ("สถานะการตรวจ", "", "ส่งตรวจแล้ว รอหัวหน้าหน่วยงาน", office.officer, 2567),
        ("สถานะการตรวจ", "ส่งตรวจแล้ว รอหัวหน้าหน่วยงาน", "หัวหน้าหน่วยงานรับรองแล้ว", office.head, 2567),
        ("สถานะการตรวจ", "หัวหน้าหน่วยงานรับรองแล้ว", "ผู้ดูแลรับแล้ว", office.administrator, 2567),
    ]


@pytest.mark.parametrize(("state", "move"), [("submitted", "return"), ("approved", "return_approved")])
def test_returning_keeps_the_reason_and_closes_the_round(office, state, move):
    make_round(office, state)

    review = office.move(move, WHO[BY_HAND[move].step], reason="  แก้ตัวชี้วัดที่ 9 ")

    assert (review.state, review.reason) == ("returned", "แก้ตัวชี้วัดที่ 9")
    assert events(review)[-1][4] == "แก้ตัวชี้วัดที่ 9"
    assert Change.objects.filter(field="เหตุผลที่ส่งกลับ", after="แก้ตัวชี้วัดที่ 9").count() == 1


@pytest.mark.parametrize("end", ["return", "recall"])
def test_next_submission_is_the_next_round(office, end):
    office.submit()
    office.move(end, WHO[BY_HAND[end].step], reason="แก้")

    review = office.submit()

    assert (review.round, review.state) == (2, "submitted")
    assert [row.round for row in Review.objects.undecided()] == [2]


def test_recalling_ends_when_the_head_opened_it(office):
    office.submit()
    office.move("open", "head")

    with pytest.raises(ReviewRefused, match="ผู้ตรวจเปิดตรวจแล้ว"):
        office.move("recall", "officer")

    assert office.latest().state == "submitted"


def test_approval_is_taken_back_until_the_administrator_opened_it(office):
    make_round(office, "approved")
    office.move("open_approved", "administrator")

    with pytest.raises(ReviewRefused, match="ถอนคำรับรองไม่ได้"):
        office.move("recall_approval", "head")


def test_approval_of_the_own_submission_says_so(office):
    make_user_head_too(office)
    office.submit()
    office.move("approve", "officer")

    assert office.latest().events.get(move="approve").is_of_own_submission


def make_user_head_too(office):
    Membership.objects.create(user=office.officer, agency=office.year.agency, role=Membership.Role.HEAD)


@pytest.mark.parametrize("move", sorted(BY_HAND))
@pytest.mark.parametrize("state", STATES)
def test_move_that_the_state_does_not_allow_changes_nothing_and_says_why(office, state, move):
    review = make_round(office, state)
    if state in BY_HAND[move].starts:
        return
    before = rows()

    with pytest.raises(ReviewRefused, match=f"^{BY_HAND[move].label}ไม่ได้: เอกสารนี้.* โดย .* เมื่อ "):
        office.move(move, WHO[BY_HAND[move].step], reason="เหตุผล")

    assert rows() == before
    assert office.latest().version == review.version


@pytest.mark.parametrize("move", sorted(BY_HAND))
@pytest.mark.parametrize("by", ["officer", "head", "administrator", "viewer", "other_head", "nobody"])
def test_move_is_made_by_nobody_else(office, move, by):
    make_round(office, BY_HAND[move].starts[0])
    if WHO[BY_HAND[move].step] == by:
        return
    office.viewer, office.nobody = make_user(), make_user()
    office.other_head = make_office("other").head
    Membership.objects.create(user=office.viewer, agency=office.year.agency, role=Membership.Role.VIEWER)
    before = rows()

    with pytest.raises(PermissionDenied):
        office.move(move, by, reason="เหตุผล")

    assert rows() == before


@pytest.mark.parametrize(("state", "move"), [("submitted", "approve"), ("approved", "accept")])
def test_superuser_gives_nobody_elses_word(office, state, move):
    make_round(office, state)
    office.operator = make_user(is_superuser=True)

    with pytest.raises(PermissionDenied):
        office.move(move, "operator")

    assert office.latest().state == state


@pytest.mark.parametrize("by", ["head", "administrator"])
def test_submitting_is_for_officers(office, by):
    with pytest.raises(PermissionDenied):
        submit(agency_year=fresh(office.year), kind="measures", by=office.person(by))


def test_each_kind_has_its_own_round(office):
    office.submit("measures")

    assert office.submit("announcement").round == 1


def test_document_of_nothing_is_not_submitted():
    year = make_agency_year()

    with pytest.raises(ReviewRefused, match="ยังไม่มีข้อมูลที่จะจัดทำเอกสารนี้"):
        submit(agency_year=year, kind="measures", by=make_user(officer_of=year.agency))


def test_approving_other_content_ends_the_round_and_says_what_changed(office):
    office.submit()
    edit_measure(office.year, "แก้หลังส่ง")

    with pytest.raises(ReviewRefused, match="รับรองไม่ได้: เนื้อหาเปลี่ยนไปหลังส่งตรวจ การส่งตรวจสิ้นผล"):
        office.move("approve", "head")

    review = office.latest()
    assert (review.state, review.approved_by, review.closed_by) == ("lapsed", None, None)
    assert events(review)[-1][:4] == ("lapse", None, "submitted", "lapsed")


def test_accepting_other_content_ends_the_approval(office):
    make_round(office, "approved")
    edit_measure(office.year, "แก้หลังรับรอง")

    with pytest.raises(ReviewRefused, match="เนื้อหาเปลี่ยนไปหลังรับรอง คำรับรองสิ้นผล"):
        office.move("accept", "administrator")

    assert office.latest().state == "lapsed"


def test_submitting_anew_after_a_change_ends_the_old_round(office):
    make_round(office, "approved")
    edit_measure(office.year, "แก้หลังรับรอง")

    review = office.submit()

    assert (review.round, review.state) == (2, "submitted")
    assert Review.objects.get(round=1).state == "lapsed"


def test_events_and_reviews_are_never_rewritten(office):
    review = office.submit()
    event = review.events.get()

    for rewriting in (event.save, event.delete, review.delete, Review.objects.all().delete):
        with pytest.raises(AppendOnly):
            rewriting()
    with pytest.raises(AppendOnly):
        ReviewEvent.objects.update(reason="x")
    with pytest.raises(AppendOnly):
        ReviewEvent.objects.all().delete()


def test_review_of_another_agency_is_not_seen(office):
    office.submit()
    other = publishable_year("other")
    stranger = make_user(officer_of=other.agency)

    assert list(Review.objects.visible_to(stranger)) == []
    assert [row.agency_year for row in Review.objects.visible_to(office.officer)] == [office.year]
