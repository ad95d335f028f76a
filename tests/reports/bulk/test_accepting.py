"""Accepting many documents: those in which nothing is open, by who may, and no others."""

from dataclasses import replace

import pytest

from assessments.models import Notification
from measures.models import Measure
from reports.bulk.accepting import carry_out, look
from reports.bulk.preview import preview
from reports.models import Review, ReviewEvent
from reports.overview.refreshing import refresh_all
from reports.reviewing.comments import add_comment
from reports.reviewing.moves import ACCEPT
from tests.makers import make_user
from tests.reports.bulk.runs import (
    asked,
    carried_out,
    end_role,
    make_administrator,
    outcomes,
    start,
    words_of,
    worked_off,
)
from tests.reports.publications import fresh
from tests.reports.reviewing.rounds import make_office, make_round

pytestmark = pytest.mark.django_db
CLEAN, FAULTY = "announcement", "measures"  # of the office of the tests: the plan lacks its responsible unit


@pytest.fixture
def office():
    return make_office(administrator=True, province="ตรัง")


def approved(office, kind=CLEAN):
    return make_round(office, "approved", kind)


def state(review):
    return Review.objects.get(pk=review.pk).state


def accepted_by():
    return sorted(ReviewEvent.objects.filter(move=ACCEPT.name).values_list("by__username", flat=True))


def test_document_without_a_finding_is_accepted_once_and_its_makers_are_told(office):
    review = approved(office)

    run = carried_out("accept", office.person("administrator"))

    assert outcomes(run) == {"own": "done"}
    assert words_of(run, "own") == "รับประกาศ รอบที่ 1 แล้ว"
    assert state(review) == "accepted"
    assert accepted_by() == ["own-admin"]
    told = Notification.objects.filter(kind="accepted").values_list("person__username", flat=True)
    assert sorted(told) == ["own-head", "own-officer"]


def test_document_with_findings_is_refused_with_how_many_and_the_page_that_says_which(office):
    review = approved(office, FAULTY)

    run = carried_out("accept", office.person("administrator"))

    row = run.outcomes.get()
    assert (row.outcome, row.words) == ("refused", "ระบบตรวจพบสิ่งที่ขาด 2 แห่ง ต้องดูด้วยตา 3 แห่ง")
    assert row.link == "/agencies/own/2567/documents/measures/check/"
    assert state(review) == "approved"


def test_documents_of_one_agency_are_decided_one_by_one(office):
    clean, faulty = approved(office), approved(office, FAULTY)

    run = carried_out("accept", office.person("administrator"))

    assert (run.total, run.done) == (2, 2)
    assert (state(clean), state(faulty)) == ("accepted", "approved")


def test_open_comment_keeps_a_document_from_being_accepted(office):
    review = approved(office)
    add_comment(agency_year=fresh(office.year), target="document:announcement", text="ตรวจชื่อ", by=office.officer)

    run = carried_out("accept", office.person("administrator"))

    row = run.outcomes.get()
    assert (row.outcome, row.words) == ("refused", "มีความเห็นที่ยังไม่ปิด 1 เรื่อง")
    assert row.link == "/agencies/own/2567/comments/"
    assert state(review) == "approved"


def test_content_that_changed_since_its_approval_is_refused_and_the_round_ends(office):
    review = approved(office)
    Measure.objects.update(title="อื่น")

    run = carried_out("accept", office.person("administrator"))

    assert outcomes(run) == {"own": "refused"}
    assert words_of(run, "own").startswith("รับเอกสารไม่ได้: เนื้อหาเปลี่ยนไปหลังรับรอง คำรับรองสิ้นผล")
    assert state(review) == "lapsed"


def test_document_that_somebody_accepted_meanwhile_needs_nothing(office):
    approved(office)
    refresh_all()
    run = start("accept", office.person("administrator"))
    office.move("accept", "administrator", kind=CLEAN)

    run = worked_off(run)

    assert outcomes(run) == {"own": "not_needed"}
    assert words_of(run, "own").startswith("เอกสารนี้ผู้ดูแลรับแล้ว โดย ผู้ดูแลทดสอบ เมื่อ ")
    assert ReviewEvent.objects.filter(move="accept").count() == 1


def test_document_that_the_head_took_back_meanwhile_is_refused(office):
    approved(office)
    refresh_all()
    run = start("accept", office.person("administrator"))
    office.move("recall_approval", "head", kind=CLEAN)

    run = worked_off(run)

    assert outcomes(run) == {"own": "refused"}
    assert words_of(run, "own").startswith("รับเอกสารไม่ได้: เอกสารนี้ถูกเรียกคืนแล้ว")


def test_document_of_an_agency_outside_the_reach_is_untouched(office):
    other = make_office("other", province="ตราด")
    own, foreign = approved(office), approved(other)

    run = carried_out("accept", make_administrator(reach="province", province="ตรัง"))

    assert outcomes(run) == {"own": "done"}
    assert (state(own), state(foreign)) == ("accepted", "approved")


def test_role_that_ended_between_the_click_and_the_work_refuses_everything(office):
    review = approved(office)
    refresh_all()
    administrator = make_administrator()
    run = start("accept", administrator)
    end_role(administrator)

    run = worked_off(run)

    assert (outcomes(run), words_of(run, "own")) == ({"own": "refused"}, "ไม่อยู่ในขอบเขตที่ท่านดูแลแล้ว")
    assert state(review) == "approved"


def test_superuser_without_a_role_has_nothing_to_accept(office):
    approved(office)
    refresh_all()
    superuser = make_user(is_superuser=True)

    assert preview(asked(superuser), "accept", superuser).total == 0


def test_preview_counts_what_is_open(office):
    other = make_office("other")
    approved(office)
    approved(other)
    add_comment(agency_year=fresh(other.year), target="document:announcement", text="ตรวจชื่อ", by=other.officer)
    refresh_all()

    found = preview(asked(office.administrator), "accept", office.person("administrator"))

    assert found.total == 2
    assert [(line.count, line.is_done) for line in found.groups[0][1]] == [(1, True), (1, False)]


def test_content_that_was_another_one_while_it_was_checked_is_not_accepted_unseen(office):
    review = approved(office)
    person = office.person("administrator")
    refresh_all()
    run = start("accept", person)
    outcome = run.outcomes.get()
    seen = replace(look(run, outcome, lambda: None), sha256="0" * 64)

    settled = carry_out(run, outcome, person, seen)

    assert settled.words == "เนื้อหาเปลี่ยนไประหว่างที่ตรวจ โปรดตรวจแล้วรับที่หน้าตรวจเอกสาร"
    assert state(review) == "approved"
