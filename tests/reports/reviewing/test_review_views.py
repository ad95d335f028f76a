"""The page of a review and the list: what each person is shown and offered, what a refusal says, and few queries."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Membership
from reports.models import Publication, ReviewEvent
from reports.publishing import publish
from reports.withdrawing import withdraw
from tests.makers import make_user
from tests.reports.publications import edit_measure, fresh
from tests.reports.reviewing.rounds import make_office, make_round

pytestmark = pytest.mark.django_db
KIND = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"


@pytest.fixture
def office():
    return make_office(administrator=True)


def place(name="review", code="own", kind="measures"):
    return reverse(f"reports:{name}", kwargs={"agency_code": code, "fiscal_year": 2567, "kind": kind})


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, address=None):
    return browser(user).get(address or place()).content.decode()


def offered(user):
    """The moves whose buttons the page has."""
    shown = page(user)
    names = ("submit", *ReviewEvent.Move.values)
    return {name for name in names if f'name="move" value="{name}"' in shown}


@pytest.mark.parametrize(
    ("state", "officer", "head", "administrator"),
    [
        (None, {"submit"}, set(), set()),
        ("submitted", {"recall"}, {"open", "approve", "return"}, set()),
        ("approved", set(), {"recall_approval"}, {"open_approved", "accept", "return_approved"}),
        ("accepted", set(), set(), {"return_approved"}),
    ],
)
def test_each_person_is_offered_the_own_moves_alone(office, state, officer, head, administrator):
    if state:
        make_round(office, state)
    viewer = make_user()
    Membership.objects.create(user=viewer, agency=office.year.agency, role=Membership.Role.VIEWER)

    people = (office.officer, office.head, office.administrator, viewer)
    assert [offered(person) for person in people] == [officer, head, administrator, set()]


def test_page_says_whose_step_it_is(office):
    assert "เอกสารนี้ยังเป็นร่าง" in page(office.officer)
    office.submit()
    assert "รอรับรองโดย หัวหน้าทดสอบ" in page(office.officer)
    office.move("approve", "head")
    assert "รอผู้ดูแลรับเอกสาร: ผู้ดูแลทดสอบ" in page(office.officer)
    office.move("accept", "administrator")
    assert "ไปหน้าเผยแพร่" in page(office.officer)


def test_agency_without_a_head_is_told_whom_to_ask(office):
    Membership.objects.filter(user=office.head).delete()

    assert "หน่วยงานนี้ยังไม่มีหัวหน้าหน่วยงานในระบบ" in page(office.officer)


def test_officer_is_told_why_there_is_no_recall_any_more(office):
    office.submit()
    office.move("open", "head")

    assert "เรียกคืนไม่ได้: ผู้ตรวจเปิดตรวจแล้ว" in page(office.officer)


def test_move_by_the_button_is_made_and_told(office):
    office.submit()

    response = browser(office.head).post(place(), {"move": "approve", "round": 1, "version": 1}, follow=True)

    assert "รับรองแล้ว" in response.content.decode()
    assert office.latest().state == "approved"


def test_return_without_reason_asks_for_it_beside_its_field(office):
    office.submit()

    shown = (
        browser(office.head).post(place(), {"move": "return", "round": 1, "version": 1, "reason": " "}).content.decode()
    )

    assert '<a href="#id_reason">เหตุผลที่ส่งกลับ: โปรดบอกเหตุผลที่ส่งกลับ' in shown
    assert office.latest().state == "submitted"


def test_refused_return_keeps_what_was_typed(office):
    version = office.submit().version
    office.move("open", "head")
    data = {"move": "return", "round": 1, "version": version, "reason": "ข้อความยาวที่พิมพ์ไว้"}

    shown = browser(office.head).post(place(), data).content.decode()

    assert "มีผู้อื่นดำเนินการกับเอกสารนี้ก่อนท่าน" in shown
    assert "ข้อความยาวที่พิมพ์ไว้</textarea>" in shown


@pytest.mark.parametrize(
    ("person", "data", "status"),
    [
        ("officer", {"move": "approve", "round": 1, "version": 1}, 403),
        ("administrator", {"move": "approve", "round": 1, "version": 1}, 403),
        ("head", {"move": "submit"}, 403),
        ("head", {"move": "publish", "round": 1, "version": 1}, 200),
        ("head", {"move": "lapse", "version": 1}, 200),
        ("head", {"move": "approve", "round": 1, "version": "x"}, 200),
        ("head", {}, 200),
        ("head", {"move": "approve"}, 200),
        ("head", {"move": "approve", "round": 2, "version": 1}, 200),
        ("head", {"move": "approve", "round": 1}, 200),
    ],
)
def test_move_made_by_hand_that_is_not_ones_own_changes_nothing(office, person, data, status):
    office.submit()

    response = browser(getattr(office, person)).post(place(), data)

    assert response.status_code == status
    assert (office.latest().state, ReviewEvent.objects.count()) == ("submitted", 1)


def test_old_page_does_not_approve_a_later_round(office):
    office.submit()
    office.move("recall", "officer")
    edit_measure(office.year, "เนื้อหาที่หัวหน้ายังไม่เห็น")
    office.submit()

    shown = browser(office.head).post(place(), {"move": "approve", "round": 1, "version": 1}).content.decode()

    assert "รับรองไม่ได้: เอกสารนี้ถูกเรียกคืนแล้ว โดย เจ้าหน้าที่ทดสอบ" in shown
    assert (office.latest().round, office.latest().state) == (2, "submitted")


def test_move_of_a_draft_is_refused_in_words(office):
    shown = browser(office.head).post(place(), {"move": "approve", "round": 1, "version": 1}).content.decode()

    assert "รับรองไม่ได้: เอกสารนี้ยังเป็นร่าง ยังไม่ได้ส่งตรวจ" in shown


def test_changed_content_is_told_at_once_and_reading_writes_nothing(office):
    make_round(office, "approved")
    edit_measure(office.year, "แก้หลังรับรอง")

    shown = page(office.officer)

    assert "เนื้อหาเปลี่ยนไปหลังรับรอง คำรับรองสิ้นผล" in shown
    assert "การตรวจรอบนี้สิ้นผลแล้ว เพราะเนื้อหาเปลี่ยน" in shown
    assert "เอกสารนี้หัวหน้าหน่วยงานรับรองแล้ว" not in shown
    assert "ส่งตรวจใหม่" in shown
    assert offered(office.administrator) == {"return_approved"}
    assert office.latest().state == "approved"


def test_events_are_shown_with_reason_the_newest_first(office):
    office.submit()
    office.move("return", "head", reason="แก้ <b>ตัวชี้วัด</b>")
    office.submit()

    shown = page(office.head)

    assert shown.index("รอบที่ 2 โดย เจ้าหน้าที่ทดสอบ") < shown.index("รอบที่ 1 โดย หัวหน้าทดสอบ")
    assert "แก้ &lt;b&gt;ตัวชี้วัด&lt;/b&gt;" in shown


def test_changes_since_the_own_last_move_are_listed(office):
    from assessments.writing import edit
    from measures.models import Measure

    office.submit()
    office.move("return", "head", reason="แก้")
    measure = Measure.objects.get(agency_year=office.year)
    edit(measure, version=measure.version, by=office.officer, title="ชื่อใหม่หลังส่งกลับ")

    shown, changes = page(office.head), page(office.head, place("review-changes"))

    assert "มีการแก้ไข 1 รายการหลังการดำเนินการครั้งล่าสุดของท่าน (ส่งกลับให้แก้ไข)" in shown
    assert "ชื่อใหม่หลังส่งกลับ" in changes
    assert "เผยแพร่สถิติทุกไตรมาส" in changes
    assert "<td>การตรวจเอกสาร" not in changes


def test_what_stands_published_is_not_offered_for_review_until_it_changes(office):
    make_round(office, "accepted")
    publish(agency_year=fresh(office.year), kind="measures", comment="", by=office.person("officer"))
    as_published = offered(office.officer)
    edit_measure(office.year, "แก้ไขแล้ว")

    assert (as_published, offered(office.officer)) == (set(), {"submit"})


def publish_now(office):
    make_round(office, "accepted")
    return publish(agency_year=fresh(office.year), kind="measures", comment="", by=office.person("officer"))


def listed_state(user):
    return re.findall(r'<span class="state[^"]*">(.+?)</span>', page(user, reverse("reports:reviews")))


def test_document_is_ordered_published_until_its_files_are_there_and_then_published(office):
    version = publish_now(office)
    ordered, listed = page(office.officer), listed_state(office.officer)
    Publication.objects.finish(version, timezone.now())

    shown = page(office.officer)

    assert '<p class="review-state">เอกสารนี้สั่งเผยแพร่แล้ว</p>' in ordered
    assert '<p class="review-state">เอกสารนี้เผยแพร่แล้ว</p>' in shown
    assert (listed, listed_state(office.officer)) == (["สั่งเผยแพร่แล้ว"], ["เผยแพร่แล้ว"])
    assert "เนื้อหาปัจจุบันต่างจาก" not in shown


def test_later_edit_says_that_the_content_is_no_longer_that_of_the_version(office):
    Publication.objects.finish(publish_now(office), timezone.now())
    edit_measure(office.year, "แก้หลังเผยแพร่")

    shown = page(office.officer)

    assert '<p class="review-state">เอกสารนี้เผยแพร่แล้ว</p>' in shown
    assert '<p class="notice">เนื้อหาปัจจุบันต่างจากฉบับที่ 1</p>' in shown


def test_version_taken_back_is_said_so(office):
    version = publish_now(office)
    Publication.objects.finish(version, timezone.now())
    withdraw(publication=Publication.objects.get(pk=version.pk), reason="ผิด", by=office.person("head"))

    shown = page(office.officer)

    assert '<p class="notice">ฉบับที่ 1 ถูกถอนแล้วเมื่อ ' in shown
    assert offered(office.officer) == {"submit"}


def test_no_change_since_the_own_last_move_is_no_link(office):
    office.submit()
    office.move("return", "head", reason="แก้")

    assert "หลังการดำเนินการครั้งล่าสุดของท่าน" not in page(office.head)


def test_other_agency_gets_a_404_and_nothing_happens(office):
    office.submit()
    other = make_office("other")

    for person in (other.officer, other.head):
        client = browser(person)
        for answer in (client.get(place()), client.post(place(), {"move": "approve", "round": 1, "version": 1})):
            assert answer.status_code == 404
        assert client.get(place("review-changes")).status_code == 404
        assert "หน่วยงาน own" not in client.get(reverse("reports:reviews")).content.decode()
    assert office.latest().state == "submitted"


def test_unknown_kind_is_a_404(office):
    assert browser(office.officer).get(place(kind="poster")).status_code == 404


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_page_takes_the_same_queries_for_one_and_many_moves(office):
    """It reads the whole document, one query a table, to compare it with what was submitted."""
    office.submit()
    client = browser(office.officer)
    of_one = queries_of(client, place())
    for _ in range(3):
        office.move("return", "head", reason="แก้")
        office.submit()

    assert queries_of(client, place()) == of_one <= 35
