"""Who is told of which move, once, with a link to the page of the review."""

import pytest

from assessments.models import Membership, Notification
from assessments.services.memberships import end
from tests.makers import make_user
from tests.reports.reviewing.rounds import make_head, make_office, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office(administrator=True)


def told():
    rows = Notification.objects.select_related("person").order_by("pk")
    return [(row.kind, str(row.person), row.title.split(": ")[0]) for row in rows]


def test_submission_is_told_to_every_head_and_to_nobody_of_another_agency(office):
    second = make_head(office.year.agency, name="หัวหน้าคนที่สอง")
    make_office("other")

    office.submit()

    assert {(kind, name) for kind, name, _ in told()} == {("submitted", "หัวหน้าทดสอบ"), ("submitted", str(second))}


def test_approval_is_told_to_the_submitter_and_to_who_accepts(office):
    make_user("superuser", is_superuser=True)
    make_round(office, "approved")

    assert told()[1:] == [
        ("approved", "เจ้าหน้าที่ทดสอบ", "หัวหน้าหน่วยงานรับรองแล้ว"),
        ("submitted", "ผู้ดูแลทดสอบ", "รอท่านรับเอกสาร"),
    ]


def test_return_is_told_with_its_reason(office):
    make_round(office, "approved")
    office.move("return_approved", "administrator", reason="แก้ตัวชี้วัดที่ 9")

    rows = Notification.objects.filter(kind="returned")
    assert {row.person for row in rows} == {office.officer, office.head}
    assert all(row.text.endswith("ผู้ดูแลส่งกลับให้แก้ไข โดย ผู้ดูแลทดสอบ\nแก้ตัวชี้วัดที่ 9") for row in rows)
    assert {(row.agency, row.fiscal_year) for row in rows} == {(office.year.agency, 2567)}


def test_acceptance_is_told_to_both(office):
    make_round(office, "accepted")

    assert told()[3:] == [
        ("accepted", "เจ้าหน้าที่ทดสอบ", "ผู้ดูแลรับแล้ว"),
        ("accepted", "หัวหน้าทดสอบ", "ผู้ดูแลรับแล้ว"),
    ]


def test_refused_move_is_told_to_nobody(office):
    make_round(office, "approved")
    before = told()

    with pytest.raises(Exception, match="รับรองไม่ได้"):
        office.move("approve", "head")

    assert told() == before


def test_what_becomes_of_a_round_is_told_to_the_successors_of_who_has_left(office):
    make_round(office, "approved")
    new_officer = make_user("new-officer", officer_of=office.year.agency, name="เจ้าหน้าที่คนใหม่")
    new_head = make_head(office.year.agency, "new-head", name="หัวหน้าคนใหม่")
    make_office("other")
    for left in Membership.objects.filter(user__in=[office.officer, office.head]):
        end(left, by=office.administrator)

    office.move("return_approved", "administrator", reason="แก้ตัวชี้วัดที่ 9")

    assert {row.person for row in Notification.objects.filter(kind="returned")} == {new_officer, new_head}
