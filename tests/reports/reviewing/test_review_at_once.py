"""Two people, or one who presses twice: one move counts, and the other is told why not."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from reports.models import Review, ReviewEvent
from reports.reviewing.services import ReviewRefused, make_move, submit
from tests.reports.publications import fresh
from tests.reports.reviewing.rounds import make_office

pytestmark = pytest.mark.django_db
STATES = ["submitted", "approved", "accepted"]
WHO = {"submitting": "officer", "approving": "head", "accepting": "administrator"}


@pytest.fixture
def office():
    return make_office(administrator=True)


def test_second_submission_while_one_is_on_its_way_is_refused(office):
    office.submit()

    with pytest.raises(ReviewRefused, match=r"ส่งตรวจไม่ได้: เอกสารนี้ส่งตรวจแล้ว .* โดย เจ้าหน้าที่ทดสอบ เมื่อ "):
        office.submit()

    assert Review.objects.count() == 1


def test_second_press_of_approve_says_that_it_is_approved(office):
    version = office.submit().version
    office.move("approve", "head", version=version)

    with pytest.raises(ReviewRefused, match="หัวหน้าหน่วยงานรับรองแล้ว โดย หัวหน้าทดสอบ"):
        office.move("approve", "head", version=version)

    assert ReviewEvent.objects.filter(move="approve").count() == 1


def test_page_that_was_overtaken_is_told_by_whom(office):
    version = office.submit().version
    office.move("open", "head")

    with pytest.raises(ReviewRefused, match=r"มีผู้อื่นดำเนินการกับเอกสารนี้ก่อนท่าน \(เปิดตรวจ โดย หัวหน้าทดสอบ"):
        office.move("approve", "head", version=version)


def at_once(*calls):
    """What each call came to, made at the same moment on connections of their own."""
    barrier, outcomes = Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            outcomes.append(call() and "made")
        except ReviewRefused as refusal:
            outcomes.append(str(refusal))
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_approving_and_recalling_at_once_gives_one_and_an_explanation():
    office = make_office()
    review = office.submit()
    head, officer = office.person("head"), office.person("officer")

    outcomes = at_once(
        lambda: make_move(review=review, version=1, move="approve", by=head),
        lambda: make_move(review=office.latest(), version=1, move="recall", by=officer),
    )

    assert outcomes.count("made") == 1
    assert next(each for each in outcomes if each != "made").split("ไม่ได้: ")[0] in ("รับรอง", "เรียกคืน")
    assert ReviewEvent.objects.count() == 2
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_submitting_twice_at_once_begins_one_round():
    office = make_office()
    officer = office.person("officer")

    outcomes = at_once(*[lambda: submit(agency_year=fresh(office.year), kind="measures", by=officer)] * 2)

    assert outcomes.count("made") == 1
    assert Review.objects.count() == ReviewEvent.objects.count() == 1
