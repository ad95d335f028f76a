"""Publishing takes what was approved, exactly that, and ends the round with the version it led to."""

import pytest

from reports.models import Publication, Review
from reports.publishing import PublishingRefused, publish
from reports.reviewing.services import ReviewRefused
from tests.reports.publications import edit_measure, fresh
from tests.reports.reviewing.rounds import make_office, make_round

pytestmark = pytest.mark.django_db


def publish_now(office, by="officer", comment=""):
    return publish(agency_year=fresh(office.year), kind="measures", comment=comment, by=office.person(by))


def test_draft_is_not_published():
    office = make_office()

    with pytest.raises(PublishingRefused, match="ยังเป็นร่าง ยังไม่ได้ส่งตรวจ โปรดส่งตรวจ"):
        publish_now(office)

    assert Publication.objects.count() == 0


def test_submitted_document_is_not_published():
    office = make_office()
    office.submit()

    with pytest.raises(PublishingRefused, match="โปรดรอคำรับรองก่อน"):
        publish_now(office)


def test_approval_is_enough_where_nobody_accepts():
    office = make_office()
    make_round(office, "approved")

    publication = publish_now(office)

    review = office.latest()
    assert (review.state, review.publication, review.closed_by) == ("published", publication, office.officer)
    assert [event.move for event in review.events.all()] == ["submit", "approve", "publish"]
    assert publication.review == review


def test_acceptance_is_wanted_where_an_administrator_reaches():
    office = make_office(administrator=True)
    make_round(office, "approved")

    with pytest.raises(PublishingRefused, match="ผู้ดูแลยังไม่ได้รับ โปรดรอผู้ดูแลรับเอกสารก่อน"):
        publish_now(office)
    office.move("accept", "administrator")

    assert publish_now(office).number == 1


def test_approval_of_one_kind_is_none_of_another():
    office = make_office()
    make_round(office, "approved", kind="announcement")

    with pytest.raises(PublishingRefused, match="ยังเป็นร่าง"):
        publish_now(office)


def test_correction_needs_its_own_round_and_becomes_the_next_version():
    office = make_office()
    make_round(office, "approved")
    first = publish_now(office)
    Publication.objects.finish(first, first.requested_at)
    edit_measure(office.year, "แก้ไขแล้ว")
    with pytest.raises(PublishingRefused, match="เมื่อแก้ไขเนื้อหาแล้ว โปรดส่งตรวจ"):
        publish_now(office, comment="แก้")

    make_round(office, "approved")
    second = publish_now(office, comment="แก้")

    assert [(row.round, row.state, row.publication) for row in Review.objects.all()] == [
        (1, "published", first),
        (2, "published", second),
    ]


def test_unchanged_document_is_not_submitted_again():
    office = make_office()
    make_round(office, "approved")
    publication = publish_now(office)
    Publication.objects.finish(publication, publication.requested_at)

    with pytest.raises(ReviewRefused, match="ไม่มีอะไรเปลี่ยนจากฉบับที่ 1 ที่เผยแพร่แล้ว"):
        office.submit()

    assert Review.objects.count() == 1
