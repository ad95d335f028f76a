"""A change after approval voids the approval: found by the job, told to both, and shown at once."""

import pytest

from assessments.models import Change, Notification
from assessments.writing import edit
from ita_portal.jobs.models import Job
from ita_portal.jobs.queue import enqueue
from ita_portal.jobs.running import run_all
from measures.models import Measure
from reports.jobs import LAPSE_REVIEWS
from reports.models import Review, ReviewEvent
from reports.publishing import PublishingRefused, publish
from reports.reviewing.lapsing import lapse_if_changed, reviews_to_look_at
from tests.reports.publications import edit_measure, fresh
from tests.reports.reviewing.rounds import make_office, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office(administrator=True)


def change_title(office, title, by="officer"):
    """As the form does: with its row in the history."""
    measure = Measure.objects.get(agency_year=office.year)
    edit(measure, version=measure.version, by=office.person(by), title=title)


def look():
    enqueue(LAPSE_REVIEWS)
    jobs = run_all()
    assert [job.state for job in jobs] == [Job.State.DONE]


@pytest.mark.parametrize("state", ["submitted", "approved", "accepted"])
def test_job_ends_the_round_whose_content_changed(office, state):
    make_round(office, state)
    change_title(office, "แก้หลังส่ง")

    look()

    review = office.latest()
    event = review.events.last()
    assert (review.state, review.closed_by) == ("lapsed", None)
    assert (event.move, event.by, event.from_state) == ("lapse", None, state)
    assert event.reason.startswith("แก้ไขล่าสุด: มาตรการ m1 ")
    assert " โดย เจ้าหน้าที่ทดสอบ เมื่อ " in event.reason


def test_both_are_told_that_the_approval_is_void(office):
    make_round(office, "approved")
    change_title(office, "แก้หลังรับรอง")

    look()

    told = Notification.objects.filter(kind="approval_lapsed")
    assert {row.person for row in told} == {office.officer, office.head}
    assert {row.link for row in told} == {"/agencies/own/2567/documents/measures/review/"}
    assert all("แก้ไขล่าสุด: มาตรการ m1" in row.text for row in told)


def test_second_look_ends_and_tells_nothing_more(office):
    make_round(office, "approved")
    change_title(office, "แก้")
    look()

    look()

    assert ReviewEvent.objects.filter(move="lapse").count() == 1
    assert Notification.objects.filter(kind="approval_lapsed").count() == 2


def test_change_that_the_document_does_not_show_leaves_the_approval(office):
    make_round(office, "approved")
    change_title(office, "ชั่วคราว")
    change_title(office, "เผยแพร่สถิติทุกไตรมาส")

    look()

    assert office.latest().state == "approved"


def test_only_rounds_with_changes_since_the_last_look_are_compared(office):
    from datetime import timedelta

    other = make_office("other")
    make_round(office)
    make_round(other)
    later = Change.objects.latest("at").at + timedelta(minutes=11)
    Review.objects.update(compared_at=later)
    assert list(reviews_to_look_at()) == []

    Review.objects.filter(agency_year=other.year).update(compared_at=later - timedelta(minutes=5))

    assert [row.agency_year for row in reviews_to_look_at()] == [other.year]


def test_round_that_has_ended_is_not_lapsed(office):
    make_round(office)
    office.move("recall", "officer")
    change_title(office, "แก้")

    assert lapse_if_changed(review=office.latest()) is False
    assert office.latest().state == "recalled"


def test_publishing_what_was_changed_after_approval_is_refused_and_ends_it(office):
    make_round(office, "accepted")
    change_title(office, "แก้หลังรับ")

    with pytest.raises(PublishingRefused, match=r"เนื้อหาเปลี่ยนไปหลังรับรอง คำรับรองสิ้นผล .*แก้ไขล่าสุด: มาตรการ m1"):
        publish(agency_year=fresh(office.year), kind="measures", comment="", by=office.person("officer"))

    assert office.latest().state == "lapsed"
    assert Notification.objects.filter(kind="approval_lapsed").count() == 2


def test_change_without_history_is_told_without_a_name(office):
    make_round(office, "approved")
    edit_measure(office.year, "แก้")
    Change.objects.create(agency=office.year.agency, fiscal_year=2567, record="การตรวจเอกสาร x", field="x")

    lapse_if_changed(review=office.latest())

    assert office.latest().events.last().reason == "ข้อมูลที่เอกสารนี้ใช้เปลี่ยนไปหลังส่งตรวจ"
